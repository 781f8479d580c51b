//! Evidence.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Every, Standing, text, texts};
use crate::model::entry::Entry;
use crate::model::evidence::Evidence as Found;

/// A piece of evidence.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Evidence {
    /// Its id.
    id: String,
    /// What it is.
    title: String,
    /// Who keeps it.
    owner: Option<String>,
    /// The period that it covers.
    covers: Option<Period>,
    /// When it was collected.
    collected: Option<Day>,
    /// How long it counts as fresh.
    valid_for: Option<Every>,
    /// A file of the project.
    file: Option<String>,
    /// Where it is kept.
    url: Option<String>,
    /// The digest of the file, as typed.
    sha256: Option<String>,
    /// The controls and clauses that it proves.
    proves: Vec<String>,
    /// What it shows.
    result: Option<String>,
    /// The entries of `documented_information` that it fulfils.
    fulfils: Vec<String>,
    /// How its age stands: `never` means that it is still to be collected, `overdue` that it is stale.
    freshness: Standing,
    /// Its page, relative to the root of the site.
    page: String,
}

/// A period.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Period {
    /// Its first day.
    from: Option<Day>,
    /// Its last day.
    to: Option<Day>,
}

/// The rows.
pub(super) fn rows(names: Names<'_>) -> Vec<Evidence> {
    let pieces = names.handbook.evidence.iter().enumerate();
    pieces.map(|(number, piece)| of(names, Entry::Evidence(number), piece)).collect()
}

fn of(names: Names<'_>, entry: Entry, piece: &Found) -> Evidence {
    let parsed = &piece.parsed;
    let covers = parsed.covers.as_ref();
    Evidence {
        id: parsed.id.value.clone(),
        title: parsed.title.clone(),
        owner: names.party(parsed.owner.as_ref()),
        covers: covers.map(|(from, to)| Period { from: from.map(Day), to: to.map(Day) }),
        collected: Day::of(parsed.collected.as_ref()),
        valid_for: Every::of(parsed.valid_for.as_ref()),
        file: text(parsed.file.as_ref()),
        url: text(parsed.url.as_ref()),
        sha256: text(parsed.sha256.as_ref()),
        proves: names.entries(&parsed.proves),
        result: parsed.result.clone(),
        fulfils: texts(&parsed.fulfils),
        freshness: piece.freshness.into(),
        page: names.page(entry),
    }
}
