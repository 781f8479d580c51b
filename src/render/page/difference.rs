//! `documents/ID/changes-A-B.html`: what changed from a version to the next, word by word.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::html::difference::difference;
use crate::render::page::Page;
use crate::view::difference::DifferenceView;
use crate::view::document::own_language;
use crate::view::frame::Place;
use crate::view::versions::{Versions, Which};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let all = (0..handbook.documents.len()).flat_map(|index| {
        let versions = Versions::new(handbook, index);
        let steps =
            versions.former().filter_map(move |from| Some((from, versions.changes_url(from)?)));
        steps.map(move |(from, url)| page(handbook, index, from, url))
    });
    all.collect()
}

fn page(handbook: &Handbook, index: usize, from: Which, url: OutPath) -> Page<'_> {
    let document = &handbook.documents[index];
    let view = move |url: &OutPath| {
        let (view, changes) = DifferenceView::new(handbook, index, from).unzip();
        let title = view.as_ref().map_or_else(String::new, |view| {
            format!("{}, what changed from {} to {}", view.title, view.from.short, view.to.short)
        });
        let mut place = Place::new(title, url, Vec::new()).of_document(handbook, document);
        place.language = own_language(handbook, document);
        let new = from.next().map(|to| Versions::new(handbook, index).text(to));
        let text = changes.flatten().zip(new).map(|(changes, new)| difference(&changes, &new.body));
        (place, view, text)
    };
    Page::with_body("difference.html", url, "difference", view)
}
