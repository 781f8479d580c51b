//! What changed since an audit: the texts that were made, revised, reviewed or withdrawn after its last day.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::view::events::{Dated, Event, events};
use crate::view::parts::{Link, When, link_to};

/// How many audits have a list.
const AUDITS: usize = 3;

/// What changed after an audit and before the next one.
#[derive(Debug, Serialize)]
pub struct Since {
    /// The audit.
    pub audit: Link,
    /// Its last day.
    pub day: When,
    /// The last day of the audit after it; none for the newest one.
    pub until: Option<When>,
    /// The anchor of the list.
    pub anchor: String,
    /// What changed, newest first.
    pub events: Vec<Event>,
}

/// The internal audits that took place, newest first, with their last day.
pub fn performed(handbook: &Handbook) -> Vec<(Date, Entry)> {
    let mut audits: Vec<(Date, Entry)> = handbook
        .audits()
        .filter_map(|(entry, _, audit)| Some((audit.performed(handbook.today)?, entry)))
        .collect();
    audits.sort_by(|left, right| right.cmp(left));
    audits
}

/// The changes since each of the newest audits.
pub fn changes(handbook: &Handbook) -> Vec<Since> {
    let audits = performed(handbook);
    // Without an audit nothing is listed: what has changed stands on the page of changes.
    let all = if audits.is_empty() { Vec::new() } else { events(handbook) };
    let mut until: Option<Date> = None;
    let mut lists = Vec::new();
    for (day, entry) in audits.into_iter().take(AUDITS) {
        let is_between = |dated: &&Dated| {
            dated.date.is_some_and(|date| date > day && until.is_none_or(|until| date <= until))
        };
        lists.push(Since {
            audit: link_to(handbook, entry),
            day: When::new(handbook.today, day),
            until: until.map(|until| When::new(handbook.today, until)),
            anchor: format!("since-{}", handbook.label(entry).id.to_lowercase()),
            events: all.iter().filter(is_between).map(|dated| dated.event.clone()).collect(),
        });
        until = Some(day);
    }
    lists
}
