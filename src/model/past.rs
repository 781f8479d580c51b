//! The past of a text: the versions that were in force before, and since when the current one reads as it does.

use std::sync::Arc;

use crate::base::date::Date;
use crate::base::digest::Digest;
pub use crate::load::history::Why;
use crate::model::link::Link;
use crate::model::people::PartyId;
use crate::parse::document::Document as Parsed;

/// What is known of the past of the whole handbook.
#[derive(Debug)]
pub enum Record {
    /// Nothing, and why.
    Unknown(Why),
    /// What git told.
    Known(Known),
}

impl Default for Record {
    fn default() -> Self {
        Self::Unknown(Why::NotAsked)
    }
}

/// What git told.
#[derive(Debug)]
pub struct Known {
    /// The commit that is checked out.
    pub head: String,
    /// True when files of the project differ from that commit.
    pub is_modified: bool,
    /// True when the repository holds only its newest commits.
    pub is_shallow: bool,
    /// True when old texts were left out because they are too many.
    pub is_cut: bool,
    /// The commits that touched the texts, newest first.
    pub commits: Vec<Commit>,
}

/// A commit, as readers may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// The day on which it came to the main line.
    pub date: Date,
    /// Its author, as the settings allow; `None` when nobody may be named.
    pub author: Option<String>,
    /// Its author among those who own and approve, for checks; pages show [`Self::author`].
    pub by: Option<PartyId>,
}

/// How many hexadecimal digits of a commit are shown.
const SHORT: usize = 10;

impl Commit {
    /// The id as it is shown.
    pub fn short(&self) -> &str {
        short(&self.id)
    }
}

/// The beginning of a commit's id, long enough to find it.
pub fn short(id: &str) -> &str {
    id.get(..SHORT).unwrap_or(id)
}

impl Record {
    /// A commit of the record by its number; `None` when nothing is known.
    pub fn commit(&self, number: usize) -> Option<&Commit> {
        match self {
            Self::Unknown(_) => None,
            Self::Known(known) => known.commits.get(number),
        }
    }

    /// Why nothing is known, as the end of a sentence; `None` when something is.
    pub fn unknown_because(&self) -> Option<&'static str> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(why) => Some(match why {
                Why::NotAsked => "it was built without the history of its files",
                Why::NoGit => "git was not there when it was built",
                Why::NoRepository => "its files lie in no git repository",
                Why::Untrusted => "git does not trust the repository of its files",
                Why::NoCommits => "its git repository has no commit of its files yet",
                Why::Failed => "git could not read the history of its files",
            }),
        }
    }
}

/// The past of one text. Numbers are those of commits in [`Known::commits`].
#[derive(Debug, Default)]
pub struct Past {
    /// The newest commit that changed the file.
    pub changed: Option<usize>,
    /// The commit with which the file took on its current version.
    pub since: Option<usize>,
    /// Where the text was first there, approved, as its current version, and its digest then. `None` while that cannot be told.
    pub approved: Option<(usize, Digest)>,
    /// The versions that were in force before the current one, newest first.
    pub editions: Vec<Edition>,
    /// True when there were more of them than are kept.
    pub has_more_editions: bool,
}

/// A version of a document that was in force.
#[derive(Debug)]
pub struct Edition {
    /// Its version, as typed.
    pub version: String,
    /// The document as it read at the end of its time.
    pub document: Arc<Parsed>,
    /// Where its links lead in the handbook of today, in their order.
    pub links: Vec<Link>,
    /// The commit with which it came.
    pub since: usize,
    /// The commit of the text.
    pub last: usize,
}
