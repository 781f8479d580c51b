//! `findings.html`: what was found, and how far it is mended (ISO/IEC 27001:2022, 10.2).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::record::findings::FindingsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("Findings", url, Vec::new()), FindingsView::new(handbook));
    vec![Page::new("findings.html", OutPath::fixed("findings.html"), "register", view)]
}
