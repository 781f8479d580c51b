//! The next day of something that comes again: internal audits, management reviews.

use serde::Serialize;

use crate::model::deadline::{DeadlineKind, deadlines};
use crate::model::handbook::Handbook;
use crate::view::parts::{Badge, Link, When, link_to};
use crate::view::record::words::lateness;

/// The next day of something that comes again.
#[derive(Debug, Serialize)]
pub struct NextDue {
    /// What falls due, in the words of its author, or in ours where only the interval asks for it.
    pub title: String,
    /// The record of it if it is planned, else the newest one, from which the interval is counted.
    pub link: Option<Link>,
    /// True when a record plans it; false when only the interval asks for it.
    pub is_planned: bool,
    /// The day.
    pub due: When,
    /// How late it is.
    pub lateness: Badge,
}

/// The first deadline of this kind.
pub fn next_due(handbook: &Handbook, kind: DeadlineKind) -> Option<NextDue> {
    let first = deadlines(handbook).iter().find(|deadline| deadline.kind == kind)?;
    let is_planned = first.entry.is_some_and(|entry| handbook.label(entry).title == first.title);
    Some(NextDue {
        title: first.title.clone(),
        link: first.entry.map(|entry| link_to(handbook, entry)),
        is_planned,
        due: When::new(handbook.today, first.due),
        lateness: lateness(handbook, first.due),
    })
}
