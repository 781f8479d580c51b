//! A copy of a site or of a pack, as it lies on disk: a folder or a zip. Nothing is followed out of it and nothing is unpacked.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::base::digest::{Digest, Digester};
use crate::pack::archive::{Archive, Listed, ZipFault};
use crate::write::manifest;

/// The longest manifest that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// How many files and folders are looked at.
const MOST: usize = 200_000;

/// How large the pieces are in which files are read.
const PIECE: usize = 1 << 16;

/// Why a copy cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is no such thing.
    #[error("`{}` does not exist", path.display())]
    Nothing {
        /// What was asked for.
        path: PathBuf,
    },
    /// It is neither a folder nor a file.
    #[error("`{}` is {what}; name a folder, a zip or a `manifest.json`", path.display())]
    Kind {
        /// What was asked for.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// There is nothing to compare with.
    #[error("`{}` holds no `manifest.json`: Annexa made neither a handbook nor an audit pack of it", path.display())]
    NoManifest {
        /// What was asked for.
        path: PathBuf,
    },
    /// It holds more than one copy.
    #[error("`{}` holds several folders with a `manifest.json`; name one of them", path.display())]
    Several {
        /// What was asked for.
        path: PathBuf,
    },
    /// The zip is not laid out as Annexa lays it out.
    #[error("`{}` is not a zip as Annexa writes it: {fault}. Nothing in it was compared", path.display())]
    Zip {
        /// The zip.
        path: PathBuf,
        /// What is wrong with it.
        fault: ZipFault,
    },
    /// The manifest cannot be read.
    #[error("the `manifest.json` of `{}` {why}", path.display())]
    Manifest {
        /// What was asked for.
        path: PathBuf,
        /// Why.
        why: &'static str,
    },
    /// There are too many files.
    #[error("`{}` holds more than {MOST} files and folders", path.display())]
    Many {
        /// The folder.
        path: PathBuf,
    },
    /// Reading failed.
    #[error("cannot read `{}`", path.display())]
    Disk {
        /// What could not be read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What lies in a copy at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub content: Content,
}

/// What a file of a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A file that the manifest names.
    Is(Digest),
    /// A file that it does not name; it was not read.
    Unread,
    /// A file whose bytes do not come out of the zip whole.
    Damaged,
    /// A symbolic link, a device or a pipe.
    NoFile,
}

/// A place that holds a manifest and, beside it, the files that it speaks of.
pub struct Copy {
    path: PathBuf,
    /// The bytes of the manifest.
    pub manifest: Vec<u8>,
    /// The SHA-256 of the zip; `None` for a folder.
    pub zip: Option<Digest>,
    place: Place,
}

enum Place {
    /// A folder, and the one around it when that was named.
    Folder(PathBuf, Option<PathBuf>),
    /// A zip, and what stands before the names of its files.
    Zip(Box<Archive>, String),
}

impl Copy {
    /// Finds the copy at a path: a zip, a folder, a folder that holds the folder of a pack, or a manifest.
    pub fn open(path: &Path) -> Result<Self, CopyError> {
        let is_manifest = path.file_name().is_some_and(|name| name == manifest::NAME);
        match metadata(path)? {
            found if found.is_dir() => Self::folder(path),
            found if !found.is_file() => {
                let what = if found.is_symlink() {
                    "a symbolic link, which is not followed"
                } else {
                    "a device or a pipe"
                };
                Err(CopyError::Kind { path: path.to_owned(), what })
            }
            _ if is_manifest => {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                Self::folder(parent.unwrap_or(Path::new(".")))
            }
            _ => Self::archive(path),
        }
    }

    fn folder(folder: &Path) -> Result<Self, CopyError> {
        let (folder, around) = if has_manifest(folder)? {
            (folder.to_owned(), None)
        } else {
            (inner(folder)?, Some(folder.to_owned()))
        };
        let file = folder.join(manifest::NAME);
        let mut manifest = Vec::new();
        let read = File::open(&file).and_then(|it| it.take(LONGEST + 1).read_to_end(&mut manifest));
        read.map_err(disk(&file))?;
        if manifest.len() as u64 > LONGEST {
            return Err(CopyError::Manifest { path: file, why: "is too long to be one" });
        }
        Ok(Self { path: folder.clone(), manifest, zip: None, place: Place::Folder(folder, around) })
    }

    fn archive(path: &Path) -> Result<Self, CopyError> {
        let mut file = File::open(path).map_err(disk(path))?;
        let zip = digest(&mut file).map_err(disk(path))?;
        file.seek(SeekFrom::Start(0)).map_err(disk(path))?;
        let refused = |fault| match fault {
            ZipFault::Disk(source) => CopyError::Disk { path: path.to_owned(), source },
            fault => CopyError::Zip { path: path.to_owned(), fault },
        };
        let mut archive = Archive::open(file).map_err(refused)?;
        let mut found = archive.files().iter().filter_map(|(name, file)| {
            let prefix = name.strip_suffix(manifest::NAME)?;
            (prefix.is_empty() || prefix.find('/') == Some(prefix.len() - 1))
                .then(|| (prefix.to_owned(), *file))
        });
        let Some((prefix, listed)) = found.next() else {
            return Err(CopyError::NoManifest { path: path.to_owned() });
        };
        if found.next().is_some() {
            return Err(CopyError::Several { path: path.to_owned() });
        }
        drop(found);
        let manifest = archive.bytes(listed, LONGEST).ok_or_else(|| CopyError::Manifest {
            path: path.to_owned(),
            why: "is damaged, or too long to be one",
        })?;
        let place = Place::Zip(Box::new(archive), prefix);
        Ok(Self { path: path.to_owned(), manifest, zip: Some(zip), place })
    }

    /// Where the copy is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files beside the manifest. Those that are wanted are read, in pieces. What lies beside the folder, in a zip or in the folder
    /// around it that was named, begins with `../`.
    pub fn files(
        &mut self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, Held>, CopyError> {
        let mut files = match &mut self.place {
            Place::Folder(folder, around) => {
                let mut files = walk(folder, is_wanted, None)?;
                if let Some(around) = around {
                    let beside = walk(around, |_| false, Some(folder))?;
                    files.extend(
                        beside.into_iter().map(|(name, held)| (format!("../{name}"), held)),
                    );
                }
                files
            }
            Place::Zip(archive, prefix) => {
                let listed: Vec<(String, Listed)> =
                    archive.files().iter().map(|(name, file)| (name.clone(), *file)).collect();
                let mut files = BTreeMap::new();
                for (name, file) in listed {
                    let inside = name.strip_prefix(prefix.as_str());
                    let name = inside.map_or_else(|| format!("../{name}"), str::to_owned);
                    let content = if is_wanted(&name) {
                        archive.digest(file).map_or(Content::Damaged, Content::Is)
                    } else {
                        Content::Unread
                    };
                    files.insert(name, Held { size: file.size, content });
                }
                files
            }
        };
        files.remove(manifest::NAME);
        Ok(files)
    }
}

fn disk(path: &Path) -> impl FnOnce(io::Error) -> CopyError {
    let path = path.to_owned();
    move |source| CopyError::Disk { path, source }
}

fn metadata(path: &Path) -> Result<Metadata, CopyError> {
    fs::symlink_metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => CopyError::Nothing { path: path.to_owned() },
        _ => disk(path)(error),
    })
}

/// True when a folder holds a manifest that is a plain file.
fn has_manifest(folder: &Path) -> Result<bool, CopyError> {
    match metadata(&folder.join(manifest::NAME)) {
        Ok(found) => Ok(found.is_file()),
        Err(CopyError::Nothing { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The one folder in a folder that holds a manifest: what unpacking leaves.
fn inner(folder: &Path) -> Result<PathBuf, CopyError> {
    let mut found = Vec::new();
    for entry in entries(folder)?.take(MOST) {
        let path = entry?;
        if metadata(&path)?.is_dir() && has_manifest(&path)? {
            found.push(path);
        }
    }
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => Err(CopyError::Several { path: folder.to_owned() }),
        (None, _) => Err(CopyError::NoManifest { path: folder.to_owned() }),
    }
}

fn entries(folder: &Path) -> Result<impl Iterator<Item = Result<PathBuf, CopyError>>, CopyError> {
    let entries = fs::read_dir(folder).map_err(disk(folder))?;
    let folder = folder.to_owned();
    Ok(entries.map(move |entry| entry.map(|entry| entry.path()).map_err(disk(&folder))))
}

/// The files of a folder but for those in `apart`.
fn walk(
    root: &Path,
    is_wanted: impl Fn(&str) -> bool,
    apart: Option<&Path>,
) -> Result<BTreeMap<String, Held>, CopyError> {
    let mut files = BTreeMap::new();
    let (mut folders, mut count) = (vec![(root.to_owned(), String::new())], 0);
    while let Some((folder, prefix)) = folders.pop() {
        for entry in entries(&folder)? {
            let path = entry?;
            if apart == Some(&path) {
                continue;
            }
            count += 1;
            if count > MOST {
                return Err(CopyError::Many { path: root.to_owned() });
            }
            let found = metadata(&path)?;
            let own = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{prefix}{own}");
            if found.is_dir() {
                folders.push((path, format!("{name}/")));
                continue;
            }
            let content = if !found.is_file() {
                Content::NoFile
            } else if is_wanted(&name) {
                let file = File::open(&path).map_err(disk(&path))?;
                // One that grows while it is read has an end all the same.
                Content::Is(digest(&mut file.take(found.len() + 1)).map_err(disk(&path))?)
            } else {
                Content::Unread
            };
            files.insert(name, Held { size: found.len(), content });
        }
    }
    Ok(files)
}

fn digest(from: &mut impl Read) -> io::Result<Digest> {
    let (mut digester, mut piece) = (Digester::default(), vec![0; PIECE]);
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(digester.digest()),
            Ok(length) => digester.add(piece.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
