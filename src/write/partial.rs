//! A file whole or not at all: its bytes are first written under another name beside it, then renamed into place.
//!
//! The other name is the same for every file of a folder, so that what a killed run leaves is replaced by the next one, is never in the way,
//! and is not longer than names may be. Two runs in one folder therefore take turns: they hold its lock while they write.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::write::lock::Lock;
use crate::write::system::{remove_if_there, rename_new};
use crate::write::{WriteError, disk};

/// The name of a file that is being written. No file of a site or of a project has it.
pub(super) const PARTIAL: &str = ".annexa-partial";

/// The name of the lock of a folder.
pub(super) const LOCK: &str = ".annexa-lock";

/// What writing a file did.
pub(super) enum Written {
    Created,
    Changed,
    Same,
}

/// Takes the lock of a folder, for as long as one of its files is written.
pub(super) fn lock(folder: &Path) -> Result<Option<Lock>, WriteError> {
    // The path of a file in the working folder has none that could be named.
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = here.join(LOCK);
    Lock::where_possible(&path, || ()).map_err(disk("lock", &path))
}

/// Writes a file unless it holds these bytes already. The folder is locked, or nobody else writes to it.
pub(super) fn write_if_different(path: &Path, bytes: &[u8]) -> Result<Written, WriteError> {
    let written = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            let same = metadata.len() == bytes.len() as u64
                && fs::read(path).map_err(disk("read", path))? == bytes;
            if same {
                return Ok(Written::Same);
            }
            Written::Changed
        }
        Ok(_) => return Err(not_plain(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Written::Created,
        Err(error) => return Err(disk("read", path)(error)),
    };
    let partial = write_partial(path, bytes)?;
    fs::rename(&partial, path).map_err(disk("replace", path))?;
    Ok(written)
}

/// Puts a file where none is: whole, or not at all.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let partial = write_partial(path, bytes)?;
    rename_new(&partial, path).map_err(|error| {
        // The first error is the one to tell.
        let _ = fs::remove_file(&partial);
        disk("create", path)(error)
    })
}

/// Writes the bytes beside the place of a file.
pub(super) fn write_partial(path: &Path, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let partial = path.with_file_name(PARTIAL);
    match write_new(&partial, bytes) {
        Ok(()) => Ok(partial),
        Err(error) => {
            // Half a file is of no use to anybody; the first error is the one to tell.
            let _ = fs::remove_file(&partial);
            Err(disk("write", path)(error))
        }
    }
}

/// Writes a file that is not there yet. What an interrupted build left under that name goes first, and is not followed if it is a link.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    remove_if_there(path)?;
    create_new(path, bytes)
}

/// Writes a file into a folder of our own, where nothing has its name.
pub(super) fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

pub(super) fn not_plain(path: &Path) -> WriteError {
    disk("replace", path)(io::Error::other("it is not a plain file"))
}
