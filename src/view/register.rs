//! The register of documents: what is under control, and whether its text is the one that was approved.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::text::natural_order;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::past::short;
use crate::model::trail::{Controlled, controlled};
use crate::parse::document::Status;
use crate::parse::word::Word as _;
use crate::view::document::classification;
use crate::view::list::{Row, approved, row};
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

/// The register: every document and record and the Statement of Applicability, in the order of their ids.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// The rows.
    pub rows: Vec<RegisterRow>,
    /// How many are in force.
    pub in_force: usize,
    /// How many are drafts or in review.
    pub in_preparation: usize,
    /// How many are replaced or withdrawn.
    pub ended: usize,
}

impl RegisterView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let texts: BTreeMap<&str, Controlled<'_>> =
            controlled(handbook).map(|text| (text.id, text)).collect();
        let documents = handbook.documents.iter().enumerate();
        let mut rows: Vec<RegisterRow> = documents
            .filter_map(|(index, document)| {
                let status = document.parsed.front.status;
                let text = texts.get(document.id());
                let row = row(handbook, Entry::Document(index))?;
                Some(RegisterRow {
                    row,
                    status: status.word(),
                    digest: format!("sha256:{}", document.digest),
                    short_digest: short(&document.digest.to_string()).to_owned(),
                    text: match text {
                        Some(text) => text_badge(handbook, text),
                        None if document.parsed.is_unreadable => Badge::new("Not read", "quiet"),
                        None => Badge::new("Published by others", "quiet"),
                    },
                })
            })
            .chain(statement(handbook, &texts))
            .collect();
        rows.sort_by(|left, right| natural_order(&left.row.link.id, &right.row.link.id));
        let count = |statuses: &[Status]| {
            rows.iter()
                .filter(|row| statuses.iter().any(|status| status.word() == row.status))
                .count()
        };
        let (in_force, ended) =
            (count(&[Status::Approved]), count(&[Status::Superseded, Status::Retired]));
        Self { in_force, in_preparation: rows.len() - in_force - ended, ended, rows }
    }
}

fn statement(handbook: &Handbook, texts: &BTreeMap<&str, Controlled<'_>>) -> Option<RegisterRow> {
    let soa = &handbook.soa;
    let parsed = soa.parsed.as_ref()?;
    let text = texts.get(parsed.id.as_str());
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
            approved: text.and_then(|text| approved(handbook, text)),
            effective: parsed.effective.as_ref().map(|date| day(date.value)),
            review: review(handbook, soa.review),
        },
        status: Status::Approved.word(),
        digest: format!("sha256:{}", soa.digest),
        short_digest: short(&soa.digest.to_string()).to_owned(),
        text: text.map_or_else(
            || Badge::new("Published by others", "quiet"),
            |text| text_badge(handbook, text),
        ),
    })
}
