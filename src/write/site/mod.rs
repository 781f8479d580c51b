//! Publishes a site: the output folder is always one whole build, or the former one.
//!
//! 1. `refuse` keeps away from folders that are somebody else's.
//! 2. The lock beside the folder lets one build at it at a time; the system frees the lock of a build that was killed.
//! 3. What killed builds left beside the folder is repaired: `swap` puts a published folder back, `sweep` removes what is left over.
//! 4. `survey` looks at what lies in the folder, and whose it is.
//! 5. `plan` makes the files and compares them, by their bytes, with what is published. When nothing differs, nothing is touched.
//! 6. `stage` makes the whole next site ready in a hidden folder beside the output folder, from the first file on that differs.
//! 7. `swap` exchanges the two in one step, which every system call before and after sees whole.
//! 8. `sweep` removes the former folder, without anything of somebody else.
//!
//! Where the folder cannot be exchanged, `in_place` writes file by file, and the report says so.
//!
//! What this is about is processes that end at any moment. After a loss of power, a file system may hold files that are not whole; the next build
//! compares bytes and mends them.

mod in_place;
mod opened;
mod ours;
mod plan;
pub(super) mod refuse;
mod stage;
mod survey;
mod swap;
mod sweep;

use std::fs;
use std::io;
use std::path::Path;

use crate::render::origin::Origin;
use crate::render::site::Site;
use crate::write::lock::{Lock, is_unknown};
use crate::write::partial::LOCK;
use crate::write::site::in_place::InPlace;
use crate::write::site::opened::Opened;
use crate::write::site::plan::Plan;
use crate::write::site::stage::Stage;
use crate::write::site::survey::Survey;
use crate::write::site::swap::{Halt, is_of_the_place};
use crate::write::work::{Work, hidden};
use crate::write::{Note, WriteError, WriteReport, disk};

/// Makes `folder` hold exactly the files of the site, and what somebody else put there. `source` is the project, which is never written to or
/// removed. `on_wait` is called when another build is at work on the folder, before waiting for it.
pub fn publish(
    site: (&Site<'_>, &Origin),
    folder: &Path,
    source: &Path,
    on_wait: &dyn Fn(),
) -> Result<WriteReport, WriteError> {
    let real = refuse::dangerous(folder, source)?;
    // Messages name the folder as it was given, unless that has no name of its own.
    let folder = if folder.file_name().is_some() { folder } else { real.as_path() };
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(disk("create", parent))?;
    }
    let beside = hidden(folder, "lock");
    let why = match Lock::acquire(&beside, on_wait) {
        Ok(_lock) => return publish_beside(site, folder, on_wait),
        Err(error) if is_of_the_place(&error) || is_unknown(&error) => error,
        Err(error) => return Err(disk("lock", &beside)(error)),
    };
    refuse::foreign(folder)?;
    in_place_locked(site, folder, why, on_wait)
}

/// The lock of a folder that is written file by file: the folder itself, or a file in it where folders cannot be locked.
fn lock_inside(folder: &Path, on_wait: &dyn Fn()) -> Result<Option<Lock>, WriteError> {
    match Lock::of_folder(folder, on_wait).map_err(disk("lock", folder))? {
        Some(lock) => Ok(Some(lock)),
        None => lock_by_file(folder, on_wait),
    }
}

fn lock_by_file(folder: &Path, on_wait: &dyn Fn()) -> Result<Option<Lock>, WriteError> {
    let path = folder.join(LOCK);
    Lock::where_possible(&path, on_wait).map_err(disk("lock", &path))
}

fn publish_beside(
    site: (&Site<'_>, &Origin),
    folder: &Path,
    on_wait: &dyn Fn(),
) -> Result<WriteReport, WriteError> {
    let place = Work::beside(folder);
    let left = Work::find(place.clone())?;
    if let Some(work) = &left {
        swap::put_back(work, folder).map_err(disk("put back", folder))?;
    }
    refuse::foreign(folder)?;
    // Somebody with fewer rights, or who knows the folder under another name, may be at work in it.
    let inside = Lock::of_folder(folder, on_wait).map_err(disk("lock", folder))?;
    let is_locked = fs::symlink_metadata(folder.join(LOCK)).is_ok();
    let by_file = if is_locked { lock_by_file(folder, on_wait)? } else { None };
    let mut notes = Vec::new();
    if let Some(work) = left {
        notes.extend(clear(work, folder).map_err(disk("clear", &place))?);
    }
    refuse::links(site.0, folder)?;
    let survey = Survey::new(site.0, folder)?;
    let mut report = match replace(site, (&survey, folder), &place) {
        Ok(report) => report,
        Err(Halt::Failed(error)) => return Err(error),
        Err(Halt::NotHere(why)) => {
            drop((survey, inside, by_file));
            in_place_locked(site, folder, why, on_wait)?
        }
        Err(Halt::Unopened) => return Err(unopened(folder)),
    };
    report.notes.splice(0..0, notes);
    Ok(report)
}

/// Makes the next site ready and puts it into the place of the former one, which is removed.
fn replace(
    site: (&Site<'_>, &Origin),
    (survey, folder): (&Survey, &Path),
    place: &Path,
) -> Result<WriteReport, Halt> {
    let stage = Opened::not_yet();
    let open = || stage.get(|| Stage::open(site, (survey, folder), place)).ok_or(Halt::Unopened);
    let made_ready = || -> Result<WriteReport, Halt> {
        let plan = Plan::new(site, (survey, folder), |path, bytes| open()?.put(path, bytes))?;
        if !plan.is_done() {
            open()?.complete(&plan)?;
            swap::swap(open()?.work(), folder)?;
        }
        Ok(plan.report())
    };
    let mut report = made_ready().map_err(|error| {
        abandon(place);
        stage.failure().unwrap_or(error)
    })?;
    if let Some(stage) = stage.opened() {
        // The site is published: what cannot be cleared away now is told, and the next build does it.
        let left = |source| vec![Note::Left { path: place.to_owned(), source }];
        report.notes = clear(stage.work().clone(), folder).unwrap_or_else(left);
    }
    Ok(report)
}

/// Writes file by file, and lets nobody else do so meanwhile.
fn in_place_locked(
    site: (&Site<'_>, &Origin),
    folder: &Path,
    why: io::Error,
    on_wait: &dyn Fn(),
) -> Result<WriteReport, WriteError> {
    fs::create_dir_all(folder).map_err(disk("create", folder))?;
    let lock = lock_inside(folder, on_wait)?;
    refuse::links(site.0, folder)?;
    let survey = Survey::new(site.0, folder)?;
    survey.refuse_unreadable(site.0, folder)?;
    let changed = Opened::not_yet();
    let open = || changed.get(|| InPlace::open(site, (&survey, folder))).ok_or(Halt::Unopened);
    let written = || -> Result<WriteReport, Halt> {
        let plan = Plan::new(site, (&survey, folder), |path, bytes| Ok(open()?.put(path, bytes)?))?;
        if !plan.is_done() {
            open()?.complete(&plan)?;
        }
        Ok(plan.report())
    };
    let mut report = written().map_err(|halt| {
        let error = match halt {
            Halt::Failed(error) => error,
            Halt::NotHere(_) | Halt::Unopened => {
                changed.failure().unwrap_or_else(|| unopened(folder))
            }
        };
        let mixed = |error| WriteError::Mixed { path: folder.to_owned(), source: Box::new(error) };
        if changed.opened().is_some() { mixed(error) } else { error }
    })?;
    if let Some(changed) = changed.opened() {
        changed.close()?;
        report.notes.push(Note::InPlace { path: folder.to_owned(), why });
        if lock.is_none() {
            report.notes.push(Note::Unlocked { path: folder.to_owned() });
        }
    }
    Ok(report)
}

/// What could not be opened always says why, before this.
fn unopened(folder: &Path) -> WriteError {
    disk("write", folder)(io::Error::other("another thread could not begin"))
}

/// Removes what a build made ready that does not end well. The first error is the one to tell, and the next build clears up, too.
fn abandon(place: &Path) {
    if let Ok(Some(work)) = Work::find(place.to_owned()) {
        let _ = work.discard();
        let _ = work.close();
    }
}

/// Removes what was published before, or what was being made ready when a build was killed.
fn clear(work: Work, folder: &Path) -> io::Result<Vec<Note>> {
    let mut kept = Vec::new();
    if work.holds_a_stage() {
        work.discard()?;
    }
    for former in [work.next(), work.former()] {
        if fs::symlink_metadata(&former).is_ok_and(|metadata| metadata.is_dir()) {
            kept.extend(sweep::sweep(&former, folder, &work.kept())?);
        }
    }
    work.close()?;
    Ok(kept.into_iter().map(|path| Note::Kept { path }).collect())
}
