//! The registers that are shown rather than computed with: suppliers, assets, interested parties, competences.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Every, Standing, text, texts};
use crate::model::entry::Entry;
use crate::model::register::{Kind, Row, columns};
use crate::parse::register::list::Cell;

/// A supplier.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Supplier {
    /// Its id.
    id: String,
    /// Its name.
    title: String,
    /// Who answers for it.
    owner: Option<String>,
    /// What it does for the organization.
    service: Option<String>,
    /// How much rests on it.
    tier: Option<String>,
    /// What information it sees.
    information: Option<String>,
    /// The key of the classification of that information.
    classification: Option<String>,
    /// Where the information is.
    location: Option<String>,
    /// What was agreed, and where it is kept.
    agreement: Option<String>,
    /// What shows that it is careful.
    assurance: Option<String>,
    /// The obligations that ask for it or that it touches.
    obligations: Vec<String>,
    /// The risks that it brings.
    risks: Vec<String>,
    /// Anything else that belongs to it.
    related: Vec<String>,
    /// Where more is kept.
    url: Option<String>,
    /// What else is to be said.
    note: Option<String>,
    /// When it was reviewed last.
    reviewed: Option<Day>,
    /// How often it is reviewed.
    review_every: Option<Every>,
    /// When it is reviewed next, if its author names a day.
    review_date: Option<Day>,
    /// The last day on which it holds.
    until: Option<Day>,
    /// When it came to its end.
    ended: Option<Day>,
    /// How its review stands.
    review: Standing,
    /// How the end of its time stands.
    expiry: Standing,
    /// True while it has not come to its end.
    is_live: bool,
    /// Its page, relative to the root of the site.
    page: String,
}

/// An asset.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Asset {
    /// Its id.
    id: String,
    /// Its name.
    title: String,
    /// Who answers for it.
    owner: Option<String>,
    /// What kind of thing it is.
    kind: Option<String>,
    /// The key of its classification.
    classification: Option<String>,
    /// Where it is.
    location: Option<String>,
    /// How many there are, or its number.
    number: Option<String>,
    /// Within what time it must be back.
    recovery: Option<String>,
    /// The suppliers that provide it.
    supplier: Vec<String>,
    /// The risks that threaten it.
    risks: Vec<String>,
    /// Anything else that belongs to it.
    related: Vec<String>,
    /// Where more is kept.
    url: Option<String>,
    /// What else is to be said.
    note: Option<String>,
    /// When it was reviewed last.
    reviewed: Option<Day>,
    /// How often it is reviewed.
    review_every: Option<Every>,
    /// When it is reviewed next, if its author names a day.
    review_date: Option<Day>,
    /// The last day on which it holds.
    until: Option<Day>,
    /// When it came to its end.
    ended: Option<Day>,
    /// How its review stands.
    review: Standing,
    /// How the end of its time stands.
    expiry: Standing,
    /// True while it has not come to its end.
    is_live: bool,
    /// Its page, relative to the root of the site.
    page: String,
}

/// An interested party.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct InterestedParty {
    /// Its id.
    id: String,
    /// Its name.
    title: String,
    /// Who answers for it.
    owner: Option<String>,
    /// What kind of party it is.
    kind: Option<String>,
    /// What it needs and expects.
    needs: Vec<String>,
    /// How the ISMS answers.
    addressed: Option<String>,
    /// The obligations that come from it.
    obligations: Vec<String>,
    /// Anything else that belongs to it.
    related: Vec<String>,
    /// Where more is kept.
    url: Option<String>,
    /// What else is to be said.
    note: Option<String>,
    /// When it was reviewed last.
    reviewed: Option<Day>,
    /// How often it is reviewed.
    review_every: Option<Every>,
    /// When it is reviewed next, if its author names a day.
    review_date: Option<Day>,
    /// The last day on which it holds.
    until: Option<Day>,
    /// When it came to its end.
    ended: Option<Day>,
    /// How its review stands.
    review: Standing,
    /// How the end of its time stands.
    expiry: Standing,
    /// True while it has not come to its end.
    is_live: bool,
    /// Its page, relative to the root of the site.
    page: String,
}

/// A competence that a role needs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Competence {
    /// Its id.
    id: String,
    /// Its name.
    title: String,
    /// Who answers for it.
    owner: Option<String>,
    /// The role.
    role: Option<String>,
    /// What is needed.
    need: Option<String>,
    /// What proves it, in words.
    proof: Option<String>,
    /// What proves it: evidence, documents and records.
    evidence: Vec<String>,
    /// When it was proven.
    proven: Option<Day>,
    /// Anything else that belongs to it.
    related: Vec<String>,
    /// Where more is kept.
    url: Option<String>,
    /// What else is to be said.
    note: Option<String>,
    /// When it was reviewed last.
    reviewed: Option<Day>,
    /// How often it is reviewed.
    review_every: Option<Every>,
    /// When it is reviewed next, if its author names a day.
    review_date: Option<Day>,
    /// The last day on which it holds.
    until: Option<Day>,
    /// When it came to its end.
    ended: Option<Day>,
    /// How its review stands.
    review: Standing,
    /// How the end of its time stands.
    expiry: Standing,
    /// True while it has not come to its end.
    is_live: bool,
    /// Its page, relative to the root of the site.
    page: String,
}

/// The cells of a row, as typed: an id that leads nowhere must not get lost.
struct Cells<'h> {
    names: Names<'h>,
    kind: Kind,
    row: &'h Row,
}

impl Cells<'_> {
    fn cell(&self, key: &str) -> Option<&Cell> {
        let at = columns(self.kind).iter().position(|column| column.key == key)?;
        self.row.parsed.cells.get(at)
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.cell(key)? {
            Cell::Text(text) => Some(text.value.clone()),
            Cell::Empty | Cell::Texts(_) | Cell::Day(_) => None,
        }
    }

    fn party(&self, key: &str) -> Option<String> {
        Some(self.names.key(&self.text(key)?))
    }

    fn texts(&self, key: &str) -> Vec<String> {
        match self.cell(key) {
            Some(Cell::Texts(typed)) => texts(typed),
            _ => Vec::new(),
        }
    }

    fn ids(&self, key: &str) -> Vec<String> {
        match self.cell(key) {
            Some(Cell::Texts(typed)) => self.names.entries(typed),
            _ => Vec::new(),
        }
    }

    fn day(&self, key: &str) -> Option<Day> {
        match self.cell(key)? {
            Cell::Day(day) => Some(Day(day.value)),
            _ => None,
        }
    }
}

/// Builds the rows of a register: the keys that all have, then its own columns.
macro_rules! rows {
    ($rows:ident, $row:ident, $kind:expr, { $($key:ident: $cell:ident),+ $(,)? }) => {
        /// The rows.
        pub(super) fn $rows(names: Names<'_>) -> Vec<$row> {
            let rows = names.handbook.rows($kind).iter().enumerate();
            let row = |(number, row)| {
                let cells = Cells { names, kind: $kind, row };
                let (parsed, entry) = (&row.parsed, Entry::Row($kind, number));
                $row {
                    id: parsed.id.value.clone(),
                    title: parsed.title.clone(),
                    owner: names.party(parsed.owner.as_ref()),
                    $($key: cells.$cell(stringify!($key)),)+
                    related: names.entries(&parsed.related),
                    url: text(parsed.url.as_ref()),
                    note: parsed.note.clone(),
                    reviewed: Day::of(parsed.reviewed.as_ref()),
                    review_every: Every::of(parsed.review_every.as_ref()),
                    review_date: Day::of(parsed.review_date.as_ref()),
                    until: Day::of(parsed.until.as_ref()),
                    ended: Day::of(parsed.ended.as_ref()),
                    review: row.review.into(),
                    expiry: row.expiry.into(),
                    is_live: row.is_live(names.handbook.today),
                    page: names.page(entry),
                }
            };
            rows.map(row).collect()
        }
    };
}

rows!(suppliers, Supplier, Kind::Suppliers, {
    service: text,
    tier: text,
    information: text,
    classification: text,
    location: text,
    agreement: text,
    assurance: text,
    obligations: ids,
    risks: ids,
});

rows!(assets, Asset, Kind::Assets, {
    kind: text,
    classification: text,
    location: text,
    number: text,
    recovery: text,
    supplier: ids,
    risks: ids,
});

rows!(parties, InterestedParty, Kind::Parties, {
    kind: text,
    needs: texts,
    addressed: text,
    obligations: ids,
});

rows!(competences, Competence, Kind::Competences, {
    role: party,
    need: text,
    proof: text,
    evidence: ids,
    proven: day,
});
