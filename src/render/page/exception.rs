//! `exceptions.html`: where rules do not hold for a while.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::exception::ExceptionsView;
use crate::view::head::place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (place(handbook, Kind::Exceptions, url), ExceptionsView::new(handbook));
    vec![Page::new("exceptions.html", OutPath::fixed("exceptions.html"), "register", view)]
}
