//! `trainings.html`: who learned what (ISO/IEC 27001:2022, 7.2 and 7.3).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::record::trainings::TrainingsView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("Trainings", url, Vec::new()), TrainingsView::new(handbook));
    vec![Page::new("trainings.html", OutPath::fixed("trainings.html"), "register", view)]
}
