//! The index of registers and records: what is kept where, by whom, and how much of it there is.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::view::frame::Crumb;
use crate::view::head::{HeadView, about};
use crate::view::navigation::RECORDS;
use crate::view::parts::{Link, Person, Review, link_to};

/// A register, or a table of text.
#[derive(Debug, Serialize)]
pub struct RegisterLine {
    /// Its page.
    pub page: Crumb,
    /// What it is for.
    pub about: String,
    /// How many rows it has.
    pub count: usize,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// Its next review.
    pub review: Option<Review>,
    /// Its file.
    pub file: String,
}

/// A list of records.
#[derive(Debug, Serialize)]
pub struct RecordLine {
    /// Its title.
    pub title: &'static str,
    /// Its page, relative to the root of the site.
    pub url: &'static str,
    /// What it lists.
    pub about: &'static str,
    /// How many records it has.
    pub count: usize,
    /// The clause that asks for it.
    pub clause: Option<Link>,
}

/// The index.
#[derive(Debug, Serialize)]
pub struct RegistersView {
    /// The registers that Annexa knows, empty ones too.
    pub registers: Vec<RegisterLine>,
    /// Tables of text that are kept besides.
    pub tables: Vec<RegisterLine>,
    /// The lists of records, empty ones too.
    pub records: Vec<RecordLine>,
}

impl RegistersView {
    /// The index of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let line = |page: &str, head: HeadView, about: String| RegisterLine {
            page: Crumb::new(head.title, page),
            about,
            count: head.count,
            owner: head.owner,
            review: head.review,
            file: head.file,
        };
        let registers = Kind::ALL.into_iter().map(|kind| {
            let page = handbook.label(Entry::Register(kind)).place.page.as_str();
            line(page, HeadView::new(handbook, kind), about(kind).to_owned())
        });
        let tables = handbook.tables.iter().map(|table| {
            let head = HeadView::of_table(handbook, table);
            let about = head.about.clone();
            line(table.url.as_str(), head, about)
        });
        let records = RECORDS.iter().map(|list| RecordLine {
            title: list.title,
            url: list.url,
            about: list.about,
            count: (list.count)(handbook),
            clause: handbook.entries.find(list.clause).map(|entry| link_to(handbook, entry)),
        });
        Self {
            registers: registers.collect(),
            tables: tables.collect(),
            records: records.collect(),
        }
    }
}
