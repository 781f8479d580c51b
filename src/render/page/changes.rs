//! `changes.html`, what happened to the texts, and the same as a feed.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::changes::{ChangesView, FeedView};
use crate::view::frame::{FEED, Place};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let list =
        move |url: &OutPath| (Place::new("Changes", url, Vec::new()), ChangesView::new(handbook));
    let feed =
        move |url: &OutPath| (Place::new("Changes", url, Vec::new()), FeedView::new(handbook));
    vec![
        Page::new("changes.html", OutPath::fixed("changes.html"), "changes", list),
        Page::new("changes.xml", OutPath::fixed(FEED), "feed", feed),
    ]
}
