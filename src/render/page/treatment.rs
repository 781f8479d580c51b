//! `treatment.html`: the risk treatment plan (ISO/IEC 27001:2022, 6.1.3 e).

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::render::page::Page;
use crate::view::head::place;
use crate::view::treatment::TreatmentView;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view = |url: &OutPath| {
        let place =
            place(handbook, Kind::Risks, url).below_register("Risk treatment plan", "risks.html");
        (place, TreatmentView::new(handbook))
    };
    vec![Page::new("treatment.html", OutPath::fixed("treatment.html"), "plan", view)]
}
