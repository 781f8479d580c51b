//! The Statement of Applicability: a row for each control, what is counted over the rows, and what the statement says of itself.

mod controls;
mod statement;
mod totals;

use crate::base::path::OutPath;
use crate::export::{
    Download, Export, Format, Made, Part, Trails, approvals, history, reviews, tables,
};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::page::soa_print;

/// The statement.
pub(super) static EXPORT: Export = Export {
    word: "soa",
    title: "Statement of Applicability",
    about: "Every control with its decision, the reasons, how far it is in place, and the evidence.",
    downloads,
};

static PARTS: [Part; 6] = [
    Part { name: "", sheet: controls::sheet },
    Part { name: "totals", sheet: totals::sheet },
    Part { name: "statement", sheet: statement::sheet },
    Part { name: "history", sheet: |handbook| history(handbook, trail(handbook)) },
    Part { name: "approvals", sheet: |handbook| approvals(handbook, trail(handbook)) },
    Part { name: "reviews", sheet: |handbook| reviews(handbook, trail(handbook)) },
];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    let Some(statement) = &handbook.soa.parsed else { return Vec::new() };
    let pages = [OutPath::fixed("soa.html")];
    let title = statement.title.clone();
    let mut downloads =
        tables(handbook, (EXPORT.word, title.clone()), &pages, statement::facts, &PARTS);
    downloads.push(Download {
        path: OutPath::fixed(soa_print::URL),
        title,
        part: None,
        format: Format::Html,
        pages: pages.to_vec(),
        made: Made::Page,
    });
    downloads
}

fn trail(handbook: &Handbook) -> Trails<'_> {
    handbook.soa.parsed.iter().map(|statement| (Entry::Soa, &statement.trail)).collect()
}
