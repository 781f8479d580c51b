//! The register of documents: what is under control, and whether its text is the one that was approved.

use std::ops::Range;

use serde::Serialize;

use crate::base::text::natural_order;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::past::short;
use crate::model::trail::Controlled;
use crate::parse::document::Status;
use crate::parse::word::Word as _;
use crate::view::document::classification;
use crate::view::list::{Row, approved, row};
use crate::view::pager::{Cut, Leaf, leaves};
use crate::view::parts::{Badge, When, link_to, person, review};
use crate::view::trail::text_badge;

/// A text as a row of the register.
#[derive(Debug, Serialize)]
pub struct RegisterRow {
    /// What every list of documents shows.
    #[serde(flatten)]
    pub row: Row,
    /// Its status as front matter has it.
    pub status: &'static str,
    /// The digest of its text, as `sha256:…`.
    pub digest: String,
    /// The beginning of the digest, to be compared by eye.
    pub short_digest: String,
    /// Whether the text is the one that was approved.
    pub text: Badge,
}

impl RegisterRow {
    /// The row of a document or of the Statement of Applicability; `None` for everything else.
    pub fn new(handbook: &Handbook, entry: Entry) -> Option<Self> {
        match entry {
            Entry::Soa => statement(handbook),
            other => document(handbook, other),
        }
    }
}

/// The register: every document and record and the Statement of Applicability, in the order of their ids.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// The rows of this page.
    pub rows: Vec<RegisterRow>,
    /// All pages of the register; none where one has all rows.
    pub leaves: Vec<Leaf>,
    /// How many are in force.
    pub in_force: usize,
    /// How many are drafts or in review.
    pub in_preparation: usize,
    /// How many are replaced or withdrawn.
    pub ended: usize,
}

/// What stands in the register, in its order.
pub fn registered(handbook: &Handbook) -> Vec<Entry> {
    let documents = (0..handbook.documents.len()).map(Entry::Document);
    let statement = handbook.soa.parsed.is_some().then_some(Entry::Soa);
    let mut entries: Vec<Entry> = documents.chain(statement).collect();
    let id = |entry: Entry| handbook.label(entry).id.as_str();
    entries.sort_by(|left, right| natural_order(id(*left), id(*right)));
    entries
}

impl RegisterView {
    /// Its counts without its rows.
    pub fn counts(handbook: &Handbook) -> Self {
        Self::of(handbook, &registered(handbook), 0..0)
    }

    /// A page of the register; `entries` is all that stands in it.
    pub fn page(handbook: &Handbook, entries: &[Entry], cuts: &[Cut], here: &Cut) -> Self {
        let leaves = leaves(cuts, here, |row| handbook.label(entries[row]).id.clone());
        Self { leaves, ..Self::of(handbook, entries, here.rows.clone()) }
    }

    fn of(handbook: &Handbook, entries: &[Entry], shown: Range<usize>) -> Self {
        let shown = entries.get(shown).unwrap_or_default();
        let (mut in_force, mut ended) = (0, 0);
        for entry in entries {
            let document = handbook.document(*entry);
            match document.map_or(Status::Approved, |one| one.parsed.front.status) {
                Status::Approved => in_force += 1,
                Status::Superseded | Status::Retired => ended += 1,
                Status::Draft | Status::InReview => {}
            }
        }
        Self {
            rows: shown.iter().filter_map(|entry| RegisterRow::new(handbook, *entry)).collect(),
            leaves: Vec::new(),
            in_force,
            in_preparation: entries.len() - in_force - ended,
            ended,
        }
    }
}

fn document(handbook: &Handbook, entry: Entry) -> Option<RegisterRow> {
    let document = handbook.document(entry)?;
    Some(RegisterRow {
        row: row(handbook, entry)?,
        status: document.parsed.front.status.word(),
        digest: format!("sha256:{}", document.digest),
        short_digest: short(&document.digest.to_string()).to_owned(),
        text: match Controlled::of(document) {
            text if document.has_trail() => text_badge(handbook, &text),
            _ if document.parsed.is_unreadable => Badge::new("Not read", "quiet"),
            _ => Badge::new("Published by others", "quiet"),
        },
    })
}

fn statement(handbook: &Handbook) -> Option<RegisterRow> {
    let soa = &handbook.soa;
    let parsed = soa.parsed.as_ref()?;
    let text = Controlled::of_statement(handbook)?;
    let day = |date| When::new(handbook.today, date);
    Some(RegisterRow {
        row: Row {
            link: link_to(handbook, Entry::Soa),
            summary: None,
            version: parsed.version.as_ref().map(|version| version.value.clone()),
            classification: parsed
                .classification
                .as_ref()
                .map(|key| classification(handbook, &key.value)),
            owner: soa.owner.map(|owner| person(handbook, owner)),
            approver: soa.approver.map(|approver| person(handbook, approver)),
            approved: approved(handbook, &text),
            effective: parsed.effective.as_ref().map(|date| day(date.value)),
            review: review(handbook, soa.review),
        },
        status: Status::Approved.word(),
        digest: format!("sha256:{}", soa.digest),
        short_digest: short(&soa.digest.to_string()).to_owned(),
        text: text_badge(handbook, &text),
    })
}
