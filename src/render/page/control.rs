//! `controls.html` and `controls/ID.html`: the index of controls and one page for each.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::control::ControlView;
use crate::view::controls::ControlsView;
use crate::view::frame::{Crumb, Place};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let index = Page::new("controls.html", OutPath::fixed("controls.html"), "controls", |url| {
        (Place::new("Controls", url, Vec::new()), ControlsView::new(handbook))
    });
    let rows = (0..handbook.soa.rows.len()).filter_map(|row| page(handbook, row));
    std::iter::once(index).chain(rows).collect()
}

fn page(handbook: &Handbook, row: usize) -> Option<Page<'_>> {
    let label = handbook.label(handbook.soa.rows.get(row)?.control);
    handbook.frameworks.item(handbook.soa.rows[row].control)?;
    let view = move |url: &OutPath| {
        let crumbs = vec![Crumb::new("Controls", "controls.html")];
        (
            Place::new(format!("{} {}", label.id, label.title), url, crumbs),
            ControlView::new(handbook, row),
        )
    };
    Some(Page::new("control.html", label.place.page.clone(), "control", view))
}
