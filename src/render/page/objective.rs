//! `objectives.html`: what is to be reached, and how far it is (ISO/IEC 27001:2022, 6.2).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::head::place;
use crate::view::objective::ObjectivesView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (place(handbook, Kind::Objectives, url), ObjectivesView::new(handbook));
    vec![Page::new("objectives.html", OutPath::fixed("objectives.html"), "register", view)]
}
