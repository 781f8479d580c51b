//! Publishes a site: the output folder is always one whole build, or the former one.
//!
//! 1. `refuse` keeps away from folders that are somebody else's.
//! 2. The lock beside the folder lets one build at it at a time; the system frees the lock of a build that was killed.
//! 3. What killed builds left beside the folder is repaired: `swap` puts a published folder back, `sweep` removes what is left over.
//! 4. `plan` compares what is published, by its bytes, with what shall be. When nothing differs, nothing is touched.
//! 5. `stage` makes the whole next site ready in a hidden folder beside the output folder.
//! 6. `swap` exchanges the two in one step, which every system call before and after sees whole.
//! 7. `sweep` removes the former folder, without anything of somebody else.
//!
//! Where the folder cannot be exchanged, `in_place` writes file by file, and the report says so.
//!
//! What this is about is processes that end at any moment. After a loss of power, a file system may hold files that are not whole; the next build
//! compares bytes and mends them.

mod in_place;
mod ours;
mod plan;
pub(super) mod refuse;
mod stage;
mod swap;
mod sweep;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::render::origin::Origin;
use crate::render::output::OutputTree;
use crate::write::lock::{Lock, is_unknown};
use crate::write::partial::LOCK;
use crate::write::site::plan::Plan;
use crate::write::site::swap::{Halt, halt, is_of_the_place};
use crate::write::work::{Work, hidden};
use crate::write::{Note, WriteError, WriteReport, disk};

/// Makes `folder` hold exactly the files of the site, and what somebody else put there. `source` is the project, which is never written to or
/// removed. `on_wait` is called when another build is at work on the folder, before waiting for it.
pub fn publish(
    site: (&OutputTree, &Origin),
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
    site: (&OutputTree, &Origin),
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
    let plan = Plan::new(site, folder)?;
    let mut report = plan.report();
    if !plan.is_done() {
        match replace(&plan, folder, place) {
            Ok(more) => notes.extend(more),
            Err(Halt::Failed(error)) => return Err(error),
            Err(Halt::NotHere(why)) => {
                drop((plan, inside, by_file));
                report = in_place_locked(site, folder, why, on_wait)?;
            }
        }
    }
    report.notes.splice(0..0, notes);
    Ok(report)
}

/// Writes file by file, and lets nobody else do so meanwhile.
fn in_place_locked(
    site: (&OutputTree, &Origin),
    folder: &Path,
    why: io::Error,
    on_wait: &dyn Fn(),
) -> Result<WriteReport, WriteError> {
    fs::create_dir_all(folder).map_err(disk("create", folder))?;
    let lock = lock_inside(folder, on_wait)?;
    refuse::links(site.0, folder)?;
    let plan = Plan::new(site, folder)?;
    let mut report = plan.report();
    if !plan.is_done() {
        in_place::publish(&plan, folder)?;
        report.notes.push(Note::InPlace { path: folder.to_owned(), why });
        if lock.is_none() {
            report.notes.push(Note::Unlocked { path: folder.to_owned() });
        }
    }
    Ok(report)
}

/// Makes the next site ready and puts it into the place of the former one, which is removed.
fn replace(plan: &Plan<'_>, folder: &Path, place: PathBuf) -> Result<Vec<Note>, Halt> {
    let work = Work::begin(place.clone()).map_err(halt("create", &place));
    let work = work.inspect_err(|_| abandon(&place))?;
    stage::fill(plan, folder, &work.next())
        .and_then(|()| swap::swap(&work, folder))
        .inspect_err(|_| abandon(&place))?;
    // The site is published: what cannot be cleared away now is told, and the next build does it.
    Ok(clear(work, folder).unwrap_or_else(|source| vec![Note::Left { path: place, source }]))
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
