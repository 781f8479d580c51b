//! `clauses.html` and `clauses/NUMBER.html`: the index of clauses and one page for each.

use crate::base::path::OutPath;
use crate::frameworks::ItemKind;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::framework::{ClauseView, ClausesView};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let index = Page::new("clauses.html", OutPath::fixed("clauses.html"), "clauses", |url| {
        (Place::new("Clauses", url, Vec::new()), ClausesView::new(handbook))
    });
    let clauses = handbook.frameworks.items(0).filter(|(_, item)| item.kind != ItemKind::Control);
    std::iter::once(index).chain(clauses.map(|(entry, _)| page(handbook, entry))).collect()
}

fn page(handbook: &Handbook, entry: Entry) -> Page<'_> {
    let label = handbook.label(entry);
    let view = move |url: &OutPath| {
        let crumbs = vec![Crumb::new("Clauses", "clauses.html")];
        (
            Place::new(format!("{} {}", label.id, label.title), url, crumbs),
            ClauseView::new(handbook, entry),
        )
    };
    Page::new("clause.html", label.place.page.clone(), "clause", view)
}
