//! `obligations.html`: what laws and contracts ask for.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::head::place;
use crate::view::obligation::ObligationsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (place(handbook, Kind::Obligations, url), ObligationsView::new(handbook));
    vec![Page::new("obligations.html", OutPath::fixed("obligations.html"), "register", view)]
}
