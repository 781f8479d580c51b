//! The versions of a document that can be read: the one of today and those that git remembers, with their pages and days.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::date::Date;
use crate::base::path::{OutPath, is_reserved_name};
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::past::{Commit, Edition, Record};
use crate::model::version::is_same_version;
use crate::parse::document::{Document as Parsed, Status};
use crate::parse::trail::{Approval, Revision};
use crate::view::parts::When;

/// A version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one of today.
    Current,
    /// A former one, by its place in [`crate::model::past::Past::editions`].
    Former(usize),
}

impl Which {
    /// The version after it; `None` for the one of today.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Current => None,
            Self::Former(0) => Some(Self::Current),
            Self::Former(number) => Some(Self::Former(number - 1)),
        }
    }
}

/// The versions of one document.
pub struct Versions<'h> {
    handbook: &'h Handbook,
    document: &'h Document,
    /// The names of the former versions in addresses.
    names: Vec<String>,
}

impl<'h> Versions<'h> {
    /// The versions of the document with this index.
    pub fn new(handbook: &'h Handbook, index: usize) -> Self {
        let document = &handbook.documents[index];
        let mut taken = BTreeSet::new();
        let names = document.past.editions.iter().map(|edition| {
            let name = name_of(&edition.version);
            let mut free = name.clone();
            let mut number = 1;
            while !taken.insert(free.clone()) {
                number += 1;
                free = format!("{name}-{number}");
            }
            free
        });
        let names = names.collect();
        Self { handbook, document, names }
    }

    /// The former ones, newest first.
    pub fn former(&self) -> impl Iterator<Item = Which> + use<> {
        (0..self.names.len()).map(Which::Former)
    }

    /// The former version that is called so.
    pub fn find(&self, version: &str) -> Option<Which> {
        let mut editions = self.document.past.editions.iter();
        editions.position(|edition| is_same_version(&edition.version, version)).map(Which::Former)
    }

    fn edition(&self, which: Which) -> Option<&'h Edition> {
        match which {
            Which::Current => None,
            Which::Former(number) => self.document.past.editions.get(number),
        }
    }

    /// Its text.
    pub fn text(&self, which: Which) -> &'h Parsed {
        self.edition(which).map_or(&self.document.parsed, |edition| &edition.document)
    }

    /// What it is called, if it has a version.
    pub fn version(&self, which: Which) -> Option<&'h str> {
        match self.edition(which) {
            Some(edition) => Some(&edition.version),
            None => {
                self.document.parsed.front.version.as_ref().map(|version| version.value.as_str())
            }
        }
    }

    /// The page on which it is read.
    pub fn url(&self, which: Which) -> OutPath {
        match which {
            Which::Current => self.document.url.clone(),
            Which::Former(number) => self.below(&self.name(Which::Former(number))),
        }
    }

    /// The page that says what changed from a version to the next; `None` for the one of today.
    pub fn changes_url(&self, from: Which) -> Option<OutPath> {
        let to = from.next()?;
        Some(self.below(&format!("changes-{}-{}", self.name(from), self.name(to))))
    }

    fn name(&self, which: Which) -> String {
        match which {
            Which::Current => self.version(which).map_or_else(|| "now".to_owned(), name_of),
            Which::Former(number) => self.names.get(number).cloned().unwrap_or_default(),
        }
    }

    fn below(&self, name: &str) -> OutPath {
        let page = self.document.url.as_str().trim_end_matches(".html");
        // A name holds nothing that an address may not hold.
        OutPath::new(&format!("{page}/{name}.html")).unwrap_or_else(|| self.document.url.clone())
    }

    /// What the history says of it: that of today, which may have been mended, else that of its own time.
    pub fn revision(&self, which: Which) -> Option<&'h Revision> {
        let version = self.version(which)?;
        let of = |parsed: &'h Parsed| {
            parsed.front.trail.history.iter().rev().find(|revision| {
                revision.version.as_ref().is_some_and(|own| is_same_version(&own.value, version))
            })
        };
        of(&self.document.parsed).or_else(|| of(self.text(which)))
    }

    /// Its approvals, as recorded today or in its own time, newest first.
    pub fn approvals(&self, which: Which) -> Vec<&'h Approval> {
        let Some(version) = self.version(which) else { return Vec::new() };
        let of = |parsed: &'h Parsed| {
            let all = parsed.front.trail.approvals.iter().filter(|approval| {
                approval.version.as_ref().is_some_and(|own| is_same_version(&own.value, version))
            });
            all.collect::<Vec<_>>()
        };
        let mut approvals = of(&self.document.parsed);
        if approvals.is_empty() {
            approvals = of(self.text(which));
        }
        approvals.sort_by_key(|approval| {
            std::cmp::Reverse(approval.date.as_ref().map(|date| date.value))
        });
        approvals
    }

    /// The commit that holds its text.
    pub fn commit(&self, which: Which) -> Option<&'h Commit> {
        let number = match self.edition(which) {
            Some(edition) => Some(edition.last),
            None => self.document.past.changed,
        };
        self.handbook.record.commit(number?)
    }

    /// The day on which it was made: as its history or its approvals say, else that of its first commit.
    pub fn made(&self, which: Which) -> Option<Date> {
        let revision = self.revision(which).and_then(|revision| revision.date.as_ref());
        let approved = || {
            self.approvals(which)
                .iter()
                .filter_map(|own| own.date.as_ref())
                .map(|date| date.value)
                .min()
        };
        let first = match self.edition(which) {
            Some(edition) => Some(edition.since),
            None => self.document.past.since,
        };
        let committed = || self.handbook.record.commit(first?).map(|commit| commit.date);
        revision.map(|date| date.value).or_else(approved).or_else(committed)
    }

    /// The day from which it binds: when it was made, or the later day that it names. An earlier one is the first day of the document.
    pub fn in_force_since(&self, which: Which) -> Option<Date> {
        let effective = self.text(which).front.effective.as_ref().map(|date| date.value);
        self.made(which).into_iter().chain(effective).max()
    }

    /// True when the version after it binds, or will on a day that is known.
    pub fn is_replaced(&self, which: Which) -> bool {
        match which.next() {
            None => false,
            Some(Which::Former(_)) => true,
            Some(Which::Current) => {
                !matches!(self.document.parsed.front.status, Status::Draft | Status::InReview)
            }
        }
    }
}

/// The longest name of a version in an address: two of them and the longest id leave room for the rest of the address of a page of changes.
const LONGEST_NAME: usize = 32;

/// A version in an address: `2.0`.
fn name_of(version: &str) -> String {
    let mut name = String::new();
    for letter in version.trim().to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => name.push(letter),
            _ if name.is_empty() || name.ends_with(['.', '-']) => {}
            '.' => name.push('.'),
            _ => name.push('-'),
        }
    }
    name.truncate(LONGEST_NAME);
    let name = name.trim_end_matches(['.', '-']);
    // Beside the pages of versions lie those of changes, and Windows knows devices by name.
    let is_taken = name.is_empty() || name.starts_with("changes-");
    if is_taken || is_reserved_name(name) {
        format!("version-{name}").trim_end_matches('-').to_owned()
    } else {
        name.to_owned()
    }
}

/// A commit.
#[derive(Debug, Clone, Serialize)]
pub struct CommitView {
    /// The beginning of its id.
    pub id: String,
    /// When it was made.
    pub date: When,
    /// Who made it, as the settings allow.
    pub author: Option<String>,
}

impl CommitView {
    /// How a commit is shown.
    pub fn new(handbook: &Handbook, commit: &Commit) -> Self {
        Self {
            id: commit.short().to_owned(),
            date: When::new(handbook.today, commit.date),
            author: commit.author.clone(),
        }
    }
}

/// What a reader must know about texts of the past that are not there; `None` when all are.
pub fn what_is_missing(handbook: &Handbook, document: &Document) -> Option<String> {
    if let Some(why) = handbook.record.unknown_because() {
        return Some(format!(
            "Earlier texts of this document cannot be read in this handbook: {why}."
        ));
    }
    let Record::Known(known) = &handbook.record else { return None };
    let text = if known.is_shallow {
        "This handbook was built from a copy of the repository that holds its newest commits only. Older texts are in the full repository."
    } else if document.past.has_more_editions {
        "Still older versions are in version control."
    } else if known.is_cut {
        "The oldest texts are left out because there are too many of them. Version control has them."
    } else {
        return None;
    };
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_version_has_a_short_name() {
        assert_eq!(name_of(&"1".repeat(300)), "1".repeat(32));
        assert_eq!(name_of(" 2.0 "), "2.0");
    }
}
