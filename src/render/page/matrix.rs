//! `matrix.html`: the risk matrix before and after treatment (ISO/IEC 27001:2022, 6.1.2).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::head::place;
use crate::view::matrix::MatrixView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        let place = place(handbook, Kind::Risks, url).below_register("Risk matrix", "risks.html");
        (place, MatrixView::new(handbook))
    };
    vec![Page::new("matrix.html", OutPath::fixed("matrix.html"), "matrix", view)]
}
