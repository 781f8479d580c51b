//! A new project to a folder that has nothing in it: all files or none, and never over a file of somebody else.
//!
//! The files are first written into a folder of their own beside their place. Only when all are there are they moved: the folder as a whole
//! where there was none, else each top-level entry by a rename, which is taken back when one fails.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::path::RelPath;
use crate::write::lock::Lock;
use crate::write::partial::{LOCK, write_new};
use crate::write::system::rename_new;
use crate::write::work::{Work, hidden};
use crate::write::{WriteError, disk};

/// What an empty folder may hold: nothing in a repository's own folder is ever written to, and the rest is what a killed run left.
const NO_CONTENT: [&str; 3] = [".git", WORK, LOCK];

/// The work folder in a folder that is there already.
const WORK: &str = ".annexa-work";

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
    let folder = std::path::absolute(folder).map_err(disk("find", folder))?;
    let is_there = folder.is_dir();
    let (place, lock) = if is_there {
        (folder.join(WORK), folder.join(LOCK))
    } else {
        (Work::beside(&folder), hidden(&folder, "lock"))
    };
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(disk("create", parent))?;
    }
    let _lock = Lock::where_possible(&lock, || ()).map_err(disk("lock", &lock))?;
    refuse_occupied(&folder)?;
    if let Some(left) = Work::find(place.clone())?.filter(|left| left.next().is_dir()) {
        left.discard().map_err(disk("clear", &place))?;
    }
    let work = Work::begin(place.clone()).map_err(disk("create", &place))?;
    let stage = work.next();
    let moved = fill(&stage, files).and_then(|()| {
        if is_there { move_entries(&stage, &folder) } else { rename(&stage, &folder) }
    });
    // What is left of the stage was written above, and is of no use to anybody.
    let _ = work.discard();
    let _ = work.close();
    Ok(moved?)
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
    rename_new(from, to).map_err(disk("create", to))
}

/// Moves what lies in `stage` into `folder`; takes back what was moved when something is in the way.
fn move_entries(stage: &Path, folder: &Path) -> Result<(), WriteError> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(stage).map_err(disk("read", stage))? {
        entries.push(entry.map_err(disk("read", stage))?.path());
    }
    // Its settings last: until then, no command takes the folder for a project.
    entries.sort_by_key(|entry| entry.ends_with("handbook.toml"));
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for from in entries {
        let to = folder.join(from.file_name().unwrap_or_default());
        if let Err(error) = rename(&from, &to) {
            for (from, to) in moved {
                let _ = fs::rename(to, from);
            }
            return Err(error);
        }
        moved.push((from, to));
    }
    Ok(())
}
