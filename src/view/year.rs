//! The review year: how many dates fall in each of the next twelve months, as bars and as numbers.

use serde::Serialize;

use crate::base::date::{Date, Interval};
use crate::model::deadline::Deadline;

/// How many months are drawn.
const MONTHS: i32 = 12;

/// Width of the place of a month in the drawing.
const WIDTH: usize = 10;

/// Height of the tallest bar in the drawing.
const HEIGHT: usize = 40;

/// How many dates at least fill the height, so that a single one looks like little.
const LEAST: usize = 4;

/// A month and its bar.
#[derive(Debug, Serialize)]
pub struct Month {
    /// As `2026-11`, for `<time datetime>`.
    pub iso: String,
    /// As `November 2026`.
    pub long: String,
    /// As `Nov`.
    pub short: String,
    /// How many dates fall in it.
    pub count: usize,
    /// Where its bar begins in the drawing, from the left.
    pub x: usize,
    /// Where its bar begins, from the top.
    pub y: usize,
    /// How high its bar is.
    pub height: usize,
}

/// The next twelve months.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// This month and those after it.
    pub months: Vec<Month>,
    /// How many dates have passed and are still open.
    pub overdue: usize,
    /// How many lie after the last month.
    pub later: usize,
}

impl YearView {
    /// The year from today. What is late is counted apart: it lies in no month to come.
    pub fn new(all: &[Deadline], today: Date) -> Self {
        let starts: Vec<Date> = (0..MONTHS).map(|month| month_after(today, month)).collect();
        let ahead: Vec<Date> =
            all.iter().map(|deadline| deadline.due).filter(|due| *due >= today).collect();
        let count = |start: Date| ahead.iter().filter(|due| due.month_start() == start).count();
        let tallest = starts.iter().map(|start| count(*start)).max().unwrap_or(0).max(LEAST);
        let month = |(place, start): (usize, &Date)| {
            let count = count(*start);
            let height = (count * HEIGHT).div_ceil(tallest);
            let long = start.month_long();
            Month {
                iso: start.to_string().chars().take(7).collect(),
                short: long.chars().take(3).collect(),
                long,
                count,
                x: place * WIDTH + 1,
                y: HEIGHT - height,
                height,
            }
        };
        let end = month_after(today, MONTHS);
        Self {
            months: starts.iter().enumerate().map(month).collect(),
            overdue: all.len() - ahead.len(),
            later: ahead.iter().filter(|due| **due >= end).count(),
        }
    }
}

/// The first day of the month that lies so many months after today's.
fn month_after(today: Date, months: i32) -> Date {
    let start = today.month_start();
    if months == 0 { start } else { start.plus(Interval::Months(months)) }
}
