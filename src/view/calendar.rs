//! The calendar: everything that falls due in the next twelve months, by month.

use serde::Serialize;

use crate::model::deadline::{Deadline, deadlines};
use crate::model::handbook::Handbook;
use crate::view::deadline::{DueRow, due_row};
use crate::view::year::YearView;

/// A month with what falls due in it.
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// Its anchor.
    pub anchor: String,
    /// As `November 2026`.
    pub title: String,
    /// What falls due, soonest first.
    pub rows: Vec<DueRow>,
}

/// The calendar.
#[derive(Debug, Serialize)]
pub struct CalendarView {
    /// The months as bars.
    pub year: YearView,
    /// How many dates there are.
    pub count: usize,
    /// What is late, the latest first.
    pub late: Vec<DueRow>,
    /// This month and the eleven after it.
    pub months: Vec<MonthView>,
    /// What lies after them.
    pub later: Vec<DueRow>,
}

impl CalendarView {
    /// The calendar of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let (all, today) = (deadlines(handbook), handbook.today);
        let year = YearView::new(all, today);
        let month_of = |deadline: &Deadline| -> String {
            deadline.due.month_start().to_string().chars().take(7).collect()
        };
        let rows = |belongs: &dyn Fn(&Deadline) -> bool| -> Vec<DueRow> {
            let here = all.iter().filter(|deadline| belongs(deadline));
            here.map(|deadline| due_row(handbook, deadline)).collect()
        };
        let last = year.months.last().map(|month| month.iso.clone()).unwrap_or_default();
        let months = year.months.iter().map(|month| MonthView {
            anchor: format!("m-{}", month.iso),
            title: month.long.clone(),
            rows: rows(&|deadline| deadline.due >= today && month_of(deadline) == month.iso),
        });
        Self {
            late: rows(&|deadline| deadline.due < today),
            months: months.collect(),
            later: rows(&|deadline| deadline.due >= today && month_of(deadline) > last),
            count: all.len(),
            year,
        }
    }
}
