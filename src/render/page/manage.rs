//! `manage.html`: the overview for those who keep the handbook.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::manage::ManageView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| (Place::new("Overview", url, Vec::new()), ManageView::new(handbook));
    vec![Page::new("manage.html", OutPath::fixed("manage.html"), "manage", view)]
}
