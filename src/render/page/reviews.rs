//! `reviews.html`: which reviews are late, near and further ahead.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::reviews::ReviewsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| (Place::new("Reviews", url, Vec::new()), ReviewsView::new(handbook));
    vec![Page::new("reviews.html", OutPath::fixed("reviews.html"), "reviews", view)]
}
