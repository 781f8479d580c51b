//! `documents/ID.html` and `records/ID.html`: one page for each document.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::Page;
use crate::view::document::{DocumentView, own_language};
use crate::view::frame::Place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    (0..handbook.documents.len()).map(|index| page(handbook, index)).collect()
}

fn page(handbook: &Handbook, index: usize) -> Page<'_> {
    let document = &handbook.documents[index];
    let view = move |url: &OutPath| {
        let mut place =
            Place::new(&document.title, url, Vec::new()).in_section(handbook, document.section);
        place.source = Some(document.parsed.path.to_string());
        place.language = own_language(handbook, document);
        let prose = Prose::of_document(handbook, index, Medium::Page);
        (place, DocumentView::new(handbook, index), Some(body(handbook, &prose)))
    };
    Page::with_body("document.html", document.url.clone(), "document", view)
}
