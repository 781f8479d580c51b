//! A few files into a folder that belongs to somebody else: files of the same name are replaced, everything else stays.

use std::fs;
use std::path::Path;

use crate::write::{WriteError, disk, write_if_different};

/// Writes files by name into `folder`, which is made when it is not there. A symbolic link is never written through.
pub fn write(folder: &Path, files: &[(String, String)]) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(disk("create", folder))?;
    for (name, text) in files {
        write_if_different(&folder.join(name), text.as_bytes())?;
    }
    Ok(())
}
