//! The hidden folder beside an output folder in which the next content is made ready: `.public.annexa-work`.
//!
//! It holds a mark, so that nobody else's folder of that name is ever taken for it, and at most: `new`, which is being filled; `stage`, the
//! number by which the system knows that folder; `former`, what was published before; `kept`, files of somebody else that found no place.
//!
//! Where two folders are exchanged in one step, what was published bears the name `new` afterwards. The number tells the two apart, also after a
//! run was killed: `new` is the stage while it has that number, and what was published before as soon as it has not. Somebody who copies all of it
//! gives the stage another number; then it is swept like what was published before, which its manifest allows from the first moment.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::write::partial::write_new;
use crate::write::system::{identity, remove_if_there};
use crate::write::{WriteError, disk};

/// The name of the mark.
const MARK: &str = ".annexa-work-folder";

const STAGE: &str = "stage";

/// A work folder that is Annexa's.
#[derive(Debug, Clone)]
pub(super) struct Work {
    path: PathBuf,
}

impl Work {
    /// The name of the work folder of a folder.
    pub(super) fn beside(folder: &Path) -> PathBuf {
        hidden(folder, "work")
    }

    /// The work folder that an earlier run left; `None` when there is none. Somebody else's is refused.
    pub(super) fn find(path: PathBuf) -> Result<Option<Self>, WriteError> {
        let refuse = |path, why| Err(WriteError::InTheWay { path, why });
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                return refuse(
                    path,
                    "Annexa makes sites ready in a folder of that name, and this is none",
                );
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(disk("read", &path)(error)),
        }
        let is_marked = fs::symlink_metadata(path.join(MARK)).is_ok_and(|mark| mark.is_file());
        let mut entries = fs::read_dir(&path).map_err(disk("list", &path))?;
        // A run that was killed in its first moment, or its last, leaves it empty.
        if !is_marked && entries.next().is_some() {
            return refuse(
                path,
                "Annexa makes sites ready in a folder of that name, and did not make this one",
            );
        }
        Ok(Some(Self { path }))
    }

    /// Makes the work folder, with an empty stage in it.
    pub(super) fn begin(path: PathBuf) -> io::Result<Self> {
        match fs::create_dir(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let work = Self { path };
        write_new(&work.path.join(MARK), b"Annexa is at work here.\n")?;
        let number = work.path.join(STAGE);
        remove_if_there(&number)?;
        fs::create_dir(work.next())?;
        write_new(&number, number_of(&work.next())?.as_bytes())?;
        Ok(work)
    }

    /// What is being made ready, or what was published before it was exchanged.
    pub(super) fn next(&self) -> PathBuf {
        self.path.join("new")
    }

    /// What was published before, where folders cannot be exchanged.
    pub(super) fn former(&self) -> PathBuf {
        self.path.join("former")
    }

    /// Where files stay that found no place.
    pub(super) fn kept(&self) -> PathBuf {
        self.path.join("kept")
    }

    /// True when `new` is what was being made ready: it never was the published folder.
    pub(super) fn holds_a_stage(&self) -> bool {
        let told = fs::read_to_string(self.path.join(STAGE)).ok();
        let is_empty =
            || fs::read_dir(self.next()).is_ok_and(|mut entries| entries.next().is_none());
        told.is_some_and(|told| number_of(&self.next()).is_ok_and(|number| number == told))
            || is_empty()
    }

    /// Removes what was being made ready: files that a run wrote, and second names of files that are published.
    pub(super) fn discard(&self) -> io::Result<()> {
        fs::remove_dir_all(self.next())
    }

    /// Removes the folder, unless it still holds something.
    pub(super) fn close(self) -> io::Result<()> {
        remove_if_there(&self.path.join(STAGE))?;
        let mut names = fs::read_dir(&self.path)?.map(|entry| entry.map(|entry| entry.file_name()));
        if names.all(|name| name.is_ok_and(|name| name == MARK)) {
            remove_if_there(&self.path.join(MARK))?;
            fs::remove_dir(&self.path)?;
        }
        Ok(())
    }
}

/// A hidden name beside a folder, for a use.
pub(super) fn hidden(folder: &Path, with: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".annexa-{with}"));
    folder.with_file_name(name)
}

/// True for the name of a work folder, of whatever folder.
pub(super) fn is_work(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".annexa-work"))
}

/// The number by which the system knows a folder. Where it tells none, folders are never exchanged either, and all are alike.
fn number_of(folder: &Path) -> io::Result<String> {
    let numbers = identity(&fs::symlink_metadata(folder)?);
    Ok(numbers.map_or_else(|| "any".to_owned(), |(_, number)| number.to_string()))
}
