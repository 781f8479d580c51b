//! Removes what was published before, without anything of somebody else.
//!
//! Its files are Annexa's, as its manifest says, or stand in the folder that is published now, too. Anything else came while the next site was made
//! ready: it moves over, and where another file has its place there, the later one gets it and the earlier one is kept aside. A page of the site
//! keeps its place. Which is which is told by the files alone, so that what a killed run left is swept in the same way; so the manifest goes last.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::write::site::ours::{MANIFESTS, Ours};
use crate::write::system::{exchange, is_same, remove_if_there, rename_new};

/// Sweeps the folder `former`, in whose place `folder` is now. What finds no place there goes below `kept`; these paths are returned.
pub(super) fn sweep(former: &Path, folder: &Path, kept: &Path) -> io::Result<Vec<PathBuf>> {
    let (ours, published) = (Ours::of(former), Ours::of(folder));
    let mut sweeper = Sweeper { former, folder, kept, ours, published, put_aside: Vec::new() };
    sweeper.folder(Path::new(""))?;
    Ok(sweeper.put_aside)
}

struct Sweeper<'p> {
    former: &'p Path,
    folder: &'p Path,
    kept: &'p Path,
    /// What is Annexa's of the folder that is swept, and of the one that is published.
    ours: Ours,
    published: Ours,
    put_aside: Vec<PathBuf>,
}

impl Sweeper<'_> {
    /// Sweeps a folder and removes it.
    fn folder(&mut self, below: &Path) -> io::Result<()> {
        let path = self.former.join(below);
        for entry in fs::read_dir(&path)? {
            let entry = entry?;
            let name = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                self.folder_at(&name)?;
            } else if !MANIFESTS.iter().any(|manifest| name == Path::new(manifest)) {
                self.file(&name)?;
            }
        }
        if below == Path::new("") {
            // Without them, nobody could say of a page that is no longer published whose it is.
            for manifest in MANIFESTS {
                remove_if_there(&path.join(manifest))?;
            }
        }
        fs::remove_dir(path)
    }

    fn folder_at(&mut self, name: &Path) -> io::Result<()> {
        let is_ours = text(name).is_some_and(|name| self.ours.has_folder(&name));
        if !is_ours && self.has_place(name) {
            match rename_new(&self.former.join(name), &self.folder.join(name)) {
                // What is there, too, is compared file by file.
                Err(_) => {}
                Ok(()) => return Ok(()),
            }
        }
        self.folder(name)
    }

    fn file(&mut self, name: &Path) -> io::Result<()> {
        let (before, now) = (self.former.join(name), self.folder.join(name));
        let is_ours = text(name).is_some_and(|name| self.ours.has(&name));
        if is_ours || is_same(&before, &now) || is_copy(&before, &now) {
            return fs::remove_file(before);
        }
        if self.has_place(name) {
            match rename_new(&before, &now) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                renamed => return renamed,
            }
            let is_page = text(name).is_some_and(|name| self.published.has(&name));
            // Where files cannot be exchanged, the later one is kept aside.
            if !is_page && modified(&before) > modified(&now) && !now.is_dir() {
                let _ = exchange(&before, &now);
            }
        }
        self.keep(name)
    }

    /// True when all folders above a name can be had in the published folder; they are made if they are missing.
    fn has_place(&self, name: &Path) -> bool {
        let above: Vec<&Path> = name.ancestors().skip(1).collect();
        above.into_iter().rev().all(|path| {
            let is_top = path.as_os_str().is_empty();
            let path = if is_top { self.folder.to_owned() } else { self.folder.join(path) };
            // A link may lead anywhere.
            match fs::symlink_metadata(&path) {
                Ok(metadata) => metadata.is_dir(),
                Err(_) => fs::create_dir(&path).is_ok(),
            }
        })
    }

    /// Moves a file to where nothing is ever removed.
    fn keep(&mut self, name: &Path) -> io::Result<()> {
        for number in 1..1000 {
            let mut to = self.kept.join(name).into_os_string();
            if number > 1 {
                to.push(format!(".{number}"));
            }
            let to = PathBuf::from(to);
            fs::create_dir_all(to.parent().unwrap_or(self.kept))?;
            match rename_new(&self.former.join(name), &to) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                renamed => {
                    self.put_aside.push(to);
                    return renamed;
                }
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// True for two plain files with the same bytes: one of them is enough.
fn is_copy(one: &Path, other: &Path) -> bool {
    let length = |path| match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Some(metadata.len()),
        _ => None,
    };
    let alike = length(one).is_some_and(|length_of_one| length(other) == Some(length_of_one));
    alike && fs::read(one).ok().is_some_and(|bytes| fs::read(other).ok() == Some(bytes))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// A path with `/` between its names; `None` for names that Annexa does not write.
fn text(path: &Path) -> Option<String> {
    path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"))
}
