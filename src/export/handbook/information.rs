//! The documented information that the first framework asks for, and what fulfils it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::frameworks::Demand as FoundDemand;
use crate::model::mandate::{Mandate, mandates};
use crate::model::presence::{Presence as Found, presence};

/// A document or record that the first framework asks for.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Information {
    /// Its id: what stands in `fulfils`.
    id: String,
    /// Its title.
    title: String,
    /// What it is, in our own words.
    summary: Option<String>,
    /// How binding it is.
    demand: Demand,
    /// The clauses that ask for it.
    clauses: Vec<String>,
    /// The controls that ask for it.
    controls: Vec<String>,
    /// What fulfils it: documents, records, evidence, registers, tables.
    fulfilled_by: Vec<String>,
    /// Drafts that will fulfil it.
    drafts: Vec<String>,
    /// How it stands.
    presence: Presence,
}

/// How binding it is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Demand {
    /// A document that is asked for in writing.
    MandatoryDocument,
    /// A record that is asked for.
    MandatoryRecord,
    /// Not asked for in writing, but expected by auditors.
    Expected,
}

/// How something that is asked for stands.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Presence {
    /// It is there, and nothing of it is overdue.
    InDate,
    /// It is there, and something of it is overdue.
    Overdue,
    /// It is only being written.
    Draft,
    /// It is asked for and not there.
    Missing,
    /// It is expected, not asked for, and not there.
    NoneYet,
    /// Every control that asks for it is excluded.
    NotNeeded,
}

/// The entries of the catalogue in its order.
pub(super) fn information(names: Names<'_>) -> Vec<Information> {
    let handbook = names.handbook;
    let of = |mandate: Mandate| {
        let entry = &handbook.frameworks.catalogue[mandate.entry];
        Information {
            id: entry.id.clone(),
            title: entry.title.clone(),
            summary: (!entry.summary.is_empty()).then(|| entry.summary.clone()),
            demand: match entry.kind {
                FoundDemand::MandatoryDocument => Demand::MandatoryDocument,
                FoundDemand::MandatoryRecord => Demand::MandatoryRecord,
                FoundDemand::Expected => Demand::Expected,
            },
            clauses: entry.clauses.clone(),
            controls: entry.controls.clone(),
            presence: match presence(handbook, &mandate) {
                Found::InDate => Presence::InDate,
                Found::Overdue => Presence::Overdue,
                Found::Draft => Presence::Draft,
                Found::Missing => Presence::Missing,
                Found::NoneYet => Presence::NoneYet,
                Found::NotNeeded => Presence::NotNeeded,
            },
            fulfilled_by: names.ids(mandate.fulfilled_by),
            drafts: names.ids(mandate.drafts),
        }
    };
    mandates(handbook).into_iter().map(of).collect()
}
