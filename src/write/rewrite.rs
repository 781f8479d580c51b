//! Puts a changed text in the place of a file of the project: whole or not at all, and only if nobody changed the file meanwhile. A new file
//! is put where no file is.
//!
//! Two commands at once take turns at the lock of the folder: the second sees what the first wrote, and is refused if that is another text
//! than the one it began with.

use std::fs;
use std::io;
use std::path::Path;

use crate::base::change::Change;
use crate::base::path::RelPath;
use crate::write::partial::{self, lock, not_plain, write_partial};
use crate::write::{WriteError, disk};

/// The byte order mark that reading removes and writing keeps.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Puts a changed file in its place, or a new one where none is.
pub fn put(root: &Path, change: &Change) -> Result<(), WriteError> {
    match &change.before {
        Some(before) => rewrite(root, &change.path, before, &change.after),
        None => create(root, &change.path, &change.after),
    }
}

/// Writes a file that is not there yet, with its folder. What is there is never replaced, and no folder is reached through a link.
fn create(root: &Path, path: &RelPath, text: &str) -> Result<(), WriteError> {
    let mut folder = root.to_owned();
    for name in path.folder().split('/').filter(|name| !name.is_empty()) {
        folder.push(name);
        let is_link =
            fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.file_type().is_symlink());
        if is_link {
            let why = io::Error::other("it is a symbolic link");
            return Err(disk("write below", &folder)(why));
        }
    }
    fs::create_dir_all(&folder).map_err(disk("create", &folder))?;
    let _lock = lock(&folder)?;
    partial::create(&root.join(path.as_str()), text.as_bytes())
}

/// Replaces the text `before` of a file by `after`. Its byte order mark and its permissions stay.
pub fn rewrite(root: &Path, path: &RelPath, before: &str, after: &str) -> Result<(), WriteError> {
    let path = root.join(path.as_str());
    let _lock = lock(path.parent().unwrap_or(root))?;
    let metadata = fs::symlink_metadata(&path).map_err(disk("read", &path))?;
    let bytes = if metadata.is_file() {
        fs::read(&path).map_err(disk("read", &path))?
    } else {
        return Err(not_plain(&path));
    };
    let (mark, text) = match bytes.strip_prefix(MARK) {
        Some(text) => (MARK, text),
        None => (&[][..], bytes.as_slice()),
    };
    if text != before.as_bytes() {
        return Err(disk("replace", &path)(io::Error::other(
            "it was changed meanwhile; run again",
        )));
    }
    let partial = write_partial(&path, &[mark, after.as_bytes()].concat())?;
    let replaced = fs::set_permissions(&partial, metadata.permissions())
        .and_then(|()| fs::rename(&partial, &path))
        .map_err(disk("replace", &path));
    if replaced.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&partial);
    }
    replaced
}
