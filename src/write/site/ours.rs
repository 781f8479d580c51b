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
    /// What the manifests of folders name, those of builds that did not end among them, and what `more` names.
    pub(super) fn of<'n>(folders: &[&Path], more: impl IntoIterator<Item = &'n str>) -> Self {
        let mut files: BTreeSet<String> = more.into_iter().map(str::to_owned).collect();
        for folder in folders {
            for name in MANIFESTS {
                let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
                let named = Manifest::from_json(&text);
                files.extend(named.iter().flat_map(Manifest::own_files).map(str::to_owned));
            }
        }
        let parents = |path: &str| {
            path.match_indices('/').map(|(end, _)| path[..end].to_owned()).collect::<Vec<_>>()
        };
        let folders = files.iter().flat_map(|path| parents(path)).collect();
        files.insert(manifest::NAME.to_owned());
        Self { files, folders }
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
