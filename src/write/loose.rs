//! A few files into a folder that belongs to somebody else: files of the same name are replaced, everything else stays.
//!
//! Each file is whole at every moment, also when two runs write the same ones: they take turns at the lock of the folder.

use std::fs;
use std::path::Path;

use crate::base::path::RelPath;
use crate::write::partial::{lock, write_if_different};
use crate::write::site::refuse::{CONTENT, nearest_real};
use crate::write::{WriteError, disk};

/// Writes files by name into `folder`, which is made when it is not there. A name may lead into a folder below; neither that folder nor the
/// file may be a symbolic link.
pub fn write<T: AsRef<[u8]>>(folder: &Path, files: &[(String, T)]) -> Result<(), WriteError> {
    for (name, _) in files {
        refuse_links(folder, name)?;
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        if !parent.as_os_str().is_empty() {
            fs::create_dir_all(parent).map_err(disk("create", parent))?;
        }
        let _lock = lock(parent)?;
        write_if_different(&path, bytes.as_ref())?;
    }
    Ok(())
}

/// Refuses files that would replace a source of the project at `root`, or lie where the next build reads them as one; however the path is
/// written. `is_source` knows the files of the project.
pub fn refuse_sources<'n>(
    folder: &Path,
    names: impl IntoIterator<Item = &'n str>,
    root: &Path,
    is_source: impl Fn(&RelPath) -> bool,
) -> Result<(), WriteError> {
    let root = fs::canonicalize(root).map_err(disk("read", root))?;
    for name in names {
        let path = folder.join(name);
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let Some(real) = nearest_real(parent.unwrap_or(Path::new("."))) else { continue };
        let real = real.join(path.file_name().unwrap_or_default());
        let is_content = CONTENT.iter().any(|content| real.starts_with(root.join(content)));
        let below = real.strip_prefix(&root).ok().and_then(Path::to_str);
        let below = below.and_then(|below| RelPath::new(&below.replace('\\', "/")));
        if is_content || below.is_some_and(|below| is_source(&below)) {
            return Err(WriteError::AmongSources { path });
        }
    }
    Ok(())
}

/// Refuses a name that leads through a symbolic link below the folder: it may lead anywhere.
fn refuse_links(folder: &Path, name: &str) -> Result<(), WriteError> {
    for (end, _) in name.match_indices('/') {
        let path = folder.join(&name[..end]);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
            return Err(WriteError::Refused { path, why: "it is a symbolic link" });
        }
    }
    Ok(())
}
