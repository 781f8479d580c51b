//! `documents/ID/VERSION.html`: the texts that were in force before, one page for each.

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::Page;
use crate::view::document::own_language;
use crate::view::edition::{EditionView, links};
use crate::view::frame::Place;
use crate::view::versions::{Versions, Which};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let all = (0..handbook.documents.len()).flat_map(|index| {
        let versions = Versions::new(handbook, index);
        let editions = handbook.documents[index].past.editions.len();
        (0..editions)
            .map(move |number| page(handbook, index, number, versions.url(Which::Former(number))))
    });
    all.collect()
}

fn page(handbook: &Handbook, index: usize, number: usize, url: OutPath) -> Page<'_> {
    let document = &handbook.documents[index];
    let view = move |url: &OutPath| {
        let view = EditionView::new(handbook, index, number);
        let edition = document.past.editions.get(number);
        let title = view
            .as_ref()
            .map_or_else(String::new, |view| format!("{} v{}", view.title, view.version));
        let mut place = Place::new(title, url, Vec::new()).of_document(handbook, document);
        place.language = own_language(handbook, document);
        place.source = edition.map(|edition| edition.document.path.to_string());
        let text = edition.map(|edition| {
            let (title, links) = (edition.document.title(), links(handbook, index, edition, url));
            let prose = Prose {
                text: &edition.document.text,
                body: &edition.document.body,
                links: &links,
                entry: Some(Entry::Document(index)),
                title: &title,
                page: url,
                medium: Medium::Page,
            };
            body(handbook, &prose)
        });
        (place, view, text)
    };
    Page::with_body("edition.html", url, "edition", view)
}
