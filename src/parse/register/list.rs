//! Registers whose rows are shown rather than computed with: suppliers, assets, interested parties, competences.
//!
//! Each has columns of its own, declared here; owner, review and a few more keys are the same everywhere.

use crate::base::date::{Date, Interval};
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;
use crate::parse::register::Kind;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// The key of a classification of `handbook.toml`.
    Classification,
    /// The key of a role or person.
    Party,
    /// A day.
    Day,
    /// Ids of suppliers.
    Suppliers,
    /// Ids of risks.
    Risks,
    /// Ids of obligations.
    Obligations,
    /// Ids of evidence, or of documents and records.
    Proof,
}

/// A column that a register has of its own.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its key.
    pub key: &'static str,
    /// Its heading.
    pub label: &'static str,
    /// What its cells hold.
    pub holds: Holds,
}

const fn column(key: &'static str, label: &'static str, holds: Holds) -> Column {
    Column { key, label, holds }
}

/// The registers of this file.
pub const KINDS: [Kind; 4] = [Kind::Suppliers, Kind::Assets, Kind::Parties, Kind::Competences];

static SUPPLIERS: [Column; 9] = [
    column("service", "Service", Holds::Text),
    column("tier", "Tier", Holds::Text),
    column("information", "Information", Holds::Text),
    column("classification", "Classification", Holds::Classification),
    column("location", "Location", Holds::Text),
    column("agreement", "Agreement", Holds::Text),
    column("assurance", "Assurance", Holds::Text),
    column("obligations", "Obligations", Holds::Obligations),
    column("risks", "Risks", Holds::Risks),
];

static ASSETS: [Column; 7] = [
    column("kind", "Kind", Holds::Text),
    column("classification", "Classification", Holds::Classification),
    column("location", "Location", Holds::Text),
    column("number", "Number", Holds::Text),
    column("recovery", "Back within", Holds::Text),
    column("supplier", "Supplier", Holds::Suppliers),
    column("risks", "Risks", Holds::Risks),
];

static PARTIES: [Column; 4] = [
    column("kind", "Kind", Holds::Text),
    column("needs", "Needs and expectations", Holds::Texts),
    column("addressed", "How the ISMS answers", Holds::Text),
    column("obligations", "Obligations", Holds::Obligations),
];

static COMPETENCES: [Column; 5] = [
    column("role", "Role", Holds::Party),
    column("need", "What is needed", Holds::Text),
    column("proof", "Proof", Holds::Text),
    column("evidence", "Evidence", Holds::Proof),
    column("proven", "Proven", Holds::Day),
];

/// The columns of a register; none for those of other files.
pub fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Suppliers => &SUPPLIERS,
        Kind::Assets => &ASSETS,
        Kind::Parties => &PARTIES,
        Kind::Competences => &COMPETENCES,
        Kind::Risks | Kind::Evidence | Kind::Objectives | Kind::Exceptions | Kind::Obligations => {
            &[]
        }
    }
}

/// The cell of a column.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, or a key.
    Text(Spanned<String>),
    /// Texts, or ids.
    Texts(Vec<Spanned<String>>),
    /// A day.
    Day(Spanned<Date>),
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Spanned<String>>,
    /// Its cells, one for each column of its register.
    pub cells: Vec<Cell>,
    /// Anything else that belongs to it.
    pub related: Vec<Spanned<String>>,
    /// Where more is kept.
    pub url: Option<Spanned<String>>,
    /// What else is to be said.
    pub note: Option<String>,
    /// When it was reviewed last.
    pub reviewed: Option<Spanned<Date>>,
    /// How often it is reviewed.
    pub review_every: Option<Spanned<Interval>>,
    /// When it is reviewed next.
    pub review_date: Option<Spanned<Date>>,
    /// The last day on which it holds.
    pub until: Option<Spanned<Date>>,
    /// When it came to its end.
    pub ended: Option<Spanned<Date>>,
    /// Keys that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
}

/// Reads a row of a register.
pub(in crate::parse) fn read(kind: Kind, id: Spanned<String>, row: &Fields<'_, '_>) -> Option<Row> {
    let name = id.value.clone();
    let id = id::checked(id, row);
    let title = row.required_text("title");
    let cells: Vec<Cell> = columns(kind).iter().map(|column| read_cell(*column, row)).collect();
    let mut entry = Row {
        id: Spanned::new(name.clone(), 0..0),
        title: title.map_or(name, |text| text.value),
        owner: row.text("owner"),
        cells,
        related: row.texts("related"),
        url: row.text("url"),
        note: row.text("note").map(|text| text.value),
        reviewed: row.date("reviewed"),
        review_every: row.interval("review_every"),
        review_date: row.date("review_date"),
        until: row.date("until"),
        ended: row.date("ended"),
        unread: Vec::new(),
    };
    let empty = columns(kind).iter().zip(&entry.cells);
    let empty = empty.filter(|(_, cell)| matches!(cell, Cell::Empty)).map(|(column, _)| column.key);
    let empty = empty.chain(entry.owner.is_none().then_some("owner"));
    entry.unread = empty.filter(|key| row.is_typed(key)).collect();
    entry.id = id?;
    Some(entry)
}

fn read_cell(column: Column, row: &Fields<'_, '_>) -> Cell {
    let texts = |texts: Vec<Spanned<String>>| {
        if texts.is_empty() { Cell::Empty } else { Cell::Texts(texts) }
    };
    match column.holds {
        Holds::Text | Holds::Classification | Holds::Party => {
            row.text(column.key).map_or(Cell::Empty, Cell::Text)
        }
        Holds::Day => row.date(column.key).map_or(Cell::Empty, Cell::Day),
        Holds::Texts | Holds::Suppliers | Holds::Risks | Holds::Obligations | Holds::Proof => {
            texts(row.texts(column.key))
        }
    }
}
