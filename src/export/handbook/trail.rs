//! Approvals, reviews and versions of a text, and what git knows of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Every, Term, text};
use crate::model::past::Past as Found;
use crate::model::trail::Controlled;
use crate::parse::trail::{self as parse, Method, ReviewOutcome, Trail};

/// An approval.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Approval {
    /// The version that was approved.
    version: Option<String>,
    /// Who approved.
    by: Option<String>,
    /// When.
    date: Option<Day>,
    /// How.
    method: Option<Term<Method>>,
    /// Where the proof is: an address, or a reference to minutes.
    #[serde(rename = "ref")]
    reference: Option<String>,
    /// The digest of the text that was approved, as typed.
    digest: Option<String>,
}

/// A review.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Review {
    /// When.
    date: Option<Day>,
    /// Who reviewed.
    by: Option<String>,
    /// What it led to.
    outcome: Option<Term<ReviewOutcome>>,
    /// What was looked at.
    note: Option<String>,
    /// The digest of the text that was reviewed, as typed.
    digest: Option<String>,
}

/// A version.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Revision {
    /// Its number.
    version: Option<String>,
    /// When it was made.
    date: Option<Day>,
    /// Who wrote it.
    author: Option<String>,
    /// What changed.
    change: Option<String>,
    /// True when readers must acknowledge it again.
    material: bool,
}

/// A commit, as the settings let readers see it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Commit {
    /// Its id.
    id: String,
    /// The day on which it came to the main line.
    date: Day,
    /// Its author; `null` when nobody may be named.
    author: Option<String>,
}

/// A former version whose text git still has.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Edition {
    /// Its number.
    version: String,
    /// The commit with which it came.
    since: Option<Commit>,
    /// The commit of its last text.
    last: Option<Commit>,
}

/// What git knows of a text.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Past {
    /// The newest commit that changed the file.
    changed: Option<Commit>,
    /// The commit with which the file took on its current version.
    since: Option<Commit>,
    /// The former versions that were in force, newest first.
    editions: Vec<Edition>,
}

/// The approvals of a text, in the order of the file.
pub(super) fn approvals(names: Names<'_>, trail: &Trail) -> Vec<Approval> {
    let approval = |one: &parse::Approval| Approval {
        version: text(one.version.as_ref()),
        by: names.party(one.by.as_ref()),
        date: Day::of(one.date.as_ref()),
        method: one.method.map(Term),
        reference: one.reference.clone(),
        digest: text(one.digest.as_ref()),
    };
    trail.approvals.iter().map(approval).collect()
}

/// The reviews of a text, in the order of the file.
pub(super) fn reviews(names: Names<'_>, trail: &Trail) -> Vec<Review> {
    let review = |one: &parse::Review| Review {
        date: Day::of(one.date.as_ref()),
        by: names.party(one.by.as_ref()),
        outcome: one.outcome.map(Term),
        note: one.note.clone(),
        digest: text(one.digest.as_ref()),
    };
    trail.reviews.iter().map(review).collect()
}

/// The versions of a text, in the order of the file.
pub(super) fn history(names: Names<'_>, trail: &Trail) -> Vec<Revision> {
    let revision = |one: &parse::Revision| Revision {
        version: text(one.version.as_ref()),
        date: Day::of(one.date.as_ref()),
        author: names.party(one.author.as_ref()),
        change: one.change.clone(),
        material: one.material,
    };
    trail.history.iter().map(revision).collect()
}

/// How often a text is reviewed, if its author says so.
pub(super) fn every(trail: &Trail) -> Option<Every> {
    Every::of(trail.review_every.as_ref())
}

/// Whether a text is the one that was approved, as far as digests say.
pub(super) fn is_as_approved(names: Names<'_>, text: &Controlled<'_>) -> Option<bool> {
    let (_, digest) = text.approved_text(names.handbook.today)?;
    Some(digest == text.digest)
}

impl Past {
    /// What git knows of a text.
    pub(super) fn new(names: Names<'_>, past: &Found) -> Self {
        let commit = |number: usize| {
            let commit = names.handbook.record.commit(number)?;
            let (id, author) = (commit.id.clone(), commit.author.clone());
            Some(Commit { id, date: Day(commit.date), author })
        };
        let editions = past.editions.iter().map(|edition| Edition {
            version: edition.version.clone(),
            since: commit(edition.since),
            last: commit(edition.last),
        });
        Self {
            changed: past.changed.and_then(commit),
            since: past.since.and_then(commit),
            editions: editions.collect(),
        }
    }
}
