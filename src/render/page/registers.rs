//! `registers.html`: the index of registers and records.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::head::INDEX;
use crate::view::registers::RegistersView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("Registers", url, Vec::new()), RegistersView::new(handbook));
    vec![Page::new("registers.html", OutPath::fixed(INDEX), "registers", view)]
}
