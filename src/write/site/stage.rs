//! Makes the whole next site ready in a folder of its own: the manifest, which says from the first moment whose the files are, second names for
//! files that stay, and new files for those that differ.
//!
//! A second name (a hard link) costs nothing and keeps the file as it is, with its times. Since files have two names for a while, none is ever
//! written in place. What somebody else put into the published folder gets a second name, too, and nothing but that: a copy would be another
//! file. Where that cannot be done, the site is not published this way.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::write::manifest;
use crate::write::partial::{create_new, write_new};
use crate::write::site::plan::Plan;
use crate::write::site::swap::{Halt, halt};
use crate::write::system::{identity, make_alike};

/// Fills the empty folder `stage` with what shall be published in the place of `folder`.
pub(super) fn fill(plan: &Plan<'_>, folder: &Path, stage: &Path) -> Result<(), Halt> {
    let is_there = folder.is_dir();
    if is_there {
        refuse_other_disk(folder, stage)?;
        make_alike(folder, stage).map_err(halt("make ready", stage))?;
    }
    let path = stage.join(manifest::NAME);
    write_new(&path, plan.manifest.to_json().as_bytes()).map_err(halt("write", &path))?;
    for path in folders(plan) {
        let (from, to) = (folder.join(&path), stage.join(&path));
        fs::create_dir(&to).map_err(halt("create", &to))?;
        if is_there && from.is_dir() {
            refuse_other_disk(&from, &to)?;
            make_alike(&from, &to).map_err(halt("make ready", &to))?;
        }
    }
    plan.files.par_iter().try_for_each(|file| {
        let (from, to) = (folder.join(file.path), stage.join(file.path));
        // Some file systems have no second names, and some systems give none to files of others: then the bytes are written.
        if file.is_same && fs::hard_link(&from, &to).is_ok() {
            return Ok(());
        }
        create_new(&to, file.bytes).map_err(halt("write", &to))
    })?;
    for path in &plan.own {
        match fs::hard_link(folder.join(path), stage.join(path)) {
            // Somebody removed it meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            linked => linked.map_err(halt("make ready", &stage.join(path)))?,
        }
    }
    Ok(())
}

/// All folders of the next site, those above before those below.
fn folders(plan: &Plan<'_>) -> BTreeSet<PathBuf> {
    let files = plan.files.iter().map(|file| Path::new(file.path));
    let files = files.chain(plan.own.iter().map(PathBuf::as_path));
    let above = files.flat_map(|path| path.ancestors().skip(1));
    let all = above.chain(plan.own_folders.iter().flat_map(|path| path.ancestors()));
    all.filter(|path| !path.as_os_str().is_empty()).map(Path::to_owned).collect()
}

/// A folder on which another disk is mounted has no neighbors on its own disk, and cannot be moved.
fn refuse_other_disk(folder: &Path, stage: &Path) -> Result<(), Halt> {
    let disk_of = |path: &Path| match fs::metadata(path) {
        Ok(metadata) => Ok(identity(&metadata).map(|it| it.0)),
        Err(error) => Err(halt("read", path)(error)),
    };
    if disk_of(folder)? == disk_of(stage)? {
        Ok(())
    } else {
        Err(Halt::NotHere(io::ErrorKind::CrossesDevices.into()))
    }
}
