//! What is published, compared with what shall be: [`Plan`]. Nothing is written here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::render::origin::Origin;
use crate::render::output::OutputTree;
use crate::write::manifest::{self, Manifest};
use crate::write::partial::{LOCK, not_plain};
use crate::write::site::ours::Ours;
use crate::write::{WriteError, WriteReport, disk};

/// A file of the site, and what of it is published.
pub(super) struct Planned<'t> {
    pub(super) path: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) is_same: bool,
}

/// What there is to do.
pub(super) struct Plan<'t> {
    pub(super) files: Vec<Planned<'t>>,
    pub(super) manifest: Manifest,
    is_manifest_same: bool,
    /// Files of earlier builds that are no longer part of the site.
    pub(super) stale: Vec<String>,
    /// What builds that did not end left in the folder.
    pub(super) leftovers: Vec<String>,
    /// Files, links and other things of somebody else.
    pub(super) own: Vec<PathBuf>,
    /// Folders that no build wrote into.
    pub(super) own_folders: Vec<PathBuf>,
    created: usize,
}

impl<'t> Plan<'t> {
    /// Compares a site with the folder in which it is published.
    pub(super) fn new(
        (tree, origin): (&'t OutputTree, &Origin),
        folder: &Path,
    ) -> Result<Self, WriteError> {
        let mut published = BTreeMap::new();
        list(folder, Path::new(""), &mut published)?;
        let wanted: Vec<(&OutPath, &[u8])> = tree.iter().collect();
        let compared = wanted.par_iter().map(|(path, bytes)| {
            let held = published.get(Path::new(path.as_str())).copied();
            let is_same = holds(&folder.join(path.as_str()), held, bytes)?;
            let planned = Planned { path: path.as_str(), bytes, is_same };
            Ok((planned, held.is_none(), (path.to_string(), Digest::of(bytes))))
        });
        let compared: Vec<_> = compared.collect::<Result<_, WriteError>>()?;
        let created = compared.iter().filter(|(_, is_new, _)| *is_new).count();
        let (files, digests): (Vec<_>, Vec<_>) =
            compared.into_iter().map(|(planned, _, digest)| (planned, digest)).unzip();
        let manifest = Manifest::new(origin, digests);
        let path = folder.join(manifest::NAME);
        let held = published.get(Path::new(manifest::NAME)).copied();
        let is_manifest_same = holds(&path, held, manifest.to_json().as_bytes())?;
        let before = Ours::of(folder);
        if Ours::is_told(folder) {
            refuse_what_is_in_the_way(&files, &published, &before, folder)?;
        }
        let ours = before.and(tree.iter().map(|(path, _)| path.as_str()));
        let mut plan = Self {
            files,
            manifest,
            is_manifest_same,
            stale: Vec::new(),
            leftovers: Vec::new(),
            own: Vec::new(),
            own_folders: Vec::new(),
            created,
        };
        plan.sort_out(tree, &ours, published);
        Ok(plan)
    }

    /// Says of everything in the folder whose it is.
    fn sort_out(&mut self, tree: &OutputTree, ours: &Ours, published: BTreeMap<PathBuf, Kind>) {
        for (path, kind) in published {
            let name = path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
            let name = name.as_deref();
            match kind {
                Kind::Folder if name.is_some_and(|name| ours.has_folder(name)) => {}
                Kind::Folder => self.own_folders.push(path),
                _ => match name.filter(|name| ours.has(name)) {
                    // The lock may be our own.
                    None | Some(LOCK) => {
                        if name != Some(LOCK) {
                            self.own.push(path);
                        }
                    }
                    Some(name) if ours.is_leftover(name) => self.leftovers.push(name.to_owned()),
                    Some(manifest::NAME) => {}
                    Some(name) => {
                        if OutPath::new(name).is_none_or(|path| tree.get(&path).is_none()) {
                            self.stale.push(name.to_owned());
                        }
                    }
                },
            }
        }
    }

    /// True when the folder holds the site already, and nothing that builds left.
    pub(super) fn is_done(&self) -> bool {
        self.is_manifest_same
            && self.files.iter().all(|file| file.is_same)
            && self.stale.is_empty()
            && self.leftovers.is_empty()
    }

    /// What carrying it out does.
    pub(super) fn report(&self) -> WriteReport {
        let unchanged = self.files.iter().filter(|file| file.is_same).count();
        WriteReport {
            created: self.created,
            changed: self.files.len() - unchanged - self.created,
            unchanged,
            removed: self.stale.len(),
            notes: Vec::new(),
        }
    }
}

/// Refuses to replace what somebody else put where the site has a file or a folder.
fn refuse_what_is_in_the_way(
    files: &[Planned<'_>],
    published: &BTreeMap<PathBuf, Kind>,
    before: &Ours,
    folder: &Path,
) -> Result<(), WriteError> {
    let refuse = |name: &str, why| Err(WriteError::InTheWay { path: folder.join(name), why });
    let kind_of = |name: &str| published.get(Path::new(name)).copied();
    for file in files.iter().filter(|file| !file.is_same) {
        if kind_of(file.path).is_some() && !before.has(file.path) {
            return refuse(
                file.path,
                "the site has a file of that name, and Annexa did not write this one",
            );
        }
        for (end, _) in file.path.match_indices('/') {
            let above = &file.path[..end];
            let is_other = kind_of(above).is_some_and(|kind| kind != Kind::Folder);
            if is_other && !before.has(above) {
                return refuse(above, "the site has a folder of that name");
            }
        }
    }
    Ok(())
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    /// A link, a device, or a folder that cannot be read.
    Other,
}

/// Lists what lies below a folder, with paths as seen from it. Links are not followed.
fn list(
    folder: &Path,
    below: &Path,
    listed: &mut BTreeMap<PathBuf, Kind>,
) -> Result<(), WriteError> {
    let path = folder.join(below);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        // Such as the `lost+found` of a file system: it is somebody else's.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && below != Path::new("") => {
            listed.insert(below.to_owned(), Kind::Other);
            return Ok(());
        }
        Err(error) => return Err(disk("list", &path)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(disk("list", &path))?;
        let name = below.join(entry.file_name());
        let kind = entry.file_type().map_err(disk("read", &path))?;
        if kind.is_dir() {
            listed.insert(name.clone(), Kind::Folder);
            list(folder, &name, listed)?;
        } else {
            listed.insert(name, if kind.is_file() { Kind::File } else { Kind::Other });
        }
    }
    Ok(())
}

/// True when a published file holds these bytes.
fn holds(path: &Path, held: Option<Kind>, bytes: &[u8]) -> Result<bool, WriteError> {
    match held {
        None => Ok(false),
        Some(Kind::File) => {
            let size = fs::symlink_metadata(path).map_err(disk("read", path))?.len();
            Ok(size == bytes.len() as u64 && fs::read(path).map_err(disk("read", path))? == bytes)
        }
        Some(_) => Err(not_plain(path)),
    }
}
