//! What helps when a disk refuses to be written to: [`advice`].

use std::error::Error;
use std::io::ErrorKind;

use crate::write::WriteError;
use crate::write::project::CreateError;

/// What whoever sees the error can do, where there is something to say.
pub fn advice(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let error = match error.downcast_ref() {
        Some(CreateError::Disk(error)) => error,
        _ => error.downcast_ref()?,
    };
    of(error)
}

fn of(error: &WriteError) -> Option<&'static str> {
    let source = match error {
        WriteError::Mixed { source, .. } => return of(source),
        WriteError::Disk { source, .. } => source,
        _ => return None,
    };
    match source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(
            "make room on that disk, and run again: a site needs room for what differs, once more",
        ),
        ErrorKind::FileTooLarge => {
            Some("the system limits how large a file may be (`ulimit -f`): raise it, and run again")
        }
        ErrorKind::ReadOnlyFilesystem => Some(
            "the disk is mounted for reading only: mount it otherwise, or write elsewhere with `--output`",
        ),
        ErrorKind::PermissionDenied => Some(
            "let the user who runs this write there; in a container, the volume belongs to another user more often than not",
        ),
        ErrorKind::InvalidFilename => {
            Some("names and paths have a limit: choose an output folder with a shorter path")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::write::disk;

    #[test]
    fn what_a_disk_says_has_an_answer() {
        for kind in [
            ErrorKind::StorageFull,
            ErrorKind::FileTooLarge,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::PermissionDenied,
            ErrorKind::InvalidFilename,
        ] {
            let error = || disk("write", Path::new("public"))(kind.into());
            assert!(advice(&error()).is_some(), "{kind}");
            assert!(advice(&CreateError::Disk(error())).is_some(), "{kind}");
        }
        assert_eq!(advice(&disk("read", Path::new("x"))(ErrorKind::NotFound.into())), None);
    }
}
