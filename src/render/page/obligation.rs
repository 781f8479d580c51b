//! `obligations.html`: what laws and contracts ask for.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::obligation::ObligationsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    if handbook.obligations.is_empty() {
        return Vec::new();
    }
    let view = |url: &OutPath| {
        (Place::new("Obligations", url, Vec::new()), ObligationsView::new(handbook))
    };
    vec![Page::new("obligations.html", OutPath::fixed("obligations.html"), "register", view)]
}
