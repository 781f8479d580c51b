//! `registers/NAME.html`: a page for each CSV below `registers/` that is no register Annexa knows.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::{Crumb, Place};
use crate::view::head::INDEX;
use crate::view::table::TableView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let page = |(index, table): (usize, &crate::model::table::Table)| {
        let (title, source) = (table.title.clone(), table.path.to_string());
        let view = move |url: &OutPath| {
            let mut place = Place::new(&title, url, vec![Crumb::new("Registers", INDEX)]);
            place.source = Some(source.clone());
            (place, TableView::new(handbook, index))
        };
        Page::new("table.html", table.url.clone(), "register", view)
    };
    handbook.tables.iter().enumerate().map(page).collect()
}
