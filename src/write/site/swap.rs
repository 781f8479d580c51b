//! Puts what was made ready into the place of what is published: in one step, or in two where the system knows no such step.

use std::fs;
use std::io;
use std::path::Path;

use crate::write::system::{exchange, is_unsupported, rename_new};
use crate::write::work::Work;
use crate::write::{WriteError, disk};

/// Why a site is not published by a swap.
#[derive(Debug)]
pub(super) enum Halt {
    /// The place does not allow it.
    NotHere(io::Error),
    /// Reading or writing failed.
    Failed(WriteError),
    /// What is written into could not be opened. Whoever tried knows why.
    Unopened,
}

impl From<WriteError> for Halt {
    fn from(error: WriteError) -> Self {
        Self::Failed(error)
    }
}

/// True for what a system says of places whose neighborhood cannot be written to, and of places that cannot be renamed, such as mounted volumes.
pub(super) fn is_of_the_place(error: &io::Error) -> bool {
    use io::ErrorKind::{
        CrossesDevices, InvalidFilename, PermissionDenied, ReadOnlyFilesystem, ResourceBusy,
    };
    let kinds =
        [CrossesDevices, InvalidFilename, PermissionDenied, ReadOnlyFilesystem, ResourceBusy];
    kinds.contains(&error.kind())
}

/// An error of the place is one to write file by file for; anything else is a failure, and what is published stays as it is.
pub(super) fn halt(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Halt {
    let path = path.to_owned();
    move |error| {
        let is_unknown = is_unsupported(&error) || error.kind() == io::ErrorKind::TooManyLinks;
        if is_unknown || is_of_the_place(&error) {
            Halt::NotHere(error)
        } else {
            Halt::Failed(disk(action, &path)(error))
        }
    }
}

/// Publishes what was made ready. What was published before is in the work folder afterwards.
pub(super) fn swap(work: &Work, folder: &Path) -> Result<(), Halt> {
    let swapped = if fs::symlink_metadata(folder).is_ok() {
        match exchange(&work.next(), folder) {
            Err(error) if is_unsupported(&error) => in_two_steps(work, folder),
            exchanged => exchanged,
        }
    } else {
        rename_new(&work.next(), folder)
    };
    swapped.map_err(halt("publish", folder))
}

fn in_two_steps(work: &Work, folder: &Path) -> io::Result<()> {
    rename_new(folder, &work.former())?;
    rename_new(&work.next(), folder).inspect_err(|_| {
        // The first error is the one to tell; if this fails, too, the next build does it.
        let _ = put_back(work, folder);
    })
}

/// Puts back what was published, when a run was killed between the two steps.
pub(super) fn put_back(work: &Work, folder: &Path) -> io::Result<()> {
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    if !is_there(folder) && is_there(&work.former()) {
        rename_new(&work.former(), folder)?;
    }
    Ok(())
}
