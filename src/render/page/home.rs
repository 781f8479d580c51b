//! `index.html`: where everybody begins.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::home::HomeView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        (Place::new(&handbook.settings.title, url, Vec::new()), HomeView::new(handbook))
    };
    vec![Page::new("home.html", OutPath::fixed("index.html"), "home", view)]
}
