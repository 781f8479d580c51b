//! Reads a project from disk into [`Sources`].
//!
//! Only what belongs to a project is read: its four top-level files and the folders named in `FOLDERS`. Symbolic links are not
//! followed, devices and pipes are not opened, hidden files are nobody's content. What could be content and is not read is noted.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use crate::base::path::{RelPath, twin_form};
use crate::base::text::harmless;
use crate::load::again::{Before, Stamp};
use crate::load::open::{self, Opened, is_gone};
use crate::load::{NameFault, Nameless, Sources, Unread};

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
    /// Something that is not read.
    Unread(RelPath, Unread),
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
    let mut listing = Listing::default();
    listing.add_root(root)?;
    for folder in FOLDERS {
        listing.add_folder(root, folder)?;
    }
    let Listing { files, unread, nameless } = listing;
    let found = files.into_par_iter().map(|name| {
        let found = look(root, &name, before)?;
        Ok((name, found))
    });
    let mut found = found.collect::<Result<Vec<_>, LoadError>>()?;
    found.extend(unread.into_iter().map(|(path, why)| {
        let name = path.to_string();
        (name, Found::Unread(path, why))
    }));
    // A file that is gone is passed over; when all of them are, because the project was moved away meanwhile, nothing was read.
    check_root(root)?;
    before.update(found, nameless);
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

/// What stands where a project has its files, by names with `/` as seen from the root.
#[derive(Default)]
struct Listing {
    /// What may be a file.
    files: Vec<String>,
    /// What is not read, whatever it holds.
    unread: Vec<(RelPath, Unread)>,
    /// What has no path.
    nameless: BTreeSet<Nameless>,
}

impl Listing {
    /// Adds the files at the root. Of everything else that lies there only the name is looked at.
    fn add_root(&mut self, root: &Path) -> Result<(), LoadError> {
        self.files.extend(ROOT_FILES.map(str::to_owned));
        let failed = |source| LoadError::Read { path: root.to_owned(), source };
        for entry in fs::read_dir(root).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            let Some(path) = name.to_str().and_then(RelPath::new) else { continue };
            let known = || ROOT_FILES.iter().chain(&FOLDERS);
            let is_twin = |known: &&str| twin_form(known) == twin_form(path.as_str());
            if known().all(|known| *known != path.as_str()) && known().any(is_twin) {
                self.unread.push((path, Unread::Misspelled));
            }
        }
        Ok(())
    }

    /// Adds what lies below a folder.
    fn add_folder(&mut self, root: &Path, folder: &str) -> Result<(), LoadError> {
        let top = RelPath::fixed(folder);
        match fs::symlink_metadata(root.join(folder)) {
            Ok(metadata) if metadata.is_dir() => {}
            // A link is no folder of the project: what it leads to may be anything.
            Ok(metadata) if metadata.is_symlink() => {
                self.unread.push((top, Unread::Link));
                return Ok(());
            }
            Ok(_) => {
                self.unread.push((top, Unread::NoFolder));
                return Ok(());
            }
            Err(_) => return Ok(()),
        }
        let mut entries = WalkDir::new(root.join(folder)).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            let is_passed_over = match entry {
                Ok(entry) => self.add(root, &entry),
                Err(error) if error.io_error().is_some_and(is_gone) => false,
                Err(error) if error.io_error().is_some_and(is_too_long) => {
                    self.unread.extend(
                        error
                            .path()
                            .and_then(|path| name_below(root, path))
                            .map(|path| (path, Unread::TooLong)),
                    );
                    false
                }
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_owned();
                    return Err(LoadError::Read { path, source: error.into() });
                }
            };
            if is_passed_over {
                entries.skip_current_dir();
            }
        }
        Ok(())
    }

    /// Adds one entry of a folder; true when it is a folder of which nothing is read.
    fn add(&mut self, root: &Path, entry: &DirEntry) -> bool {
        let is_folder = entry.file_type().is_dir();
        let Some(path) = name_below(root, entry.path()) else {
            let parent = entry.path().parent().unwrap_or(root);
            self.nameless
                .extend(name_below(root, parent).map(|folder| nameless(folder, entry.file_name())));
            return is_folder;
        };
        let is_file = entry.file_type().is_file() || entry.path_is_symlink();
        match (path.is_hidden(), is_folder) {
            (true, true) => return true,
            (true, false) if is_hidden_content(&path) => self.unread.push((path, Unread::Hidden)),
            (false, true) if is_content(&path) => self.unread.push((path, Unread::Folder)),
            (true, false) | (false, true) => {}
            (false, false) if is_file => self.files.push(path.to_string()),
            (false, false) => self.unread.push((path, Unread::Special)),
        }
        false
    }
}

/// The path of something in the project; `None` when its name cannot be part of one.
fn name_below(root: &Path, path: &Path) -> Option<RelPath> {
    let names = path.strip_prefix(root).ok()?.iter().map(OsStr::to_str);
    RelPath::new(&names.collect::<Option<Vec<_>>>()?.join("/"))
}

fn nameless(folder: RelPath, name: &OsStr) -> Nameless {
    let fault = if name.to_str().is_some() { NameFault::Characters } else { NameFault::Encoding };
    let mut shown = String::new();
    for piece in name.as_encoded_bytes().utf8_chunks() {
        shown.push_str(&harmless(piece.valid()).replace('\n', "\\n"));
        shown.extend(piece.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    Nameless { folder, name: shown, fault }
}

/// True for names of the kinds that are read as text, in the folders for what authors write.
fn is_content(path: &RelPath) -> bool {
    let kind = path.extension().to_lowercase();
    matches!(kind.as_str(), "md" | "toml" | "csv")
        && FOLDERS[..4].iter().any(|folder| path.is_below(folder))
}

/// True for a hidden file that its author may take for content: its name says so, it lies in no hidden folder, and it is none of the files that
/// programs put beside the one they work on (`._x.md` of macOS, `.#x.md` of Emacs, `.~x.md`).
pub(super) fn is_hidden_content(path: &RelPath) -> bool {
    let is_of_program = ["._", ".#", ".~"].iter().any(|mark| path.file_name().starts_with(mark));
    is_content(path)
        && !is_of_program
        && !path.folder().split('/').any(|folder| folder.starts_with('.'))
}

/// True when the system takes no path of that length.
fn is_too_long(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidFilename
}

/// What stands at the path that the project calls `name`.
fn look(root: &Path, name: &str, before: &Before) -> Result<Found, LoadError> {
    let path = root.join(name);
    let Some(rel_path) = RelPath::new(name) else { return Ok(Found::Nothing) };
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if is_gone(&error) => return Ok(Found::Nothing),
        Err(error) if is_too_long(&error) => return Ok(Found::Unread(rel_path, Unread::TooLong)),
        Err(source) => return Err(LoadError::Read { path, source }),
    };
    let (stamp, is_same) = before.compare(name, &metadata);
    if is_same && metadata.is_file() {
        return Ok(Found::Same);
    }
    let unread = if metadata.is_symlink() {
        Unread::Link
    } else if metadata.is_dir() {
        Unread::Folder
    } else {
        Unread::Special
    };
    let limit = limit_of(&rel_path);
    if !metadata.is_file() {
        return Ok(Found::Unread(rel_path, unread));
    }
    if metadata.len() > limit {
        return Ok(Found::TooLarge(rel_path, metadata.len()));
    }
    match open::read(root, name, limit) {
        Ok(Opened::File(bytes)) => Ok(Found::File(rel_path, bytes, stamp)),
        Ok(Opened::TooLarge(size)) => Ok(Found::TooLarge(rel_path, size)),
        Ok(Opened::Nothing) => Ok(Found::Nothing),
        Err(source) => Err(LoadError::Read { path, source }),
    }
}

/// The largest size of a file that is read, in bytes.
pub(super) fn limit_of(path: &RelPath) -> u64 {
    match path.extension() {
        "md" | "toml" | "csv" | "html" | "css" | "js" | "svg" => TEXT_LIMIT,
        _ => ASSET_LIMIT,
    }
}
