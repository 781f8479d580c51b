//! `guide.html`: the path to certification. Only for handbooks of the framework whose steps it knows.

use crate::base::path::OutPath;
use crate::model::guide::Path;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::guide::GuideView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let page = |path: Path| {
        let view = move |url: &OutPath| {
            (Place::new("Path to certification", url, Vec::new()), GuideView::new(handbook, &path))
        };
        Page::new("guide.html", OutPath::fixed("guide.html"), "guide", view)
    };
    Path::of(handbook).map(page).into_iter().collect()
}
