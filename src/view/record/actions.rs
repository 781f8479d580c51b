//! All steps that somebody has to take, wherever they were decided: the list of corrective actions.

use serde::Serialize;

use crate::model::action::{Step, steps};
use crate::model::handbook::Handbook;
use crate::view::record::action::{StepRow, step};
use crate::view::soa::Total;

/// All steps of findings, management reviews and risk treatment.
#[derive(Debug, Serialize)]
pub struct ActionsView {
    /// How many are late, open and done.
    pub totals: Vec<Total>,
    /// What is to be done: late ones first, then by their days; those without a day come last.
    pub open: Vec<StepRow>,
    /// What is done, newest first.
    pub done: Vec<StepRow>,
}

impl ActionsView {
    /// The steps of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let today = handbook.today;
        let day = |step: &Step<'_>| step.action.due.as_ref().map(|due| due.value);
        let (mut open, mut done): (Vec<_>, Vec<_>) =
            steps(handbook).into_iter().partition(|step| step.is_open(today));
        open.sort_by_key(|step| (day(step).is_none(), day(step)));
        done.sort_by_key(|step| {
            std::cmp::Reverse(step.action.done.as_ref().map(|done| done.value))
        });
        let late = open.iter().filter(|step| step.is_late(today)).count();
        let undated = open.iter().filter(|step| day(step).is_none()).count();
        let rows = |steps: &[Step<'_>]| steps.iter().map(|it| step(handbook, it)).collect();
        Self {
            totals: vec![
                Total { count: late, label: "late", tone: "bad" },
                Total { count: open.len() - late - undated, label: "in time", tone: "quiet" },
                Total { count: undated, label: "without a date", tone: "warn" },
                Total { count: done.len(), label: "done", tone: "quiet" },
            ],
            open: rows(&open),
            done: rows(&done),
        }
    }
}
