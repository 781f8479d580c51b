//! `risks.html` and `risks/ID.html`: the risk register and one page for each risk.

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::head::{INDEX, place};
use crate::view::risk::RiskView;
use crate::view::risks::RisksView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let register = Page::new("risks.html", OutPath::fixed("risks.html"), "register", |url| {
        (place(handbook, Kind::Risks, url), RisksView::new(handbook))
    });
    let risks = (0..handbook.risks.len()).map(|index| page(handbook, index));
    std::iter::once(register).chain(risks).collect()
}

fn page(handbook: &Handbook, index: usize) -> Page<'_> {
    let label = handbook.label(Entry::Risk(index));
    let view = move |url: &OutPath| {
        let crumbs =
            vec![Crumb::new("Registers", INDEX), Crumb::new("Risk register", "risks.html")];
        (
            Place::new(format!("{} {}", label.id, label.title), url, crumbs),
            RiskView::new(handbook, index),
        )
    };
    Page::new("risk.html", handbook.risks[index].url.clone(), "risk", view)
}
