//! `search.html`: results as a page with an address of its own; without scripts, all documents from A to Z. A long list goes on at
//! `search_2.html`.

use std::sync::{Arc, OnceLock};

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::list::{AlphabetView, alphabetical};
use crate::view::pager::{Cut, cut, title};

/// The address of the page.
const URL: &str = "search.html";

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let cuts: Arc<[Cut]> = cut(&OutPath::fixed(URL), handbook.documents.len()).into();
    // In their order when the first page is made: whoever looks for another page need not wait for it.
    let all: Arc<OnceLock<Vec<usize>>> = Arc::default();
    let page = |here: &Cut| {
        let (all, cuts, here) = (Arc::clone(&all), Arc::clone(&cuts), here.clone());
        let address = here.url.clone();
        let view = move |url: &OutPath| {
            let all = all.get_or_init(|| alphabetical(handbook));
            let place = Place::new(title("Search", &here), url, Vec::new());
            (place, AlphabetView::page(handbook, all, &cuts, &here))
        };
        Page::new("search.html", address, "alphabet", view)
    };
    cuts.iter().map(page).collect()
}

/// The first page of the list, for a page that is no other one of it.
pub(in crate::render) fn first(handbook: &Handbook) -> AlphabetView {
    let cuts = cut(&OutPath::fixed(URL), handbook.documents.len());
    AlphabetView::page(handbook, &alphabetical(handbook), &cuts, &cuts[0])
}
