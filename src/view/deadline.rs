//! Something that falls due, as a row: on the overview and on the pages of owners.

use serde::Serialize;

use crate::base::date::lateness_in_words;
use crate::model::deadline::{Deadline, DeadlineKind};
use crate::model::handbook::Handbook;
use crate::view::parts::{Badge, Person, When, link_to, person};

/// Something that falls due.
#[derive(Debug, Serialize)]
pub struct DueRow {
    /// The id of what it belongs to.
    pub id: String,
    /// What it is, in the words of its author.
    pub title: String,
    /// Its page, relative to the root of the site.
    pub url: String,
    /// What has to be done, in a word or two.
    pub what: &'static str,
    /// Which day it is that falls due.
    pub why: &'static str,
    /// The day.
    pub due: When,
    /// How late it is: `12 days late`, `in 5 days`.
    pub lateness: Badge,
    /// Who answers for it.
    pub owner: Option<Person>,
}

/// The row of a deadline.
pub fn due_row(handbook: &Handbook, deadline: &Deadline) -> DueRow {
    let today = handbook.today;
    let (what, why) = words(deadline.kind);
    let tone = match today.days_until(deadline.due) {
        ..0 => "bad",
        _ if deadline.due <= today.plus(handbook.settings.review_warn) => "warn",
        _ => "ok",
    };
    DueRow {
        id: deadline.id.clone(),
        title: deadline.title.clone(),
        // The page about the handbook lists the waivers.
        url: deadline.entry.map_or_else(
            || "about.html#not-reported".to_owned(),
            |entry| link_to(handbook, entry).url,
        ),
        what,
        why,
        due: When::new(today, deadline.due),
        lateness: Badge::new(lateness_in_words(today, deadline.due), tone),
        owner: deadline.owner.map(|owner| person(handbook, owner)),
    }
}

fn words(kind: DeadlineKind) -> (&'static str, &'static str) {
    match kind {
        DeadlineKind::Review => ("Review it", "Next review"),
        DeadlineKind::Evidence => ("Collect it again", "Fresh until"),
        DeadlineKind::Action => ("Finish the action", "To be done by"),
        DeadlineKind::Control => ("Put the control in place", "In place by"),
        DeadlineKind::Acceptance => ("Decide on the acceptance again", "Accepted until"),
        DeadlineKind::Waiver => ("Mend it, or renew the waiver", "Waived until"),
        DeadlineKind::Objective => ("Reach the objective", "To be reached by"),
        DeadlineKind::Exception => ("End the exception, or decide on it again", "Holds until"),
        DeadlineKind::Expiry => ("Renew it", "Holds until"),
        DeadlineKind::Audit => ("Carry out the audit", "Audit by"),
        DeadlineKind::ManagementReview => ("Hold the management review", "Review by"),
        DeadlineKind::Finding => ("Close the finding", "To be closed by"),
        DeadlineKind::Effectiveness => ("Judge whether the actions worked", "To be judged by"),
    }
}

/// How many deadlines are late, near and further ahead.
#[derive(Debug, Serialize)]
pub struct DueCounts {
    /// Late.
    pub overdue: usize,
    /// Due within 90 days.
    pub soon: usize,
    /// Later.
    pub later: usize,
}

/// How many days ahead count as near.
const SOON_DAYS: i32 = 90;

impl DueCounts {
    /// Counts deadlines.
    pub fn new<'d>(handbook: &Handbook, all: impl IntoIterator<Item = &'d Deadline>) -> Self {
        let mut counts = Self { overdue: 0, soon: 0, later: 0 };
        for deadline in all {
            match handbook.today.days_until(deadline.due) {
                ..0 => counts.overdue += 1,
                0..=SOON_DAYS => counts.soon += 1,
                _ => counts.later += 1,
            }
        }
        counts
    }
}
