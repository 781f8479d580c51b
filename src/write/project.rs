//! A new project to a folder that has nothing in it: all files or none, and never over a file of somebody else.
//!
//! The files are first written into a folder of their own beside their place. Only when all are there are they moved: the folder as a whole
//! where there was none, else each top-level entry by a rename, which is taken back when one fails.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::path::RelPath;
use crate::write::{PARTIAL, WriteError, disk, write_new};

/// What an empty folder may hold: nothing in a repository's own folder is ever written to.
const NO_CONTENT: [&str; 1] = [".git"];

/// How many names are shown of what is in the way.
const SHOWN: usize = 3;

/// Why a project cannot be begun in a folder.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Something is there already.
    #[error("`{}` is not empty: it holds {}; nothing was written. Name a folder that is new or empty", path.display(), names(.holds))]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// What it holds, in order.
        holds: Vec<String>,
    },
    /// It is a file or a symbolic link.
    #[error("`{}` is not a folder; nothing was written. Name a folder that is new or empty", path.display())]
    NoFolder {
        /// The path.
        path: PathBuf,
    },
    /// Reading or writing failed.
    #[error(transparent)]
    Disk(#[from] WriteError),
}

fn names(holds: &[String]) -> String {
    let shown: Vec<String> = holds.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match holds.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// Fails when a project cannot be begun in the folder; writes nothing.
pub fn refuse_occupied(folder: &Path) -> Result<(), CreateError> {
    let metadata = match fs::symlink_metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(disk("read", folder)(error).into()),
    };
    if !metadata.is_dir() {
        return Err(CreateError::NoFolder { path: folder.to_owned() });
    }
    let mut holds = Vec::new();
    for entry in fs::read_dir(folder).map_err(disk("read", folder))? {
        let name = entry.map_err(disk("read", folder))?.file_name().to_string_lossy().into_owned();
        if !NO_CONTENT.contains(&name.as_str()) {
            holds.push(name);
        }
    }
    holds.sort();
    if holds.is_empty() {
        Ok(())
    } else {
        Err(CreateError::NotEmpty { path: folder.to_owned(), holds })
    }
}

/// Writes the files of a new project into `folder`, which is made when it is not there.
pub fn create(folder: &Path, files: &BTreeMap<RelPath, Vec<u8>>) -> Result<(), CreateError> {
    refuse_occupied(folder)?;
    let folder = std::path::absolute(folder).map_err(disk("find", folder))?;
    let is_there = folder.is_dir();
    let stage = if is_there { folder.join(PARTIAL) } else { beside(&folder) };
    if let Some(parent) = stage.parent() {
        fs::create_dir_all(parent).map_err(disk("create", parent))?;
    }
    // Somebody else's folder of this name is not ours to use.
    fs::create_dir(&stage).map_err(disk("create", &stage))?;
    let moved = fill(&stage, files).and_then(|()| {
        if is_there { move_entries(&stage, &folder) } else { rename(&stage, &folder) }
    });
    if is_there || moved.is_err() {
        // What is left of the stage was written above, and is of no use to anybody.
        let _ = fs::remove_dir_all(&stage);
    }
    Ok(moved?)
}

/// A hidden name beside the folder.
fn beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}{PARTIAL}"))
}

fn fill(stage: &Path, files: &BTreeMap<RelPath, Vec<u8>>) -> Result<(), WriteError> {
    for (path, bytes) in files {
        let path = stage.join(path.as_str());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(disk("create", parent))?;
        }
        write_new(&path, bytes).map_err(disk("write", &path))?;
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), WriteError> {
    fs::rename(from, to).map_err(disk("create", to))
}

/// Moves what lies in `stage` into `folder`; takes back what was moved when something is in the way.
fn move_entries(stage: &Path, folder: &Path) -> Result<(), WriteError> {
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in fs::read_dir(stage).map_err(disk("read", stage))? {
        let from = entry.map_err(disk("read", stage))?.path();
        let to = folder.join(from.file_name().unwrap_or_default());
        let free = match fs::symlink_metadata(&to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(disk("read", &to)(error)),
            Ok(_) => Err(disk("create", &to)(io::Error::from(io::ErrorKind::AlreadyExists))),
        };
        if let Err(error) = free.and_then(|()| rename(&from, &to)) {
            for (from, to) in moved {
                let _ = fs::rename(to, from);
            }
            return Err(error);
        }
        moved.push((from, to));
    }
    Ok(())
}
