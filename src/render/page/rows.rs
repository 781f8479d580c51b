//! `suppliers.html`, `assets.html`, `parties.html` and `competences.html`: registers whose rows are shown rather than computed with.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::head::place;
use crate::view::rows::RowsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let page = |kind: crate::model::register::Kind| {
        let view = move |url: &OutPath| (place(handbook, kind, url), RowsView::new(handbook, kind));
        let url = OutPath::fixed(&format!("{}.html", kind.name()));
        Page::new("rows.html", url, "register", view)
    };
    handbook.lists.iter().map(|list| page(list.kind)).collect()
}
