//! `calendar.html`: what falls due in the next twelve months.

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::view::calendar::CalendarView;
use crate::view::frame::Place;

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let view =
        |url: &OutPath| (Place::new("Calendar", url, Vec::new()), CalendarView::new(handbook));
    vec![Page::new("calendar.html", OutPath::fixed("calendar.html"), "calendar", view)]
}
