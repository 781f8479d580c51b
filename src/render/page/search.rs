//! `search.html`: results as a page with an address of its own; without scripts, all documents from A to Z.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::list::AlphabetView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| (Place::new("Search", url, Vec::new()), AlphabetView::new(handbook));
    vec![Page::new("search.html", OutPath::fixed("search.html"), "alphabet", view)]
}
