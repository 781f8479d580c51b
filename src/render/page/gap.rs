//! `gaps.html`: what is missing or open, in lists.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::gap::GapsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| (Place::new("Gaps", url, Vec::new()), GapsView::new(handbook));
    vec![Page::new("gaps.html", OutPath::fixed("gaps.html"), "gaps", view)]
}
