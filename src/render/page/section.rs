//! `sections/NAME.html`: one page for each folder of documents; that of a long one goes on at `sections/NAME_2.html`.

use std::sync::Arc;

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::pager::{Cut, cut, title};
use crate::view::section::SectionView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    (0..handbook.sections.len()).flat_map(|index| of_section(handbook, index)).collect()
}

fn of_section(handbook: &Handbook, index: usize) -> Vec<Page<'_>> {
    let section = &handbook.sections[index];
    let cuts: Arc<[Cut]> = cut(&section.url, section.documents.len()).into();
    cuts.iter().map(|here| page(handbook, index, &cuts, here.clone())).collect()
}

fn page<'h>(handbook: &'h Handbook, index: usize, cuts: &Arc<[Cut]>, here: Cut) -> Page<'h> {
    let section = &handbook.sections[index];
    let cuts = Arc::clone(cuts);
    let address = here.url.clone();
    let view = move |url: &OutPath| {
        let place = Place::new(title(&section.title, &here), url, Vec::new());
        let mut place = place.in_section(handbook, index);
        place.source = section.parsed.as_ref().map(|parsed| parsed.path.to_string());
        // It stands on the first page.
        let introduction = Prose::of_section(handbook, index, Medium::Page);
        let introduction = introduction.filter(|_| here.number == 1);
        let introduction = introduction.map(|prose| body(handbook, &prose));
        (place, SectionView::new(handbook, index, &cuts, &here), introduction)
    };
    Page::with_body("section.html", address, "section", view)
}
