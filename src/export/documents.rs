//! The document register: every document and record and the Statement of Applicability, as the page shows them.

use crate::base::path::OutPath;
use crate::export::{Download, Export, Part, tables};
use crate::model::handbook::Handbook;
use crate::sheet::{Cell, Sheet};
use crate::view::register::{RegisterRow, RegisterView};

/// Documents and records.
pub(super) static EXPORT: Export = Export {
    word: "documents",
    title: "Document register",
    about: "Every document and record with its version, approval and next review.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: documents }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    let title = EXPORT.title.to_owned();
    let pages = [OutPath::fixed("documents.html")];
    tables(handbook, (EXPORT.word, title), &pages, |_| Vec::new(), &PARTS)
}

fn documents(handbook: &Handbook) -> Sheet {
    let rows = RegisterView::new(handbook).rows;
    Sheet::of("Documents", rows)
        .column("id", "Id", 12, |entry: &RegisterRow| Cell::text(&entry.row.link.id))
        .column("title", "Title", 40, |entry| Cell::text(&entry.row.link.title))
        .end()
}
