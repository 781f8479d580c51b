//! `documents.html`: the register of documents (ISO/IEC 27001:2022, 7.5.3).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::register::RegisterView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        (Place::new("Document register", url, Vec::new()), RegisterView::new(handbook))
    };
    vec![Page::new("documents.html", OutPath::fixed("documents.html"), "register", view)]
}
