//! What lies in the folder of a site, and whose it is: [`Survey`]. Nothing is written here, and nothing made but what would replace a file of
//! somebody else.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::path::OutPath;
use crate::render::site::Site;
use crate::write::manifest;
use crate::write::partial::{LOCK, not_plain};
use crate::write::site::ours::Ours;
use crate::write::site::plan::{made, read};
use crate::write::{WriteError, disk};

/// What lies in a folder, seen from the site that shall be there.
pub(super) struct Survey {
    found: BTreeMap<PathBuf, Kind>,
    /// Files of earlier builds that are no longer part of the site.
    pub(super) stale: Vec<String>,
    /// What builds that did not end left in the folder.
    pub(super) leftovers: Vec<String>,
    /// Files, links and other things of somebody else.
    pub(super) own: Vec<PathBuf>,
    /// Folders that no build wrote into.
    pub(super) own_folders: Vec<PathBuf>,
}

impl Survey {
    /// Looks at a folder. Where somebody else's things are in the way of the site, it is refused.
    pub(super) fn new(site: &Site<'_>, folder: &Path) -> Result<Self, WriteError> {
        let mut found = BTreeMap::new();
        list(folder, Path::new(""), &mut found)?;
        let before = Ours::of(folder);
        refuse_what_no_file_replaces(site, &found, folder)?;
        if Ours::is_told(folder) {
            refuse_what_is_in_the_way(site, &found, &before, folder)?;
        }
        let ours = before.and(site.iter().map(|(path, _)| path.as_str()));
        let mut survey = Self {
            found,
            stale: Vec::new(),
            leftovers: Vec::new(),
            own: Vec::new(),
            own_folders: Vec::new(),
        };
        survey.sort_out(site, &ours);
        Ok(survey)
    }

    /// Fails where a published file cannot be read, which comparing it would find when others are written already.
    pub(super) fn refuse_unreadable(
        &self,
        site: &Site<'_>,
        folder: &Path,
    ) -> Result<(), WriteError> {
        let published = site.iter().map(|(path, _)| path.as_str()).filter(|path| self.has(path));
        for path in published.map(|path| folder.join(path)) {
            fs::File::open(&path).map_err(disk("read", &path))?;
        }
        Ok(())
    }

    /// True when a file stands at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.found.contains_key(Path::new(path))
    }

    /// Says of everything in the folder whose it is.
    fn sort_out(&mut self, site: &Site<'_>, ours: &Ours) {
        for (path, kind) in &self.found {
            let name = path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
            let name = name.as_deref();
            match kind {
                Kind::Folder if name.is_some_and(|name| ours.has_folder(name)) => {}
                Kind::Folder => self.own_folders.push(path.clone()),
                _ => match name.filter(|name| ours.has(name)) {
                    // The lock may be our own.
                    None | Some(LOCK) => {
                        if name != Some(LOCK) {
                            self.own.push(path.clone());
                        }
                    }
                    Some(name) if ours.is_leftover(name) => self.leftovers.push(name.to_owned()),
                    Some(manifest::NAME) => {}
                    Some(name) => {
                        if OutPath::new(name).is_none_or(|path| site.get(&path).is_none()) {
                            self.stale.push(name.to_owned());
                        }
                    }
                },
            }
        }
    }
}

/// Refuses to put a file where a folder is, a link, or a device.
fn refuse_what_no_file_replaces(
    site: &Site<'_>,
    found: &BTreeMap<PathBuf, Kind>,
    folder: &Path,
) -> Result<(), WriteError> {
    let mut paths = site.iter().map(|(path, _)| path.as_str()).chain([manifest::NAME]);
    let other = paths.find(|path| found.get(Path::new(path)).is_some_and(|it| *it != Kind::File));
    other.map_or(Ok(()), |path| Err(not_plain(&folder.join(path))))
}

/// Refuses to replace what somebody else put where the site has a file or a folder. A file with the same bytes is in nobody's way.
fn refuse_what_is_in_the_way(
    site: &Site<'_>,
    found: &BTreeMap<PathBuf, Kind>,
    before: &Ours,
    folder: &Path,
) -> Result<(), WriteError> {
    let refuse = |name: &str, why| Err(WriteError::InTheWay { path: folder.join(name), why });
    let kind_of = |name: &str| found.get(Path::new(name)).copied();
    for (path, file) in site.iter() {
        let name = path.as_str();
        if kind_of(name).is_some() && !before.has(name) {
            let is_same = read(&folder.join(name))? == *made(path, file)?;
            if !is_same {
                return refuse(
                    name,
                    "the site has a file of that name, and Annexa did not write this one",
                );
            }
        }
        for (end, _) in name.match_indices('/') {
            let above = &name[..end];
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
