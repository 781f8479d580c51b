//! `downloads/soa.html`: the Statement of Applicability as one file, to print or to mail.

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::soa_print::SoaPrintView;

/// The address of the page.
pub const URL: &str = "downloads/soa.html";

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    // Without a statement nothing is decided, and there is nothing to hand over.
    if handbook.soa.parsed.is_none() {
        return Vec::new();
    }
    let view = |url: &OutPath| {
        let mut place = Place::new(&handbook.label(Entry::Soa).title, url, Vec::new());
        place.source = handbook.soa.parsed.as_ref().map(|soa| soa.path.to_string());
        (place, SoaPrintView::new(handbook))
    };
    vec![Page::new("soa-print.html", OutPath::fixed(URL), "print", view)]
}
