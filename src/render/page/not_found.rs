//! `404.html`: what a web server shows for an address that nothing has.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    vec![page(handbook, handbook.settings.base_path.clone())]
}

/// The page of a site that begins at the path `root` of its server, where that is known. A server shows it at any depth, where relative addresses
/// would lead astray.
pub fn page(handbook: &Handbook, root: Option<String>) -> Page<'_> {
    let view = move |url: &OutPath| {
        let mut place = Place::new("Page not found", url, Vec::new());
        if let Some(root) = &root {
            place.root.clone_from(root);
        }
        (place, super::search::first(handbook))
    };
    Page::new("404.html", OutPath::fixed("404.html"), "alphabet", view)
}
