//! `documents.html`: the register of documents (ISO/IEC 27001:2022, 7.5.3); a long one goes on at `documents_2.html`.

use std::sync::{Arc, OnceLock};

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::pager::{Cut, cut, title};
use crate::view::register::{RegisterView, registered};

/// The address of the register, and its title.
const URL: &str = "documents.html";
const TITLE: &str = "Document register";

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let rows = handbook.documents.len() + usize::from(handbook.soa.parsed.is_some());
    let cuts: Arc<[Cut]> = cut(&OutPath::fixed(URL), rows).into();
    // In their order when the first page is made: whoever looks for another page need not wait for it.
    let entries: Arc<OnceLock<Vec<Entry>>> = Arc::default();
    let page = |here: &Cut| {
        let (entries, cuts, here) = (Arc::clone(&entries), Arc::clone(&cuts), here.clone());
        let address = here.url.clone();
        let view = move |url: &OutPath| {
            let entries = entries.get_or_init(|| registered(handbook));
            let above = (here.number > 1).then(|| Crumb::new(TITLE, URL));
            let place = Place::new(title(TITLE, &here), url, above.into_iter().collect());
            (place, RegisterView::page(handbook, entries, &cuts, &here))
        };
        Page::new("documents.html", address, "register", view)
    };
    cuts.iter().map(page).collect()
}
