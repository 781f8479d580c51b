//! What the framework asks for in writing, clause by clause, and what shows each clause.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::frameworks::{Demand, Item, ItemKind};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::Mandate;
use crate::model::presence::{Presence, presence};
use crate::view::parts::{Link, link_to};
use crate::view::presence::{AskedView, ProofView};
use crate::view::soa::Total;

/// A clause, what it asks for in writing, and what shows it.
#[derive(Debug, Serialize)]
pub struct ClauseAsked {
    /// The clause.
    pub link: Link,
    /// The anchor of its rows.
    pub anchor: String,
    /// True when it only groups others.
    pub is_heading: bool,
    /// What it asks for: what is mandatory first.
    pub asked: Vec<AskedView>,
    /// Documents, records and evidence that name the clause and fulfil nothing of the above.
    pub others: Vec<ProofView>,
}

/// The anchor of a clause in the list of the auditor.
pub fn clause_anchor(id: &str) -> String {
    format!("c-{}", id.to_lowercase())
}

/// The clauses in their order.
pub fn clauses(handbook: &Handbook, mandates: &[Mandate]) -> Vec<ClauseAsked> {
    let clauses = handbook.frameworks.items(0).filter(|(_, item)| item.kind != ItemKind::Control);
    clauses.map(|(entry, item)| clause(handbook, mandates, entry, item)).collect()
}

fn clause(handbook: &Handbook, mandates: &[Mandate], entry: Entry, item: &Item) -> ClauseAsked {
    let mut asking: Vec<&Mandate> = mandates
        .iter()
        .filter(|mandate| handbook.frameworks.catalogue[mandate.entry].clauses.contains(&item.id))
        .collect();
    asking.sort_by_key(|mandate| {
        handbook.frameworks.catalogue[mandate.entry].kind == Demand::Expected
    });
    let shown: BTreeSet<Entry> =
        asking.iter().flat_map(|mandate| mandate.fulfilled_by.iter().copied()).collect();
    let documents = handbook.carrying_out(entry).map(|(document, _)| document);
    let evidence = handbook.evidence.iter().enumerate();
    let evidence = evidence.filter(|(_, piece)| piece.proves.contains(&entry));
    let others = documents.chain(evidence.map(|(index, _)| Entry::Evidence(index)));
    ClauseAsked {
        link: link_to(handbook, entry),
        anchor: clause_anchor(&item.id),
        is_heading: item.kind == ItemKind::Heading,
        asked: asking.into_iter().map(|mandate| AskedView::new(handbook, mandate)).collect(),
        others: others
            .filter(|other| !shown.contains(other))
            .map(|other| ProofView::new(handbook, other))
            .collect(),
    }
}

/// What is mandatory because of controls alone.
pub fn mandatory_by_controls(handbook: &Handbook, mandates: &[Mandate]) -> Vec<AskedView> {
    by_controls(handbook, mandates, |kind| kind != Demand::Expected)
}

/// What is expected because of controls alone.
pub fn expected_by_controls(handbook: &Handbook, mandates: &[Mandate]) -> Vec<AskedView> {
    by_controls(handbook, mandates, |kind| kind == Demand::Expected)
}

fn by_controls(
    handbook: &Handbook,
    mandates: &[Mandate],
    is_wanted: fn(Demand) -> bool,
) -> Vec<AskedView> {
    let wanted = mandates.iter().filter(|mandate| {
        let entry = &handbook.frameworks.catalogue[mandate.entry];
        entry.clauses.is_empty() && is_wanted(entry.kind)
    });
    wanted.map(|mandate| AskedView::new(handbook, mandate)).collect()
}

/// Counts over the entries of the catalogue, each counted once however many clauses ask for it.
pub fn totals(handbook: &Handbook, mandates: &[Mandate]) -> Vec<Total> {
    let is_expected =
        |mandate: &&Mandate| handbook.frameworks.catalogue[mandate.entry].kind == Demand::Expected;
    let count = |wanted: &[Presence]| {
        let asked = mandates.iter().filter(|mandate| !is_expected(mandate));
        asked.filter(|mandate| wanted.contains(&presence(handbook, mandate))).count()
    };
    let not_needed = count(&[Presence::NotNeeded]);
    let asked = mandates.iter().filter(|mandate| !is_expected(mandate)).count() - not_needed;
    let there = mandates.iter().filter(is_expected).filter(|mandate| {
        matches!(presence(handbook, mandate), Presence::InDate | Presence::Overdue)
    });
    let all = [
        (asked, "mandatory entries", "quiet"),
        (count(&[Presence::InDate]), "present, in date", "ok"),
        (count(&[Presence::Overdue]), "present, overdue", "warn"),
        (count(&[Presence::Missing, Presence::Draft]), "missing", "bad"),
        (not_needed, "not needed", "quiet"),
        (there.count(), "expected ones present", "quiet"),
    ];
    all.into_iter().map(|(count, label, tone)| Total { count, label, tone }).collect()
}
