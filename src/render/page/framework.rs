//! `frameworks/ID.html`: one page for each framework after the first, whose items have pages of their own.

use crate::base::path::OutPath;
use crate::model::framework::page_of;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::framework::FrameworkView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let numbers = 1..handbook.frameworks.used.len();
    numbers.filter_map(|number| page(handbook, number)).collect()
}

fn page(handbook: &Handbook, number: usize) -> Option<Page<'_>> {
    let framework = handbook.frameworks.used.get(number)?;
    let view = move |url: &OutPath| {
        (Place::new(&framework.title, url, Vec::new()), FrameworkView::new(handbook, number))
    };
    Some(Page::new("framework.html", page_of(framework), "framework", view))
}
