//! One writer at a time: [`Lock`], a file or a folder that the system locks for whoever is at work.
//!
//! The lock belongs to what is open, not to its name: the system frees it when its holder ends, however it ends. A holder that ends well removes
//! the file, and a folder may have been exchanged meanwhile. Who waited then holds what nobody else will find, so it looks whether the name still
//! means that, and begins anew if not. Nothing is ever written into the file.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::write::system::is_at;

/// The lock, while it is held.
#[derive(Debug)]
pub struct Lock {
    /// A file that is there for the lock alone.
    made: Option<PathBuf>,
    // Closed last: until then, nobody else has the lock.
    file: File,
}

impl Lock {
    /// Takes the lock at `path`, whose file is made when it is not there. When somebody else holds it, `on_wait` is called once before
    /// waiting.
    pub fn acquire(path: &Path, on_wait: impl FnOnce()) -> io::Result<Self> {
        let mut on_wait = Some(on_wait);
        loop {
            let Some(file) = open(path)? else { continue };
            if is_taken(&file, path, &mut on_wait)? {
                return Ok(Self { made: Some(path.to_owned()), file });
            }
        }
    }

    /// Takes the lock of a folder, which leaves no trace in it. `None` where there is no folder, or none that can be locked: some network file
    /// systems lock only what is open for writing, and some systems do not open folders at all.
    pub(super) fn of_folder(folder: &Path, on_wait: impl FnOnce()) -> io::Result<Option<Self>> {
        use io::ErrorKind::{NotFound, PermissionDenied};
        let mut on_wait = Some(on_wait);
        loop {
            let taken = File::open(folder).and_then(|file| {
                let is_ours = is_taken(&file, folder, &mut on_wait)?;
                Ok(is_ours.then_some(Self { made: None, file }))
            });
            match taken {
                Ok(None) => {}
                Err(error) if [NotFound, PermissionDenied].contains(&error.kind()) => {
                    return Ok(None);
                }
                Err(error) if is_unknown(&error) => return Ok(None),
                taken => return taken,
            }
        }
    }

    /// The same where a lock can be had: not on a file system that knows none, and not where nobody may write, which the first file that is
    /// written says better than a lock.
    pub(super) fn where_possible(path: &Path, on_wait: impl FnOnce()) -> io::Result<Option<Self>> {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        match Self::acquire(path, on_wait) {
            Err(error) if [PermissionDenied, ReadOnlyFilesystem].contains(&error.kind()) => {
                Ok(None)
            }
            Err(error) if is_unknown(&error) => Ok(None),
            acquired => acquired.map(Some),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let Some(path) = &self.made else { return };
        // Where names cannot be held against files, the next holder could not tell that the file is gone: it stays. And when the folder of the
        // lock was exchanged meanwhile, the name may be the lock of somebody else.
        if cfg!(unix) && is_at(&self.file, path).is_ok_and(|is_ours| is_ours) {
            // What stays behind is an empty file, which the next holder takes.
            let _ = fs::remove_file(path);
        }
    }
}

/// Locks what is open, after waiting for whoever else has it; false when the path means something else by then.
fn is_taken(file: &File, path: &Path, on_wait: &mut Option<impl FnOnce()>) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            if let Some(on_wait) = on_wait.take() {
                on_wait();
            }
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    is_at(file, path)
}

/// True when the file system knows no locks, or not of this kind.
pub(super) fn is_unknown(error: &io::Error) -> bool {
    // ENOLCK (37 on Linux, 77 on macOS) and EBADF (9) have no kind.
    error.kind() == io::ErrorKind::Unsupported || matches!(error.raw_os_error(), Some(9 | 37 | 77))
}

/// Opens the file, which is made when it is not there; `None` when it went in this moment. A link is not followed.
fn open(path: &Path) -> io::Result<Option<File>> {
    let made = OpenOptions::new().read(true).write(true).create_new(true).open(path);
    let opened = match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::symlink_metadata(path)
            .and_then(|metadata| {
                let is_file = metadata.is_file();
                if is_file { reopen(path) } else { Err(io::Error::other("it is no plain file")) }
            }),
        made => return made.map(Some),
    };
    match opened {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    }
}

/// Opens a lock that is there. Network file systems lock only what may be written to; a lock of somebody else may be readable at best.
fn reopen(path: &Path) -> io::Result<File> {
    match OpenOptions::new().read(true).write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path),
        opened => opened,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn place(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("annexa-lock-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        folder.join("lock")
    }

    #[test]
    fn two_never_hold_it_at_once() {
        let path = place("two");
        let (inside, most, told) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let wait = || {
                            told.fetch_add(1, Ordering::Relaxed);
                        };
                        let lock = Lock::acquire(&path, wait).expect("a lock");
                        let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert_eq!(most.load(Ordering::SeqCst), 1);
        assert!(told.load(Ordering::Relaxed) > 0, "some had to wait");
        assert!(!cfg!(unix) || !path.exists(), "the last one cleared up");
    }

    #[test]
    fn what_a_killed_holder_left_is_taken() {
        let path = place("left");
        fs::write(&path, "").expect("a file can be written");
        let lock = Lock::acquire(&path, || panic!("nobody holds it")).expect("a lock");
        drop(lock);
    }

    #[cfg(unix)]
    #[test]
    fn who_waited_for_a_folder_gets_the_one_that_has_its_name() {
        let folder = place("folder").with_file_name("published");
        fs::create_dir_all(&folder).expect("a folder can be made");
        let held = Lock::of_folder(&folder, || ()).expect("no failure").expect("a lock");
        let former = folder.with_file_name("former");
        std::thread::scope(|scope| {
            let (tell, told) = std::sync::mpsc::channel();
            let place = &folder;
            let waiting = scope.spawn(move || {
                let wait = || tell.send(()).expect("somebody listens");
                Lock::of_folder(place, wait).expect("no failure").expect("a lock")
            });
            told.recv().expect("the other one waits");
            fs::rename(&folder, &former).expect("a folder can be moved");
            fs::create_dir(&folder).expect("a folder can be made");
            drop(held);
            let lock = waiting.join().expect("no panic");
            assert!(is_at(&lock.file, &folder).expect("it is there"));
        });
        fs::remove_dir_all(folder.parent().expect("a folder above")).expect("it was there");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let path = place("link");
        let _ = fs::remove_file(&path);
        let target = path.with_file_name("elsewhere");
        std::os::unix::fs::symlink(&target, &path).expect("a link can be made");
        let refused = Lock::acquire(&path, || ());
        assert!(refused.is_err());
        assert!(!target.exists());
        fs::remove_file(&path).expect("it was there");
    }
}
