//! Reads a project from disk into [`Sources`].
//!
//! Only what belongs to a project is read: its four top-level files and the folders named in `FOLDERS`. Symbolic links are not
//! followed, devices and pipes are passed over, hidden files are nobody's content.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use walkdir::WalkDir;

use crate::base::path::RelPath;
use crate::load::Sources;
use crate::load::again::{Before, Stamp};

/// The files that a project may hold at its root.
pub const ROOT_FILES: [&str; 4] = ["handbook.toml", "people.toml", "glossary.toml", "soa.toml"];

/// The folders that a project may hold at its root.
pub const FOLDERS: [&str; 6] =
    ["documents", "records", "registers", "frameworks", "assets", "theme"];

/// The largest text file that is read, in bytes: 1 MiB.
pub const TEXT_LIMIT: u64 = 1024 * 1024;

/// The largest attachment that is read, in bytes: 20 MiB.
pub const ASSET_LIMIT: u64 = 20 * 1024 * 1024;

/// How many folders above are looked at for a project.
const PARENTS: usize = 8;

/// Why a project cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The root is not there or is no folder.
    #[error("`{}` is not a folder with an Annexa project", root.display())]
    NoFolder {
        /// The root as given.
        root: PathBuf,
    },
    /// The folder holds no `handbook.toml`; a symbolic link is none.
    #[error("`{}` holds no `handbook.toml`; the smallest one is a single line: title = \"Our handbook\"", root.display())]
    NoHandbook {
        /// The root as given.
        root: PathBuf,
    },
    /// The folder lies inside a project. Nobody switches to it silently: what is written should land where its author looks.
    #[error(
        "`{}` holds no `handbook.toml`; the nearest one above it lies in `{above}`: name that folder, with `-C {above}` where the command takes `-C`",
        root.display(),
        above = above.display()
    )]
    Below {
        /// The root as given.
        root: PathBuf,
        /// The folder with the project, as seen from where the command runs.
        above: PathBuf,
    },
    /// A file or folder cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What stands at a path. Paths that a project cannot name hold nothing.
pub(super) enum Found {
    /// A file that did not change.
    Same,
    /// A file that was read, with the stamp that tells later whether it changed.
    File(RelPath, Vec<u8>, Option<Stamp>),
    /// A file that is not read; its size is in bytes.
    TooLarge(RelPath, u64),
    /// A symbolic link.
    Link(RelPath),
    /// Nothing that counts, or nothing any more.
    Nothing,
}

/// Reads the project at `root`.
pub fn read(root: &Path) -> Result<Sources, LoadError> {
    let mut nothing = Before::default();
    read_with(root, &mut nothing)?;
    Ok(nothing.sources)
}

/// Reads the project at `root` into what was read before, but for files that are known not to have changed.
pub(super) fn read_with(root: &Path, before: &mut Before) -> Result<(), LoadError> {
    check_root(root)?;
    let mut listed: Vec<(PathBuf, String)> =
        ROOT_FILES.map(|name| (root.join(name), name.to_owned())).into();
    for folder in FOLDERS {
        list(root, folder, &mut listed)?;
    }
    let found = listed.into_par_iter().map(|(path, name)| {
        let found = look(&path, &name, before)?;
        Ok((name, found))
    });
    let found = found.collect::<Result<_, LoadError>>()?;
    // A file that is gone is passed over; when all of them are, because the project was moved away meanwhile, nothing was read.
    check_root(root)?;
    before.update(found);
    Ok(())
}

fn check_root(root: &Path) -> Result<(), LoadError> {
    if !root.is_dir() {
        return Err(LoadError::NoFolder { root: root.to_owned() });
    }
    if is_project(root) {
        return Ok(());
    }
    let root = root.to_owned();
    Err(match project_above(&root) {
        Some(above) => LoadError::Below { root, above },
        None => LoadError::NoHandbook { root },
    })
}

fn is_project(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join("handbook.toml")).is_ok_and(|metadata| metadata.is_file())
}

/// The nearest folder above that holds a project.
fn project_above(root: &Path) -> Option<PathBuf> {
    let mut folder = root.to_owned();
    (0..PARENTS).find_map(|_| {
        folder = parent(&folder)?;
        is_project(&folder).then(|| folder.clone())
    })
}

/// The folder above, as short as it can be written; `None` above the root of the file system.
fn parent(folder: &Path) -> Option<PathBuf> {
    let is_link =
        fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.file_type().is_symlink());
    match folder.components().next_back() {
        // What lies above a link is what lies above its target.
        Some(Component::Normal(_)) if !is_link => {
            let above = folder.parent()?;
            Some(if above.as_os_str().is_empty() { PathBuf::from(".") } else { above.to_owned() })
        }
        Some(Component::RootDir | Component::Prefix(_)) => None,
        Some(Component::CurDir) | None => Some(PathBuf::from("..")),
        Some(_) => Some(folder.join("..")),
    }
}

/// Adds the files below a folder, with their names as seen from the root.
fn list(root: &Path, folder: &str, listed: &mut Vec<(PathBuf, String)>) -> Result<(), LoadError> {
    // A link is no folder of the project: what it leads to may be anything.
    if !fs::symlink_metadata(root.join(folder)).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(());
    }
    let visible = |name: &std::ffi::OsStr| !name.as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(root.join(folder)).into_iter();
    for entry in entries.filter_entry(|entry| visible(entry.file_name())) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.io_error().is_some_and(is_gone) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                return Err(LoadError::Read { path, source: error.into() });
            }
        };
        if !entry.file_type().is_file() && !entry.path_is_symlink() {
            continue;
        }
        let below_root = entry.path().strip_prefix(root).unwrap_or(entry.path());
        // A name that is not UTF-8 cannot be linked to or shown; like a hidden file it is nobody's content.
        if let Some(path) = below_root.to_str() {
            let name = path.replace(std::path::MAIN_SEPARATOR, "/");
            listed.push((entry.into_path(), name));
        }
    }
    Ok(())
}

/// True when what a folder just listed is no longer there, or is something else: somebody works on the files while they are read.
fn is_gone(error: &io::Error) -> bool {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory)
}

/// What stands at `path`, which the project calls `name`.
fn look(path: &Path, name: &str, before: &Before) -> Result<Found, LoadError> {
    let failed = |source| LoadError::Read { path: path.to_owned(), source };
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if is_gone(&error) => return Ok(Found::Nothing),
        Err(error) => return Err(failed(error)),
    };
    let (stamp, is_same) = before.compare(name, &metadata);
    if is_same && metadata.is_file() {
        return Ok(Found::Same);
    }
    let Some(rel_path) = RelPath::new(name) else { return Ok(Found::Nothing) };
    if metadata.is_symlink() {
        return Ok(Found::Link(rel_path));
    }
    if !metadata.is_file() {
        return Ok(Found::Nothing);
    }
    if metadata.len() > limit_of(&rel_path) {
        return Ok(Found::TooLarge(rel_path, metadata.len()));
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Found::File(rel_path, bytes, stamp)),
        Err(error) if is_gone(&error) => Ok(Found::Nothing),
        Err(error) => Err(failed(error)),
    }
}

/// The largest size of a file that is read, in bytes.
pub(super) fn limit_of(path: &RelPath) -> u64 {
    match path.extension() {
        "md" | "toml" | "csv" | "html" | "css" | "js" | "svg" => TEXT_LIMIT,
        _ => ASSET_LIMIT,
    }
}

/// False for hidden files, and for files in hidden folders.
pub(super) fn is_visible(path: &RelPath) -> bool {
    path.as_str().split('/').all(|name| !name.starts_with('.'))
}
