//! Reads a project again and again: [`Reader`] opens only the files that changed since it last looked.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::base::path::RelPath;
use crate::load::Sources;
use crate::load::read::{LoadError, read_with};

/// How long a file must have rested when it is read, so that its stamp tells a later change. Some file systems count time in steps of
/// two seconds: a second change within one step would leave the stamp as it is.
const REST: Duration = Duration::from_secs(3);

/// What tells without opening a file that it did not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: SystemTime,
    /// The file itself and the second and nanosecond at which anything of it changed: an older file that is moved here keeps its day.
    identity: Option<[i64; 4]>,
}

impl Stamp {
    /// The stamp of a file, unless a change could leave it as it is.
    fn of(metadata: &Metadata, now: SystemTime) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        let rested = now.duration_since(modified).ok()?;
        let stamp = || Self { size: metadata.len(), modified, identity: identity(metadata) };
        (rested >= REST).then(stamp)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<[i64; 4]> {
    use std::os::unix::fs::MetadataExt;
    let numbers = [metadata.dev().cast_signed(), metadata.ino().cast_signed()];
    Some([numbers[0], numbers[1], metadata.ctime(), metadata.ctime_nsec()])
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<[i64; 4]> {
    None
}

/// What was read before, and how to tell that it did not change.
#[derive(Debug, Default)]
pub(super) struct Before {
    sources: Sources,
    stamps: BTreeMap<RelPath, Stamp>,
    next: BTreeMap<RelPath, Stamp>,
    now: Option<SystemTime>,
}

impl Before {
    /// Takes a file over if it did not change, and notes its stamp for the next time.
    pub(super) fn take(
        &mut self,
        path: &RelPath,
        metadata: &Metadata,
        sources: &mut Sources,
    ) -> bool {
        let Some(stamp) = self.now.and_then(|now| Stamp::of(metadata, now)) else { return false };
        let is_same = self.stamps.get(path) == Some(&stamp);
        self.next.insert(path.clone(), stamp);
        is_same && sources.take_over(path, &self.sources)
    }
}

/// A project that is read more than once.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    before: Before,
}

impl Reader {
    /// A reader that read nothing yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), before: Before::default() }
    }

    /// The files as they are now. When they cannot be read, the next attempt opens all of them.
    #[expect(
        clippy::disallowed_methods,
        reason = "compared with the times of files, no day of the handbook"
    )]
    pub fn read(&mut self) -> Result<Sources, LoadError> {
        let mut before = std::mem::take(&mut self.before);
        // Of the moment before the first file is looked at: what changes from now on is younger.
        before.now = Some(SystemTime::now());
        let sources = read_with(&self.root, &mut before)?;
        self.before = Before { sources: sources.clone(), stamps: before.next, ..Before::default() };
        Ok(sources)
    }
}
