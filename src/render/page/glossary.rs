//! `glossary.html`: what words mean here.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::glossary::GlossaryView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    if handbook.glossary.is_empty() {
        return Vec::new();
    }
    let view =
        |url: &OutPath| (Place::new("Glossary", url, Vec::new()), GlossaryView::new(handbook));
    vec![Page::new("glossary.html", OutPath::fixed("glossary.html"), "glossary", view)]
}
