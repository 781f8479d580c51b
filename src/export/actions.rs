//! What is to be done: every step of risks, findings and management reviews, as the page lists them.

use std::cmp::Reverse;

use crate::base::path::OutPath;
use crate::export::{Download, Export, Part, steps_sheet, tables};
use crate::model::action::{Step, steps};
use crate::model::handbook::Handbook;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::capitalized;
use crate::view::record::actions::ActionsView;

/// Steps.
pub(super) static EXPORT: Export = Export {
    word: "actions",
    title: "Corrective actions",
    about: "Every step of risks, findings and management reviews, with who takes it and by when.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: actions }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if steps(handbook).is_empty() {
        return Vec::new();
    }
    let pages = [OutPath::fixed("actions.html")];
    tables(handbook, (EXPORT.word, EXPORT.title.to_owned()), &pages, facts, &PARTS)
}

fn facts(handbook: &Handbook) -> Vec<(String, Cell)> {
    let totals = ActionsView::new(handbook).totals.into_iter();
    totals.map(|total| (capitalized(total.label), Cell::count(total.count))).collect()
}

/// What is open first, by its day; what is done after it, newest first.
fn actions(handbook: &Handbook) -> Sheet {
    let due = |step: &Step<'_>| step.action.due.as_ref().map(|due| due.value);
    let (mut open, mut done): (Vec<_>, Vec<_>) =
        steps(handbook).into_iter().partition(|step| step.is_open(handbook.today));
    open.sort_by_key(|step| (due(step).is_none(), due(step)));
    done.sort_by_key(|step| Reverse(step.action.done.as_ref().map(|done| done.value)));
    open.extend(done);
    steps_sheet(handbook, open)
}
