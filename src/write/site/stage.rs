//! Makes the whole next site ready in a folder of its own: the manifest, which says from the first moment whose the files are, new files for
//! those that differ, and second names for files that stay.
//!
//! A second name (a hard link) costs nothing and keeps the file as it is, with its times. Since files have two names for a while, none is ever
//! written in place. What somebody else put into the published folder gets a second name, too, and nothing but that: a copy would be another
//! file. Where that cannot be done, the site is not published this way.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::base::path::OutPath;
use crate::render::origin::Origin;
use crate::render::site::Site;
use crate::write::manifest::{self, Manifest};
use crate::write::partial::{create_new, write_if_different, write_new};
use crate::write::site::plan::{Plan, read};
use crate::write::site::survey::Survey;
use crate::write::site::swap::{Halt, halt};
use crate::write::system::{identity, make_alike};
use crate::write::work::Work;

/// The next site of a folder, being made ready.
pub(super) struct Stage<'f> {
    folder: &'f Path,
    work: Work,
}

impl<'f> Stage<'f> {
    /// Begins with the folders of a site at `place`, beside `folder`.
    pub(super) fn open(
        (site, origin): (&Site<'_>, &Origin),
        (survey, folder): (&Survey, &'f Path),
        place: &Path,
    ) -> Result<Self, Halt> {
        let work = Work::begin(place.to_owned()).map_err(halt("create", place))?;
        let (stage, is_there) = (work.next(), folder.is_dir());
        if is_there {
            refuse_other_disk(folder, &stage)?;
            make_alike(folder, &stage).map_err(halt("make ready", &stage))?;
        }
        let path = stage.join(manifest::NAME);
        let coming = Manifest::coming(origin, site.iter().map(|(path, _)| path.to_string()));
        write_new(&path, coming.to_json().as_bytes()).map_err(halt("write", &path))?;
        for path in folders(site, survey) {
            let (from, to) = (folder.join(&path), stage.join(&path));
            fs::create_dir(&to).map_err(halt("create", &to))?;
            if is_there && from.is_dir() {
                refuse_other_disk(&from, &to)?;
                make_alike(&from, &to).map_err(halt("make ready", &to))?;
            }
        }
        Ok(Self { folder, work })
    }

    /// Adds a file.
    pub(super) fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), Halt> {
        let to = self.work.next().join(path.as_str());
        create_new(&to, bytes).map_err(halt("write", &to))
    }

    /// Adds what stays as it is, and the manifest of what is there now.
    pub(super) fn complete(&self, plan: &Plan<'_>) -> Result<(), Halt> {
        let stage = self.work.next();
        plan.same().par_bridge().try_for_each(|path| {
            let (from, to) = (self.folder.join(path.as_str()), stage.join(path.as_str()));
            // Some file systems have no second names, and some systems give none to files of others: then the bytes are written.
            match fs::hard_link(&from, &to) {
                Ok(()) => Ok(()),
                Err(_) => self.put(path, &read(&from)?),
            }
        })?;
        for path in &plan.survey.own {
            match fs::hard_link(self.folder.join(path), stage.join(path)) {
                // Somebody removed it meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                linked => linked.map_err(halt("make ready", &stage.join(path)))?,
            }
        }
        write_if_different(&stage.join(manifest::NAME), plan.manifest.to_json().as_bytes())?;
        Ok(())
    }

    /// The folder in which it is made ready.
    pub(super) fn work(&self) -> &Work {
        &self.work
    }
}

/// All folders of the next site, those above before those below.
fn folders(site: &Site<'_>, survey: &Survey) -> BTreeSet<PathBuf> {
    let files = site.iter().map(|(path, _)| Path::new(path.as_str()));
    let files = files.chain(survey.own.iter().map(PathBuf::as_path));
    let above = files.flat_map(|path| path.ancestors().skip(1));
    let all = above.chain(survey.own_folders.iter().flat_map(|path| path.ancestors()));
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
