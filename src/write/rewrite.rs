//! Puts a changed text in the place of a file of the project: whole or not at all, and only if nobody changed the file meanwhile.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::path::RelPath;
use crate::write::{PARTIAL, WriteError, disk, write_new};

/// The byte order mark that reading removes and writing keeps.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Replaces the text `before` of a file by `after`. Its byte order mark and its permissions stay.
pub fn rewrite(root: &Path, path: &RelPath, before: &str, after: &str) -> Result<(), WriteError> {
    let path = root.join(path.as_str());
    let metadata = fs::symlink_metadata(&path).map_err(disk("read", &path))?;
    let bytes = if metadata.is_file() {
        fs::read(&path).map_err(disk("read", &path))?
    } else {
        return Err(disk("replace", &path)(io::Error::other("it is not a plain file")));
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
    let partial = partial(&path);
    let written = write_new(&partial, &[mark, after.as_bytes()].concat())
        .and_then(|()| fs::set_permissions(&partial, metadata.permissions()));
    written.map_err(disk("write", &partial))?;
    fs::rename(&partial, &path).map_err(disk("replace", &path))
}

/// A hidden name beside the file: no run takes it for content.
fn partial(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{PARTIAL}"))
}
