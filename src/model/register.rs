//! What registers say of themselves, and the rows of those that are shown rather than computed with.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::span::{Span, Spanned};
use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
pub use crate::parse::register::Kind;
use crate::parse::register::list::Row as Parsed;
pub use crate::parse::register::list::{Column, columns};

/// A register as a whole.
#[derive(Debug)]
pub struct Register {
    /// Which one it is.
    pub kind: Kind,
    /// Its file; where it would be when there is none.
    pub path: RelPath,
    /// True when there is a file.
    pub is_there: bool,
    /// What it is called.
    pub title: String,
    /// What it holds, in a sentence or two.
    pub about: Option<String>,
    /// Who keeps it.
    pub owner: Option<Spanned<PartyId>>,
    /// When it is reviewed next.
    pub review: Option<Spanned<Date>>,
    /// Catalogue entries that it fulfils.
    pub fulfils: Vec<usize>,
    /// Where owner and review stand: the file, or `handbook.toml`.
    pub head_path: RelPath,
}

impl Register {
    /// How findings call it.
    pub fn name(&self) -> String {
        match self.kind {
            Kind::Risks => "the risk register".to_owned(),
            Kind::Parties => "the register of interested parties".to_owned(),
            Kind::Evidence => "the register of evidence".to_owned(),
            kind => format!("the register of {}", kind.name()),
        }
    }

    /// The place of something in its rows.
    pub fn span_of<T>(&self, value: &Spanned<T>) -> Span {
        value.span(&self.path)
    }
}

/// A register whose rows are shown rather than computed with.
#[derive(Debug)]
pub struct List {
    /// Which one it is.
    pub kind: Kind,
    /// Its rows in the order of their ids.
    pub rows: Vec<Row>,
}

/// A row of such a register.
#[derive(Debug)]
pub struct Row {
    /// What the register says.
    pub parsed: Parsed,
    /// Who answers for it.
    pub owner: Option<PartyId>,
    /// Its cells, one for each column of its register.
    pub cells: Vec<Cell>,
    /// Anything else that belongs to it.
    pub related: Vec<Entry>,
    /// Where more is kept.
    pub link: Option<Link>,
    /// How its review stands.
    pub review: ReviewState,
    /// How the end of its time stands.
    pub expiry: ReviewState,
}

impl Row {
    /// The cell of a column of its register.
    pub fn cell(&self, kind: Kind, key: &str) -> Option<&Cell> {
        let at = columns(kind).iter().position(|column| column.key == key)?;
        self.cells.get(at)
    }

    /// True while it has not come to its end.
    pub fn is_live(&self, today: Date) -> bool {
        self.parsed.ended.as_ref().is_none_or(|ended| ended.value > today)
    }
}

/// What a cell holds.
#[derive(Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// Texts.
    Texts(Vec<String>),
    /// The key of a classification.
    Classification(String),
    /// Somebody.
    Party(PartyId),
    /// A day.
    Day(Date),
    /// Entries.
    Entries(Vec<Entry>),
}
