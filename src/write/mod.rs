//! The files of the site to a folder on disk: only what differs is written, only what Annexa wrote is removed.
//!
//! The order leaves every page whole at every moment: each file is written beside its place and renamed into it; files that are
//! no longer part of the site go last, after the manifest that no longer names them has been put in place.

pub mod loose;
pub mod manifest;
pub mod project;
pub mod rewrite;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::render::origin::Origin;
use crate::render::output::OutputTree;
use crate::write::manifest::Manifest;

/// What writing did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct WriteReport {
    /// Files that were not there.
    pub created: usize,
    /// Files that differed.
    pub changed: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
}

/// Why a site cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder is one that must never be a site.
    #[error("`{}` cannot be the output folder: {why}", path.display())]
    Refused {
        /// The folder.
        path: PathBuf,
        /// Why.
        why: &'static str,
    },
    /// The file would replace one that was written by hand, or be read as one by the next build.
    #[error("`{}` lies among the sources of the handbook; nothing was written. Choose another `--output`", path.display())]
    AmongSources {
        /// The file.
        path: PathBuf,
    },
    /// The folder holds files and Annexa did not make it.
    #[error("`{}` holds files that Annexa did not write; nothing was changed. Choose another folder with `--output`, or empty it yourself", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// Reading or writing failed.
    #[error("cannot {action} `{}`", path.display())]
    Disk {
        /// What was attempted.
        action: &'static str,
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// The folders of a project that hold what its authors write.
const CONTENT: [&str; 6] = ["documents", "records", "registers", "frameworks", "assets", "theme"];

/// The ending of a file that is being written. No file of the site has it; what an interrupted build leaves is replaced by the next one.
const PARTIAL: &str = ".annexa-partial";

/// Makes `folder` hold exactly the files of the site. `source` is the project, which is never written to or removed.
pub fn sync(
    (tree, origin): (&OutputTree, &Origin),
    folder: &Path,
    source: &Path,
) -> Result<WriteReport, WriteError> {
    refuse_dangerous(folder, source)?;
    let before = read_manifest(folder)?;
    let mut report = WriteReport::default();
    let mut files = Vec::new();
    make_folder(folder)?;
    refuse_links(tree, folder)?;
    for (path, bytes) in tree.iter() {
        files.push((path.to_string(), Digest::of(bytes)));
        match write_if_different(&folder.join(path.as_str()), bytes)? {
            Written::Created => report.created += 1,
            Written::Changed => report.changed += 1,
            Written::Same => report.unchanged += 1,
        }
    }
    let manifest = Manifest::new(origin, files);
    let stale = before.map(|before| before.files_not_in(&manifest)).unwrap_or_default();
    write_if_different(&folder.join(manifest::NAME), manifest.to_json().as_bytes())?;
    remove_marker(folder)?;
    for path in stale {
        report.removed += usize::from(remove(folder, &path)?);
    }
    Ok(report)
}

fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Disk { action, path, source }
}

/// Refuses folders that hold something else than a site by their very place.
fn refuse_dangerous(folder: &Path, source: &Path) -> Result<(), WriteError> {
    let refuse = |why| Err(WriteError::Refused { path: folder.to_owned(), why });
    if fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
        return refuse("it is a symbolic link");
    }
    if folder.exists() && !folder.is_dir() {
        return refuse("it is a file");
    }
    let Some(real) = nearest_real(folder) else { return refuse("it has no parent folder") };
    let source = fs::canonicalize(source).map_err(disk("read", source))?;
    if real.parent().is_none() {
        return refuse("it is the root of the file system");
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
    Ok(())
}

/// Refuses to write through a symbolic link inside the output folder: it may lead anywhere.
fn refuse_links(tree: &OutputTree, folder: &Path) -> Result<(), WriteError> {
    let parents = |path: &str| {
        path.match_indices('/').map(|(end, _)| path[..end].to_owned()).collect::<Vec<_>>()
    };
    let folders: BTreeSet<String> =
        tree.iter().flat_map(|(path, _)| parents(path.as_str())).collect();
    for below in folders {
        let path = folder.join(below);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
            return Err(WriteError::Refused { path, why: "it is a symbolic link" });
        }
    }
    Ok(())
}

/// The path with its existing part made absolute and free of links.
fn nearest_real(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    let existing = absolute.ancestors().find(|ancestor| ancestor.exists())?;
    let rest = absolute.strip_prefix(existing).ok()?;
    let real = fs::canonicalize(existing).ok()?;
    Some(if rest.as_os_str().is_empty() { real } else { real.join(rest) })
}

/// The manifest of an earlier build; an error when the folder is somebody else's.
fn read_manifest(folder: &Path) -> Result<Option<Manifest>, WriteError> {
    if !folder.exists() {
        return Ok(None);
    }
    let path = folder.join(manifest::NAME);
    match fs::read_to_string(&path) {
        Ok(text) => match Manifest::from_json(&text) {
            Some(manifest) => Ok(Some(manifest)),
            None => Err(WriteError::Foreign { path: folder.to_owned() }),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut entries = fs::read_dir(folder).map_err(disk("read", folder))?;
            if entries.next().is_some() && !is_interrupted_build(folder)? {
                return Err(WriteError::Foreign { path: folder.to_owned() });
            }
            Ok(None)
        }
        Err(error) => Err(disk("read", &path)(error)),
    }
}

/// The name of the marker that says: Annexa is making this folder. It goes when the first manifest is there.
const MARKER: &str = ".annexa-building";

fn is_interrupted_build(folder: &Path) -> Result<bool, WriteError> {
    folder.join(MARKER).try_exists().map_err(disk("read", folder))
}

fn make_folder(folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(disk("create", folder))?;
    let marker = folder.join(MARKER);
    if folder.join(manifest::NAME).exists() {
        return Ok(());
    }
    write_new(&marker, b"Annexa is building this folder.\n").map_err(disk("write", &marker))
}

enum Written {
    Created,
    Changed,
    Same,
}

fn write_if_different(path: &Path, bytes: &[u8]) -> Result<Written, WriteError> {
    let written = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            let same = metadata.len() == bytes.len() as u64
                && fs::read(path).map_err(disk("read", path))? == bytes;
            if same {
                return Ok(Written::Same);
            }
            Written::Changed
        }
        Ok(_) => return Err(disk("replace", path)(io::Error::other("it is not a plain file"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Written::Created,
        Err(error) => return Err(disk("read", path)(error)),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(disk("create", folder))?;
    }
    let mut partial = path.as_os_str().to_owned();
    partial.push(PARTIAL);
    let partial = PathBuf::from(partial);
    write_new(&partial, bytes).map_err(|error| {
        // Half a file is of no use to anybody; the first error is the one to tell.
        let _ = fs::remove_file(&partial);
        disk("write", &partial)(error)
    })?;
    fs::rename(&partial, path).map_err(disk("replace", path))?;
    Ok(written)
}

/// Writes a file that is not there yet. What an interrupted build left under that name goes first, and is not followed if it is a link.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// Removes a file of an earlier build and the folders that it leaves empty. True when it was there.
fn remove(folder: &Path, path: &str) -> Result<bool, WriteError> {
    let target = folder.join(path);
    let mut parents = target.ancestors().skip(1).take_while(|parent| *parent != folder);
    if parents.any(|parent| {
        fs::symlink_metadata(parent).is_ok_and(|metadata| metadata.file_type().is_symlink())
    }) {
        // What lies behind a link was not written by Annexa.
        return Ok(false);
    }
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(disk("remove", &target)(error)),
    }
    let parents = target.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        // A folder that still holds something stays, whoever put it there.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(true)
}

/// Ends a first build: the manifest is in place, the marker may go.
fn remove_marker(folder: &Path) -> Result<(), WriteError> {
    let marker = folder.join(MARKER);
    match fs::remove_file(&marker) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(disk("remove", &marker)(error))
        }
        _ => Ok(()),
    }
}
