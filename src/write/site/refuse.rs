//! Folders that are never written to: what they are, or what they hold, is somebody else's.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::render::site::Site;
use crate::write::manifest::{self, Manifest};
use crate::write::site::in_place::MARKER;
use crate::write::work::is_work;
use crate::write::{WriteError, disk};

/// The folders of a project that hold what its authors write.
pub(in crate::write) const CONTENT: [&str; 6] =
    ["documents", "records", "registers", "frameworks", "assets", "theme"];

/// Refuses folders that hold something else than a site by their very place; else the whole path of the folder, free of links.
pub(super) fn dangerous(folder: &Path, source: &Path) -> Result<PathBuf, WriteError> {
    let refuse = |why| Err(WriteError::Refused { path: folder.to_owned(), why });
    if fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
        return refuse("it is a symbolic link");
    }
    if folder.exists() && !folder.is_dir() {
        return refuse("it is a file");
    }
    let Some(real) = nearest_real(folder) else { return refuse("it has no parent folder") };
    if real.components().any(|part| part == Component::ParentDir) {
        return refuse("`..` leads out of a folder that is not there");
    }
    let source = fs::canonicalize(source).map_err(disk("read", source))?;
    if real.parent().is_none() {
        return refuse("it is the root of the file system");
    }
    if real.components().any(|part| is_work(part.as_os_str())) {
        return refuse("Annexa makes sites ready in a folder of that name");
    }
    if source.starts_with(&real) {
        return refuse("the project lies in it");
    }
    if CONTENT.iter().any(|content| real.starts_with(source.join(content))) {
        return refuse("it lies among the project's own files");
    }
    if std::env::home_dir()
        .and_then(|home| fs::canonicalize(home).ok())
        .is_some_and(|home| home.starts_with(&real))
    {
        return refuse("it is a home folder, or above one");
    }
    Ok(real)
}

/// Refuses to write through a symbolic link inside the output folder: it may lead anywhere.
pub(super) fn links(site: &Site<'_>, folder: &Path) -> Result<(), WriteError> {
    let parents = |path: &str| {
        path.match_indices('/').map(|(end, _)| path[..end].to_owned()).collect::<Vec<_>>()
    };
    let folders: BTreeSet<String> =
        site.iter().flat_map(|(path, _)| parents(path.as_str())).collect();
    for below in folders {
        let path = folder.join(below);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
            return Err(WriteError::Refused { path, why: "it is a symbolic link" });
        }
    }
    Ok(())
}

/// The path with its existing part made absolute and free of links.
pub(in crate::write) fn nearest_real(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    let existing = absolute.ancestors().find(|ancestor| ancestor.exists())?;
    let rest = absolute.strip_prefix(existing).ok()?;
    let real = fs::canonicalize(existing).ok()?;
    Some(if rest.as_os_str().is_empty() { real } else { real.join(rest) })
}

/// The manifest of an earlier build; `None` when there is none, and an error when the folder is somebody else's.
pub(super) fn foreign(folder: &Path) -> Result<Option<Manifest>, WriteError> {
    let path = folder.join(manifest::NAME);
    match fs::read_to_string(&path) {
        Ok(text) => match Manifest::from_json(&text) {
            Some(manifest) => Ok(Some(manifest)),
            None => Err(WriteError::Foreign { path: folder.to_owned() }),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let is_ours = !folder.exists() || is_marked(folder)? || is_empty(folder)?;
            if is_ours { Ok(None) } else { Err(WriteError::Foreign { path: folder.to_owned() }) }
        }
        Err(error) => Err(disk("read", &path)(error)),
    }
}

/// True for a first build that was interrupted.
fn is_marked(folder: &Path) -> Result<bool, WriteError> {
    folder.join(MARKER).try_exists().map_err(disk("read", folder))
}

/// True when there is nothing but, maybe, the lock of a run.
fn is_empty(folder: &Path) -> Result<bool, WriteError> {
    for entry in fs::read_dir(folder).map_err(disk("list", folder))? {
        if entry.map_err(disk("list", folder))?.file_name() != crate::write::partial::LOCK {
            return Ok(false);
        }
    }
    Ok(true)
}
