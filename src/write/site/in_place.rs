//! Publishes file by file, where the folder as a whole cannot be replaced: a mounted volume, a neighborhood that nobody may write to.
//!
//! Each file is whole at every moment, the site is not: a run that is killed leaves parts of two builds. So the manifest of the coming build lies in
//! the folder from before the first change until the end. It tells the next build which files are Annexa's, and `annexa verify` finds it.

use std::fs;
use std::io;
use std::path::Path;

use crate::write::partial::write_if_different;
use crate::write::site::plan::Plan;
use crate::write::{WriteError, disk, manifest};

/// The name of the manifest of a build that did not end yet. Earlier versions left a line of text under it.
pub(super) const MARKER: &str = ".annexa-building";

/// Carries out a plan in the folder itself.
pub(super) fn publish(plan: &Plan<'_>, folder: &Path) -> Result<(), WriteError> {
    let marker = folder.join(MARKER);
    let coming = plan.manifest.clone().and(plan.stale.iter().cloned());
    write_if_different(&marker, coming.to_json().as_bytes())?;
    let mixed = |error| WriteError::Mixed { path: folder.to_owned(), source: Box::new(error) };
    write(plan, folder).map_err(mixed)?;
    fs::remove_file(&marker).map_err(disk("remove", &marker))
}

fn write(plan: &Plan<'_>, folder: &Path) -> Result<(), WriteError> {
    for file in plan.files.iter().filter(|file| !file.is_same) {
        let path = folder.join(file.path);
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(disk("create", above))?;
        }
        write_if_different(&path, file.bytes)?;
    }
    write_if_different(&folder.join(manifest::NAME), plan.manifest.to_json().as_bytes())?;
    for path in plan.stale.iter().chain(&plan.leftovers).filter(|path| *path != MARKER) {
        remove(folder, path)?;
    }
    Ok(())
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
