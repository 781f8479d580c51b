//! What the internal audits of the last three years sampled, and what they did not (9.2.2).

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::date::Interval;
use crate::frameworks::ItemKind;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;
use crate::view::parts::{Link, When, link_to};

/// How far back a sample counts: the cycle of a certificate.
pub(in crate::view) const CYCLE: Interval = Interval::Months(-36);

/// What was sampled.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// The day after which audits count.
    pub since: When,
    /// How many audits these are.
    pub audits: usize,
    /// Clauses, then controls.
    pub parts: Vec<CoveragePart>,
}

/// How much of the clauses or controls was sampled.
#[derive(Debug, Serialize)]
pub struct CoveragePart {
    /// Clauses or controls, in a word or two.
    pub title: &'static str,
    /// How many were sampled.
    pub sampled: usize,
    /// How many there are.
    pub all: usize,
    /// Those that were not.
    pub missing: Vec<Link>,
}

/// What the audits of the last three years sampled of the first framework. Controls that do not apply are left out.
pub(super) fn coverage(handbook: &Handbook) -> Coverage {
    let since = handbook.today.plus(CYCLE);
    let counted: Vec<_> = handbook
        .audits()
        .filter(|(_, _, audit)| audit.performed(handbook.today).is_some_and(|day| day > since))
        .collect();
    let sampled: BTreeSet<Entry> =
        counted.iter().flat_map(|(_, _, audit)| audit.sampled.iter().copied()).collect();
    let headings: Vec<String> = sampled
        .iter()
        .filter_map(|entry| handbook.frameworks.item(*entry))
        .filter(|item| item.kind != ItemKind::Control)
        .map(|item| format!("{}.", item.id))
        .collect();
    let part = |title: &'static str, kind: ItemKind| {
        let items = handbook.frameworks.items(0).filter(|(_, item)| item.kind == kind);
        let applies = |entry: Entry| {
            let row = handbook.soa.row_of(entry);
            row.is_none_or(|row| row.applicability != Applicability::Excluded)
        };
        // A clause is sampled with the one above it.
        let is_sampled = |entry: Entry, id: &str| {
            sampled.contains(&entry)
                || kind == ItemKind::Clause && headings.iter().any(|above| id.starts_with(above))
        };
        let all: Vec<_> = items.filter(|(entry, _)| applies(*entry)).collect();
        let missing: Vec<Link> = all
            .iter()
            .filter(|(entry, item)| !is_sampled(*entry, &item.id))
            .map(|(entry, _)| link_to(handbook, *entry))
            .collect();
        CoveragePart { title, sampled: all.len() - missing.len(), all: all.len(), missing }
    };
    Coverage {
        since: When::new(handbook.today, since),
        audits: counted.len(),
        parts: vec![
            part("Clauses", ItemKind::Clause),
            part("Controls that apply", ItemKind::Control),
        ],
    }
}
