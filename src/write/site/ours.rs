//! Which files of a folder are Annexa's: those that a manifest names, and those that a build writes for a moment. All others are somebody else's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::write::manifest::{self, Manifest};
use crate::write::partial::{LOCK, PARTIAL};
use crate::write::site::in_place::MARKER;

/// What says whose the files of a folder are: the manifest, and that of a build which did not end.
pub(super) const MANIFESTS: [&str; 2] = [manifest::NAME, MARKER];

/// The names of files that are Annexa's, with `/` between folders.
#[derive(Debug)]
pub(super) struct Ours {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Ours {
    /// What the manifests of a folder name, that of a build that did not end among them.
    pub(super) fn of(folder: &Path) -> Self {
        let mut ours =
            Self { files: BTreeSet::from([manifest::NAME.to_owned()]), folders: BTreeSet::new() };
        for name in MANIFESTS {
            let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
            let named = Manifest::from_json(&text);
            ours = ours.and(named.iter().flat_map(Manifest::own_files));
        }
        ours
    }

    /// These files as well.
    pub(super) fn and<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        for name in names {
            let above = name.match_indices('/').map(|(end, _)| name[..end].to_owned());
            self.folders.extend(above);
            self.files.insert(name.to_owned());
        }
        self
    }

    /// False after a build that did not end and did not say what it wrote, as in earlier versions.
    pub(super) fn is_told(folder: &Path) -> bool {
        let text = fs::read_to_string(folder.join(MARKER));
        text.map_or(true, |text| Manifest::from_json(&text).is_some())
    }

    /// True for a file that a build wrote.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains(path) || self.is_leftover(path)
    }

    /// True for a folder in which builds wrote files.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// True for what a build removes before it ends well.
    pub(super) fn is_leftover(&self, path: &str) -> bool {
        let of_a_file = path.strip_suffix(PARTIAL);
        [MARKER, LOCK].contains(&path)
            || of_a_file.is_some_and(|of| {
                self.files.contains(of)
                    || of.is_empty()
                    || of.strip_suffix('/').is_some_and(|folder| self.has_folder(folder))
            })
    }
}
