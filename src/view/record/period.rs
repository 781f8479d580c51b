//! The time that a management review looks back on: since the previous one, up to its own day.

use serde::Serialize;

use crate::base::date::{Date, Interval};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::view::parts::{Link, When, link_to};

/// How far a first review looks back.
const FIRST: Interval = Interval::Months(-12);

/// The time that a management review looks back on. Its first day is left out, its last one counts.
#[derive(Debug, Clone, Copy)]
pub struct Period {
    /// The day of the previous review, or twelve months before.
    pub from: Date,
    /// The day of this review, or today for one that is still to come.
    pub until: Date,
    /// The previous review.
    pub previous: Option<Entry>,
}

impl Period {
    /// The time before a review on `day`; before today when the day is not known or lies ahead.
    pub fn before(handbook: &Handbook, day: Option<Date>) -> Self {
        let today = handbook.today;
        let is_new = day.is_none();
        let until = day.unwrap_or(today).min(today);
        let held = handbook.management_reviews().filter_map(|(entry, _, review)| {
            let held = review.held(today)?;
            let is_before = held < until || is_new && held == until;
            is_before.then_some((held, entry))
        });
        match held.max_by_key(|(held, _)| *held) {
            Some((from, entry)) => Self { from, until, previous: Some(entry) },
            None => Self { from: until.plus(FIRST), until, previous: None },
        }
    }

    /// True for a day of this time.
    pub fn has(&self, day: Date) -> bool {
        self.from < day && day <= self.until
    }
}

/// The time that a management review looks back on.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// The day after which it begins: that of the previous review, or twelve months before.
    pub from: When,
    /// Its last day.
    pub until: When,
    /// The previous review; none for the first one.
    pub previous: Option<Link>,
    /// True when the last day is today: what is counted is what is now.
    pub is_up_to_date: bool,
}

impl PeriodView {
    /// The time as a template sees it.
    pub fn new(handbook: &Handbook, period: &Period) -> Self {
        Self {
            from: When::new(handbook.today, period.from),
            until: When::new(handbook.today, period.until),
            previous: period.previous.map(|entry| link_to(handbook, entry)),
            is_up_to_date: period.until == handbook.today,
        }
    }
}
