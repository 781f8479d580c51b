//! `coverage.html`: whether controls, clauses, texts, risks, evidence and people hold together.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::coverage::CoverageView;
use crate::view::frame::Place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("Coverage", url, Vec::new()), CoverageView::new(handbook));
    vec![Page::new("coverage.html", OutPath::fixed("coverage.html"), "coverage", view)]
}
