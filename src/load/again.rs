//! Reads a project again and again: [`Reader`] opens only the files that changed since it last looked.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::load::read::{Found, LoadError, read_with};
use crate::load::{Nameless, Sources};

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
#[expect(clippy::unnecessary_wraps, reason = "other systems tell none")]
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
    pub(super) sources: Sources,
    /// By the names of files that rested when they were read.
    stamps: HashMap<String, Stamp>,
    now: Option<SystemTime>,
}

impl Before {
    /// The stamp of a file, if it rested, and whether it is the one with which the file was read.
    pub(super) fn compare(&self, name: &str, metadata: &Metadata) -> (Option<Stamp>, bool) {
        let stamp = self.now.and_then(|now| Stamp::of(metadata, now));
        let is_same = stamp.is_some() && self.stamps.get(name) == stamp.as_ref();
        (stamp, is_same)
    }

    /// Brings what was read up to date with what was found, by name.
    pub(super) fn update(&mut self, found: Vec<(String, Found)>, nameless: BTreeSet<Nameless>) {
        self.sources.nameless = nameless;
        let mut there = Vec::with_capacity(found.len());
        for (name, found) in found {
            match found {
                Found::Nothing => continue,
                Found::Same => {}
                Found::File(path, bytes, stamp) => {
                    self.sources.insert(path, bytes);
                    self.stamps.remove(&name);
                    self.stamps.extend(stamp.map(|stamp| (name.clone(), stamp)));
                }
                Found::TooLarge(path, size) => {
                    self.sources.insert_too_large(path, size);
                    self.stamps.remove(&name);
                }
                Found::Unread(path, why) => {
                    self.sources.insert_unread(path, why);
                    self.stamps.remove(&name);
                }
            }
            there.push(name);
        }
        // Whatever is there is held, so what is held and not there shows in the number.
        if there.len() < self.sources.files.len() {
            let there: HashSet<String> = there.into_iter().collect();
            self.sources.files.retain(|path, _| there.contains(path.as_str()));
            self.sources.marked.retain(|path| there.contains(path.as_str()));
            self.stamps.retain(|name, _| there.contains(name));
        }
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
        read_with(&self.root, &mut before)?;
        self.before = before;
        Ok(self.before.sources.clone())
    }
}
