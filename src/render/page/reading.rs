//! `reading.html` and `reading/GROUP.html`: what applies to whom. Nothing while no document names an audience.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::reading::{Group, GroupsView, ReadingView, groups};

/// The title of the list of groups.
const TITLE: &str = "What applies to you";

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let groups = groups(handbook);
    if groups.is_empty() {
        return Vec::new();
    }
    let list = Page::new("groups.html", OutPath::fixed("reading.html"), "groups", |url| {
        (Place::new(TITLE, url, Vec::new()), GroupsView::new(handbook))
    });
    std::iter::once(list).chain(groups.into_iter().map(|group| page(handbook, group))).collect()
}

fn page(handbook: &Handbook, group: Group) -> Page<'_> {
    let address = group.url.clone();
    let view = move |url: &OutPath| {
        let title = format!("What applies to you: {}", group.title);
        let crumbs = vec![Crumb::new(TITLE, "reading.html")];
        (Place::new(title, url, crumbs), ReadingView::new(handbook, &group))
    };
    Page::new("reading.html", address, "reading", view)
}
