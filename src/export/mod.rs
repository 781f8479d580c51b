//! The handbook in the formats that other programs open: one file for each export, one word in [`ALL`].
//!
//! `annexa export WORD` writes the files of an export, and the site has the same bytes below `downloads/`, linked from the pages that show
//! the same. A file says what it is without being made: listing is cheap, making is not.

mod actions;
mod audits;
mod book;
mod cells;
mod changes;
mod documents;
pub mod due;
mod evidence;
mod exceptions;
mod findings;
mod glossary;
pub mod handbook;
mod lists;
mod management_reviews;
mod objectives;
mod obligations;
mod oscal;
mod registers;
mod risks;
pub mod search;
mod soa;
mod steps;
mod tables;
mod trail;
mod trainings;

use crate::base::path::OutPath;
use crate::diag::Findings;
use crate::export::book::{Part, kept, register, tables, workbook};
use crate::export::cells::{
    address_of, documented, id_of, ids_of, parties_of, party_of, typed_day, typed_party, typed_text,
};
use crate::export::steps::steps_sheet;
use crate::export::trail::{Trails, approvals, history, reviews};
use crate::model::handbook::Handbook;
use crate::parse::word::Word;
use crate::render::site::{File, Kind, Site};
use crate::sheet::{Sheet, csv};
use crate::view::download::{DownloadView, Shelf};
use crate::view::parts::capitalized;

/// All exports, in the order in which people look for them.
pub static ALL: &[&Export] = &[
    &soa::EXPORT,
    &documents::EXPORT,
    &risks::EXPORT,
    &evidence::EXPORT,
    &objectives::EXPORT,
    &exceptions::EXPORT,
    &lists::SUPPLIERS,
    &lists::ASSETS,
    &obligations::EXPORT,
    &lists::PARTIES,
    &lists::COMPETENCES,
    &findings::EXPORT,
    &audits::EXPORT,
    &management_reviews::EXPORT,
    &trainings::EXPORT,
    &actions::EXPORT,
    &registers::EXPORT,
    &tables::EXPORT,
    &glossary::EXPORT,
    &due::EXPORT,
    &changes::EXPORT,
    &handbook::EXPORT,
    &oscal::EXPORT,
];

/// Something that is exported.
pub struct Export {
    /// The argument of `annexa export`.
    pub word: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Its files.
    pub downloads: for<'h> fn(&'h Handbook) -> Vec<Download<'h>>,
}

/// A file of an export.
pub struct Download<'h> {
    /// Where it lies in the site.
    pub path: OutPath,
    /// What it holds, such as `Risk register: acceptances`.
    pub title: String,
    /// Which part of the export it is, such as `acceptances`; `None` for the whole.
    pub part: Option<String>,
    /// Its format.
    pub format: Format,
    /// The pages that show the same, where it is linked.
    pub pages: Vec<OutPath>,
    /// How it comes about.
    pub made: Made<'h>,
}

/// How a file comes about.
pub enum Made<'h> {
    /// A template makes it: it is one of the pages of the site.
    Page,
    /// The export makes it.
    Here(Box<dyn Fn() -> Vec<u8> + Send + Sync + 'h>),
    /// It is a table, written as CSV.
    Table(Box<dyn Fn() -> Sheet + Send + Sync + 'h>),
}

impl<'h> Made<'h> {
    /// By a function.
    pub fn by(make: impl Fn() -> Vec<u8> + Send + Sync + 'h) -> Self {
        Self::Here(Box::new(make))
    }
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook for spreadsheets (Office Open XML).
    Xlsx,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// A page to be printed or mailed.
    Html,
    /// A calendar (iCalendar, RFC 5545).
    Ics,
    /// A feed (RFC 4287).
    Atom,
    /// JSON (RFC 8259).
    Json,
}

impl Word for Format {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("xlsx", Self::Xlsx),
        ("csv", Self::Csv),
        ("html", Self::Html),
        ("ics", Self::Ics),
        ("atom", Self::Atom),
        ("json", Self::Json),
    ];
}

impl Format {
    /// How people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel",
            Self::Csv => "CSV",
            Self::Html => "Print",
            Self::Ics => "Calendar",
            Self::Atom => "Feed",
            Self::Json => "JSON",
        }
    }

    /// How names of such files end, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Atom => "xml",
            other => other.word(),
        }
    }
}

/// Lists the files of every export.
pub fn list<'s>(handbook: &'s Handbook, site: &mut Site<'s>, found: &mut Findings) {
    for Download { path, made, .. } in downloads(handbook) {
        let file = match made {
            // It is listed as a page.
            Made::Page => continue,
            Made::Here(make) => File::made(Kind::Export, move || Ok(make())),
            Made::Table(sheet) => File::made(Kind::Export, move || Ok(table(&sheet()))),
        };
        site.insert(path, file, found);
    }
}

/// Every file of every export.
pub fn downloads(handbook: &Handbook) -> impl Iterator<Item = Download<'_>> {
    ALL.iter().flat_map(move |export| (export.downloads)(handbook))
}

/// One file; `None` when no export makes it.
pub fn file(handbook: &Handbook, path: &OutPath) -> Option<Vec<u8>> {
    if !path.as_str().starts_with("downloads/") {
        return None;
    }
    downloads(handbook).find(|download| download.path == *path).and_then(|download| make(&download))
}

/// Makes a file; `None` for a page, which a template makes.
pub fn make(download: &Download<'_>) -> Option<Vec<u8>> {
    match &download.made {
        Made::Page => None,
        Made::Here(make) => Some(make()),
        Made::Table(sheet) => Some(table(&sheet())),
    }
}

fn table(sheet: &Sheet) -> Vec<u8> {
    csv::render(sheet).into_bytes()
}

/// What pages offer.
pub fn shelf(handbook: &Handbook) -> Shelf {
    let mut shelf = Shelf::default();
    for export in ALL {
        let files = (export.downloads)(handbook).into_iter().map(|one| (offered(&one), one.pages));
        shelf.add((export.title, export.about, export.word), files);
    }
    shelf
}

fn offered(download: &Download<'_>) -> DownloadView {
    let format = download.format.label();
    DownloadView {
        title: download.title.clone(),
        label: match &download.part {
            Some(part) => format!("{} {format}", capitalized(part)),
            None => format.to_owned(),
        },
        format,
        is_part: download.part.is_some(),
        is_page: matches!(download.made, Made::Page),
        url: download.path.to_string(),
    }
}
