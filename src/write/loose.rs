//! A few files into a folder that belongs to somebody else: files of the same name are replaced, everything else stays.

use std::fs;
use std::path::Path;

use crate::write::{WriteError, disk, write_if_different};

/// Writes files by name into `folder`, which is made when it is not there. A name may lead into a folder below. A symbolic link is never
/// written through.
pub fn write<T: AsRef<[u8]>>(folder: &Path, files: &[(String, T)]) -> Result<(), WriteError> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        if !parent.as_os_str().is_empty() {
            fs::create_dir_all(parent).map_err(disk("create", parent))?;
        }
        write_if_different(&path, bytes.as_ref())?;
    }
    Ok(())
}
