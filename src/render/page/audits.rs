//! `audits.html`: the audit programme (ISO/IEC 27001:2022, 9.2.2).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::record::audits::AuditsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("Internal audits", url, Vec::new()), AuditsView::new(handbook));
    vec![Page::new("audits.html", OutPath::fixed("audits.html"), "register", view)]
}
