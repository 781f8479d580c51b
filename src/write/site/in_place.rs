//! Publishes file by file, where the folder as a whole cannot be replaced: a mounted volume, a neighborhood that nobody may write to.
//!
//! Each file is whole at every moment, the site is not: a run that is killed, or fails, leaves parts of two builds. So a manifest of the coming build lies in
//! the folder from before the first change until the end. It tells the next build which files are Annexa's, and `annexa verify` finds it.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::base::path::OutPath;
use crate::render::origin::Origin;
use crate::render::site::Site;
use crate::write::manifest::Manifest;
use crate::write::partial::write_if_different;
use crate::write::site::plan::Plan;
use crate::write::site::survey::Survey;
use crate::write::{WriteError, disk, manifest};

/// The name of the manifest of a build that did not end yet. Earlier versions left a line of text under it.
pub(super) const MARKER: &str = ".annexa-building";

/// A folder that is being changed.
pub(super) struct InPlace<'f> {
    folder: &'f Path,
    /// Files of a folder are written under one name at first: one at a time.
    turn: Mutex<()>,
}

impl<'f> InPlace<'f> {
    /// Leaves the mark: from now on, the folder may hold parts of two builds.
    pub(super) fn open(
        (site, origin): (&Site<'_>, &Origin),
        (survey, folder): (&Survey, &'f Path),
    ) -> Result<Self, WriteError> {
        let names = site.iter().map(|(path, _)| path.to_string());
        let coming = Manifest::coming(origin, names.chain(survey.stale.iter().cloned()));
        write_if_different(&folder.join(MARKER), coming.to_json().as_bytes())?;
        Ok(Self { folder, turn: Mutex::new(()) })
    }

    /// Writes a file.
    pub(super) fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), WriteError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.folder.join(path.as_str());
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(disk("create", above))?;
        }
        write_if_different(&path, bytes)?;
        Ok(())
    }

    /// Writes the manifest, and removes what is no longer part of the site.
    pub(super) fn complete(&self, plan: &Plan<'_>) -> Result<(), WriteError> {
        let manifest = self.folder.join(manifest::NAME);
        write_if_different(&manifest, plan.manifest.to_json().as_bytes())?;
        let gone = plan.survey.stale.iter().chain(&plan.survey.leftovers);
        for path in gone.filter(|path| *path != MARKER) {
            remove(self.folder, path)?;
        }
        Ok(())
    }

    /// Takes the mark away: the folder holds one build.
    pub(super) fn close(&self) -> Result<(), WriteError> {
        let marker = self.folder.join(MARKER);
        fs::remove_file(&marker).map_err(disk("remove", &marker))
    }
}

/// Removes a file of an earlier build and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<(), WriteError> {
    let target = folder.join(path);
    match fs::remove_file(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(disk("remove", &target)(error));
        }
        _ => {}
    }
    let parents = target.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        // A folder that still holds something stays, whoever put it there.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}
