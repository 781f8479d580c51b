//! `auditor.html`: where an auditor starts.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::auditor::AuditorView;
use crate::view::frame::Place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("For auditors", url, Vec::new()), AuditorView::new(handbook));
    vec![Page::new("auditor.html", OutPath::fixed("auditor.html"), "auditor", view)]
}
