//! Obligations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Every, Standing, Term, text};
use crate::model::entry::Entry;
use crate::model::obligation::Obligation as Found;
use crate::parse::obligations::ObligationKind;

/// An obligation.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Obligation {
    /// Its id.
    id: String,
    /// Its name.
    title: String,
    /// Where it comes from.
    kind: Option<Term<ObligationKind>>,
    /// Where it is written.
    source: Option<String>,
    /// What it asks of our security.
    summary: Option<String>,
    /// Who watches over it.
    owner: Option<String>,
    /// Anything else that belongs to it.
    related: Vec<String>,
    /// Where it can be read.
    url: Option<String>,
    /// When it was last asked whether it changed.
    reviewed: Option<Day>,
    /// How often that is asked.
    review_every: Option<Every>,
    /// When it is asked next, if its author names a day.
    review_date: Option<Day>,
    /// How the next look at it stands.
    review: Standing,
    /// Its page, relative to the root of the site.
    page: String,
}

/// The rows.
pub(super) fn rows(names: Names<'_>) -> Vec<Obligation> {
    let obligations = names.handbook.obligations.iter().enumerate();
    obligations.map(|(number, one)| of(names, Entry::Obligation(number), one)).collect()
}

fn of(names: Names<'_>, entry: Entry, obligation: &Found) -> Obligation {
    let parsed = &obligation.parsed;
    Obligation {
        id: parsed.id.value.clone(),
        title: parsed.title.clone(),
        kind: parsed.kind.map(Term),
        source: parsed.source.clone(),
        summary: parsed.summary.clone(),
        owner: names.party(parsed.owner.as_ref()),
        related: names.entries(&parsed.related),
        url: text(parsed.url.as_ref()),
        reviewed: Day::of(parsed.reviewed.as_ref()),
        review_every: Every::of(parsed.review_every.as_ref()),
        review_date: Day::of(parsed.review_date.as_ref()),
        review: obligation.review.into(),
        page: names.page(entry),
    }
}
