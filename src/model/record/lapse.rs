//! Whether audits and management reviews take place as often as the settings ask.

use crate::base::date::{Date, Interval};
use crate::model::document::Document;
use crate::model::handbook::Handbook;

/// The longest time between two is over.
#[derive(Debug, Clone, Copy)]
pub enum Lapse<'h> {
    /// None has taken place, and none is planned within that time.
    Never,
    /// None has taken place since.
    Since {
        /// The newest one.
        newest: &'h Document,
        /// Its day.
        last: Date,
        /// The last day for the next one.
        due: Date,
    },
}

/// Whether the longest time between two internal audits is over.
pub fn of_audits(handbook: &Handbook, every: Interval) -> Option<Lapse<'_>> {
    let days = handbook.audits().filter_map(|(_, document, audit)| {
        let performed = audit.performed(handbook.today);
        let planned = audit.parsed.planned.as_ref().map(|day| day.value);
        Some((document, performed.or(planned)?, performed.is_some()))
    });
    lapse(days, every, handbook.today)
}

/// Whether the longest time between two management reviews is over.
pub fn of_management_reviews(handbook: &Handbook, every: Interval) -> Option<Lapse<'_>> {
    let days = handbook.management_reviews().filter_map(|(_, document, review)| {
        let day = review.parsed.date.as_ref()?.value;
        Some((document, day, review.held(handbook.today).is_some()))
    });
    lapse(days, every, handbook.today)
}

/// Each with its day, and whether it took place.
fn lapse<'h>(
    days: impl Iterator<Item = (&'h Document, Date, bool)>,
    every: Interval,
    today: Date,
) -> Option<Lapse<'h>> {
    let (held, planned): (Vec<_>, Vec<_>) = days.partition(|(_, _, took_place)| *took_place);
    if let Some((newest, last, _)) = held.into_iter().max_by_key(|(_, day, _)| *day) {
        let due = last.plus(every);
        return (due < today).then_some(Lapse::Since { newest, last, due });
    }
    // Whoever begins plans the first one; a plan whose day is over does not count.
    let is_ahead = |day: Date| day >= today && day <= today.plus(every);
    let is_planned = planned.iter().any(|(_, day, _)| is_ahead(*day));
    (!is_planned).then_some(Lapse::Never)
}
