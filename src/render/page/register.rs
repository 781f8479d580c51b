//! `documents.html`: the register of documents (ISO/IEC 27001:2022, 7.5.3); a long one goes on at `documents_2.html`.

use std::sync::Arc;

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::pager::{Cut, cut, title};
use crate::view::register::{RegisterView, registered};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let entries: Arc<[Entry]> = registered(handbook).into();
    let cuts: Arc<[Cut]> = cut(&OutPath::fixed("documents.html"), entries.len()).into();
    let page = |here: &Cut| {
        let (entries, cuts, here) = (Arc::clone(&entries), Arc::clone(&cuts), here.clone());
        let address = here.url.clone();
        let view = move |url: &OutPath| {
            let place = Place::new(title("Document register", &here), url, Vec::new());
            (place, RegisterView::page(handbook, &entries, &cuts, &here))
        };
        Page::new("documents.html", address, "register", view)
    };
    cuts.iter().map(page).collect()
}
