//! `404.html`: what a web server shows for an address that nothing has.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::list::AlphabetView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        let mut place = Place::new("Page not found", url, Vec::new());
        // A server shows this page at any depth, where relative addresses would lead astray.
        if let Some(base) = &handbook.settings.base_path {
            place.root.clone_from(base);
        }
        (place, AlphabetView::new(handbook))
    };
    vec![Page::new("404.html", OutPath::fixed("404.html"), "alphabet", view)]
}
