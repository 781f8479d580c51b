//! `actions.html`: every step that somebody has to take, wherever it was decided.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::record::actions::ActionsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        (Place::new("Corrective actions", url, Vec::new()), ActionsView::new(handbook))
    };
    vec![Page::new("actions.html", OutPath::fixed("actions.html"), "register", view)]
}
