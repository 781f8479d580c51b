//! `soa.html`: the Statement of Applicability (ISO/IEC 27001:2022, 6.1.3 d).

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::soa::SoaView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        let mut place = Place::new(&handbook.label(Entry::Soa).title, url, Vec::new());
        place.source = handbook.soa.parsed.as_ref().map(|soa| soa.path.to_string());
        (place, SoaView::new(handbook))
    };
    vec![Page::new("soa.html", OutPath::fixed("soa.html"), "soa", view)]
}
