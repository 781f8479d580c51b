//! `sections/NAME.html`: one page for each folder of documents.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::section::SectionView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    (0..handbook.sections.len()).map(|index| page(handbook, index)).collect()
}

fn page(handbook: &Handbook, index: usize) -> Page<'_> {
    let section = &handbook.sections[index];
    let view = move |url: &OutPath| {
        let mut place = Place::new(&section.title, url, Vec::new()).in_section(handbook, index);
        place.source = section.parsed.as_ref().map(|parsed| parsed.path.to_string());
        let introduction = Prose::of_section(handbook, index, Medium::Page);
        let introduction = introduction.map(|prose| body(handbook, &prose));
        (place, SectionView::new(handbook, index), introduction)
    };
    Page::with_body("section.html", section.url.clone(), "section", view)
}
