//! `about.html`: how each figure is computed, and from what.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::about::AboutView;
use crate::view::frame::Place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        (Place::new("About this handbook", url, Vec::new()), AboutView::new(handbook))
    };
    vec![Page::new("about.html", OutPath::fixed("about.html"), "about", view)]
}
