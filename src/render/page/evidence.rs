//! `evidence.html` and `evidence/ID.html`: the evidence register and one page for each piece.

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::evidence::{EvidenceListView, EvidenceView};
use crate::view::frame::{Crumb, Place};
use crate::view::head::{INDEX, place};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let register = Page::new("evidence.html", OutPath::fixed("evidence.html"), "register", |url| {
        (place(handbook, Kind::Evidence, url), EvidenceListView::new(handbook))
    });
    let pieces = (0..handbook.evidence.len()).map(|index| page(handbook, index));
    std::iter::once(register).chain(pieces).collect()
}

fn page(handbook: &Handbook, index: usize) -> Page<'_> {
    let label = handbook.label(Entry::Evidence(index));
    let view = move |url: &OutPath| {
        let crumbs = vec![Crumb::new("Registers", INDEX), Crumb::new("Evidence", "evidence.html")];
        (
            Place::new(format!("{} {}", label.id, label.title), url, crumbs),
            EvidenceView::new(handbook, index),
        )
    };
    Page::new("evidence_piece.html", handbook.evidence[index].url.clone(), "evidence", view)
}
