//! `downloads.html`: the handbook in the formats of other programs. What it lists reaches the template as what the page offers.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::download::DOWNLOADS;
use crate::view::frame::Place;

pub(super) fn pages(_: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| (Place::new("Downloads", url, Vec::new()), ());
    vec![Page::new("downloads.html", OutPath::fixed(DOWNLOADS), "nothing", view)]
}
