//! The pages of clauses, and the page of each further framework.

use serde::Serialize;

use crate::frameworks::{Demand, Item, ItemKind};
use crate::model::entry::Entry;
use crate::model::framework::item_anchor;
use crate::model::handbook::Handbook;
use crate::model::mandate::{Mandate, mandates};
use crate::model::presence::presence;
use crate::view::around::{
    Carriers, FindingLink, NamingRows, SampledBy, findings, rows_naming, sampled_by,
};
use crate::view::asked::clause_anchor;
use crate::view::control::{Counterpart, counterparts};
use crate::view::lack::Lack;
use crate::view::parts::{Badge, Link, link_to, links_to};
use crate::view::presence::{demand_words, presence_badge};
use crate::view::soa::{EvidenceLink, evidence_links};

/// A document or record that a clause asks for, and what fulfils it.
#[derive(Debug, Serialize)]
pub struct MandateView {
    /// What is asked for.
    pub title: String,
    /// What it is, in our words.
    pub summary: String,
    /// How binding it is, in words.
    pub demand: &'static str,
    /// Whether it is there.
    pub badge: Badge,
    /// What fulfils it.
    pub fulfilled_by: Vec<Link>,
}

/// A clause.
#[derive(Debug, Serialize)]
pub struct ClauseView {
    /// Its number.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our words.
    pub summary: String,
    /// The framework.
    pub framework: String,
    /// The clauses below it.
    pub children: Vec<Link>,
    /// The documented information that it asks for.
    pub mandates: Vec<MandateView>,
    /// Its rows in the list of the auditor, relative to the root of the site.
    pub asked_at: String,
    /// Documents that carry it out, with the sections that name it.
    pub carriers: Carriers,
    /// Evidence that proves it.
    pub evidence: Vec<EvidenceLink>,
    /// Findings about it, open ones first.
    pub findings: Vec<FindingLink>,
    /// Audits that looked at it, the newest first.
    pub sampled_by: Vec<SampledBy>,
    /// Rows of registers that name it.
    pub rows: Vec<NamingRows>,
    /// Its numbers in other editions.
    pub counterparts: Vec<Counterpart>,
    /// The clause above it.
    pub parent: Option<Link>,
    /// What is missing.
    pub gaps: Vec<Lack>,
}

impl ClauseView {
    /// The view of a clause of the first framework.
    pub fn new(handbook: &Handbook, entry: Entry) -> Option<Self> {
        let item = handbook.frameworks.item(entry)?;
        let children = handbook
            .frameworks
            .items(0)
            .filter(|(_, child)| child.kind != ItemKind::Control && child.parent == item.id);
        let parent = handbook
            .frameworks
            .items(0)
            .find(|(_, above)| above.kind != ItemKind::Control && above.id == item.parent);
        let evidence =
            handbook.evidence.iter().enumerate().filter(|(_, piece)| piece.proves.contains(&entry));
        let is_named = handbook.carrying_out(entry).next().is_some();
        let mandates: Vec<MandateView> = mandates(handbook)
            .iter()
            .filter(|mandate| {
                handbook.frameworks.catalogue[mandate.entry].clauses.contains(&item.id)
            })
            .map(|mandate| mandate_view(handbook, mandate))
            .collect();
        let nothing = item.kind == ItemKind::Clause
            && !is_named
            && mandates.iter().all(|mandate| mandate.fulfilled_by.is_empty());
        Some(Self {
            id: item.id.clone(),
            title: item.title.clone(),
            summary: item.summary.clone(),
            framework: handbook
                .frameworks
                .used
                .first()
                .map_or_else(String::new, |framework| framework.title.clone()),
            children: children.map(|(child, _)| link_to(handbook, child)).collect(),
            mandates,
            asked_at: format!("auditor.html#{}", clause_anchor(&item.id)),
            carriers: Carriers::of(handbook, entry),
            evidence: evidence_links(handbook, evidence.map(|(index, _)| Entry::Evidence(index))),
            findings: findings(handbook, entry),
            sampled_by: sampled_by(handbook, entry),
            rows: rows_naming(handbook, entry),
            counterparts: counterparts(handbook, &item.id),
            parent: parent.map(|(above, _)| link_to(handbook, above)),
            gaps: nothing
                .then(|| {
                    Lack::new(
                        "No document or record names this clause.",
                        format!("Add {} to clauses of the text that carries it out.", item.id),
                    )
                })
                .into_iter()
                .collect(),
        })
    }
}

/// An entry of the catalogue with its state.
fn mandate_view(handbook: &Handbook, mandate: &Mandate) -> MandateView {
    let entry = &handbook.frameworks.catalogue[mandate.entry];
    MandateView {
        title: entry.title.clone(),
        summary: entry.summary.clone(),
        demand: demand_words(entry),
        badge: presence_badge(presence(handbook, mandate)),
        fulfilled_by: links_to(handbook, mandate.fulfilled_by.iter().copied()),
    }
}

/// A clause in the index.
#[derive(Debug, Serialize)]
pub struct ClauseRow {
    /// The clause.
    pub link: Link,
    /// What it asks, in our words.
    pub summary: String,
    /// How deep it lies, from 1.
    pub depth: usize,
    /// How many documents carry it out.
    pub documents: usize,
    /// Mandatory information that nothing fulfils.
    pub missing: usize,
}

/// The index of clauses.
#[derive(Debug, Serialize)]
pub struct ClausesView {
    /// The framework.
    pub framework: String,
    /// Notes on its edition and rights.
    pub notes: Vec<String>,
    /// The clauses in order.
    pub clauses: Vec<ClauseRow>,
    /// Documented information that controls, not clauses, ask for.
    pub by_controls: Vec<MandateView>,
}

impl ClausesView {
    /// The index of the first framework.
    pub fn new(handbook: &Handbook) -> Self {
        let mandates = mandates(handbook);
        let missing = |id: &String| {
            mandates
                .iter()
                .filter(|mandate| {
                    mandate.is_missing(handbook)
                        && handbook.frameworks.catalogue[mandate.entry].clauses.contains(id)
                })
                .count()
        };
        let clauses =
            handbook.frameworks.items(0).filter(|(_, item)| item.kind != ItemKind::Control);
        let framework = handbook.frameworks.used.first();
        let by_controls = mandates.iter().filter(|mandate| {
            let entry = &handbook.frameworks.catalogue[mandate.entry];
            entry.clauses.is_empty() && entry.kind != Demand::Expected
        });
        Self {
            framework: framework.map_or_else(String::new, |framework| framework.title.clone()),
            notes: framework.map(|framework| framework.notes.clone()).unwrap_or_default(),
            clauses: clauses
                .map(|(entry, item)| ClauseRow {
                    link: link_to(handbook, entry),
                    summary: item.summary.clone(),
                    depth: item.id.split('.').count(),
                    documents: handbook.carrying_out(entry).count(),
                    missing: missing(&item.id),
                })
                .collect(),
            by_controls: by_controls.map(|mandate| mandate_view(handbook, mandate)).collect(),
        }
    }
}

/// An item of a further framework.
#[derive(Debug, Serialize)]
pub struct ItemRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our words.
    pub summary: String,
    /// Its anchor.
    pub anchor: String,
    /// True when it only groups others.
    pub is_heading: bool,
    /// Documents that carry it out.
    pub documents: Vec<Link>,
    /// Controls of the first framework that correspond to it.
    pub controls: Vec<Link>,
}

/// A further framework.
#[derive(Debug, Serialize)]
pub struct FrameworkView {
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Notes on its edition and rights.
    pub notes: Vec<String>,
    /// The title of the first framework.
    pub main: String,
    /// Its items in order.
    pub items: Vec<ItemRow>,
}

impl FrameworkView {
    /// The view of the framework with this number; the first one has pages of its own.
    pub fn new(handbook: &Handbook, number: usize) -> Option<Self> {
        let framework = handbook.frameworks.used.get(number)?;
        let main = handbook.frameworks.used.first()?;
        Some(Self {
            title: framework.title.clone(),
            publisher: framework.publisher.clone(),
            notes: framework.notes.clone(),
            main: main.title.clone(),
            items: handbook
                .frameworks
                .items(number)
                .map(|(entry, item)| item_row(handbook, number, entry, item))
                .collect(),
        })
    }
}

fn item_row(handbook: &Handbook, number: usize, entry: Entry, item: &Item) -> ItemRow {
    let id = &handbook.frameworks.used[number].id;
    let crosswalks =
        handbook.frameworks.crosswalks.iter().filter(|crosswalk| crosswalk.to_framework == *id);
    let from = crosswalks
        .flat_map(|crosswalk| &crosswalk.maps)
        .filter(|(_, to)| to.contains(&item.id))
        .map(|(from, _)| from.as_str());
    let mut controls: Vec<Entry> = from.filter_map(|id| handbook.entries.find(id)).collect();
    controls.sort_unstable();
    controls.dedup();
    ItemRow {
        id: item.id.clone(),
        title: item.title.clone(),
        summary: item.summary.clone(),
        anchor: item_anchor(&item.id),
        is_heading: item.kind == ItemKind::Heading,
        documents: handbook
            .carrying_out(entry)
            .map(|(document, _)| link_to(handbook, document))
            .collect(),
        controls: links_to(handbook, controls),
    }
}
