//! Opens a file below a folder, and nothing else: no symbolic link on the way, no pipe, no device.
//!
//! What a path leads to can change between looking and opening. So on Unix each folder on the way is opened by itself, from the one above it,
//! and a link that stands there by then is refused by the system. On other systems only what was looked at before is known.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// What was found where a file should be.
pub(super) enum Opened {
    /// A file, with its bytes.
    File(Vec<u8>),
    /// A file that is larger than the limit; its size is in bytes.
    TooLarge(u64),
    /// No file, or none any more.
    Nothing,
}

/// Reads the file `name`, with `/` between folders, below `root`. No more than `limit` bytes are read, however fast the file grows.
pub(super) fn read(root: &Path, name: &str, limit: u64) -> io::Result<Opened> {
    let file = match open(root, name) {
        Ok(file) => file,
        Err(error) if is_gone(&error) => return Ok(Opened::Nothing),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(Opened::Nothing);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > limit { Opened::TooLarge(metadata.len().max(size)) } else { Opened::File(bytes) })
}

#[cfg(unix)]
fn open(root: &Path, name: &str) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    let folder = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    // Whoever starts Annexa names the root: that may be a link.
    let mut at = openat(CWD, root, folder, Mode::empty())?;
    let mut names = name.split('/');
    let file = names.next_back().unwrap_or(name);
    for name in names {
        at = openat(&at, name, folder | OFlags::NOFOLLOW, Mode::empty())?;
    }
    // A pipe without a writer would be waited for.
    let flags =
        OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(openat(&at, file, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(root: &Path, name: &str) -> io::Result<File> {
    File::open(root.join(name))
}

/// True when what a folder just listed is no longer there, or is something else: somebody works on the files while they are read.
pub(super) fn is_gone(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory) || is_no_file(error)
}

/// True for what the system says of a link that is not followed, and of a socket.
#[cfg(unix)]
fn is_no_file(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let errno = Errno::from_io_error(error);
    errno.is_some_and(|errno| [Errno::LOOP, Errno::MLINK, Errno::NXIO].contains(&errno))
}

#[cfg(not(unix))]
fn is_no_file(_: &io::Error) -> bool {
    false
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    /// Links that came after the folder was listed are not followed, wherever they stand.
    #[test]
    fn a_link_is_refused_at_the_end_and_on_the_way() {
        let root = std::env::temp_dir().join(format!("annexa-open-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("project/documents")).expect("a folder can be made");
        fs::create_dir_all(root.join("outside")).expect("a folder can be made");
        fs::write(root.join("outside/a.md"), "secret").expect("a file can be written");
        fs::write(root.join("project/documents/b.md"), "text").expect("a file can be written");
        symlink("../../outside/a.md", root.join("project/documents/a.md")).expect("a link");
        symlink("../outside", root.join("project/records")).expect("a link");
        symlink("project", root.join("link")).expect("a link");
        let open = |root: &Path, name: &str| read(root, name, 5).expect("no fault of the disk");
        let project = root.join("project");
        assert!(matches!(open(&project, "documents/a.md"), Opened::Nothing));
        assert!(matches!(open(&project, "records/a.md"), Opened::Nothing));
        assert!(matches!(open(&project, "documents"), Opened::Nothing));
        // The root itself is named by whoever starts Annexa.
        for root in [project, root.join("link")] {
            assert!(
                matches!(open(&root, "documents/b.md"), Opened::File(bytes) if bytes == b"text")
            );
        }
        let limited = read(&root, "outside/a.md", 3).expect("no fault of the disk");
        assert!(matches!(limited, Opened::TooLarge(6)));
        fs::remove_dir_all(&root).expect("the folder can be removed");
    }
}
