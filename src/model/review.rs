//! When a text must be looked at again, and how that stands today. One engine for everything with a review date.

use crate::base::date::{Date, Interval};
use crate::base::digest::Digest;
use crate::diag::span::Spanned;
use crate::parse::trail::Trail;

/// How often a text is reviewed when neither it nor the settings say so.
pub const DEFAULT_EVERY: Interval = Interval::Months(12);

/// How the review of a text stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewState {
    /// The text is not in force, or is a record of something past: no review is due.
    NotDue,
    /// Nobody reviewed or approved it, and no date is set.
    NeverReviewed,
    /// The next review lies further ahead than the warning time.
    Current {
        /// The day of the next review.
        due: Date,
    },
    /// The next review is near; on its very day, too.
    DueSoon {
        /// The day of the next review.
        due: Date,
        /// Days left, zero on the day itself.
        days: i32,
    },
    /// The review should have taken place.
    Overdue {
        /// The day on which it was due.
        due: Date,
        /// Days since, at least one.
        days: i32,
    },
}

impl ReviewState {
    /// How a review due on `due` stands today.
    pub fn on(due: Date, today: Date, warn: Interval) -> Self {
        let days = today.days_until(due);
        if days < 0 {
            Self::Overdue { due, days: -days }
        } else if due <= today.plus(warn) {
            Self::DueSoon { due, days }
        } else {
            Self::Current { due }
        }
    }

    /// The day of the next review.
    pub fn due(self) -> Option<Date> {
        match self {
            Self::NotDue | Self::NeverReviewed => None,
            Self::Current { due } | Self::DueSoon { due, .. } | Self::Overdue { due, .. } => {
                Some(due)
            }
        }
    }
}

/// The day on which the next review is due: the one that the author names, else the newest approval or review and the interval.
///
/// Looks that lie after today have not taken place and do not count; neither do looks at another text than the one with the digest `text`.
pub fn due_date(trail: &Trail, text: Digest, default: Interval, today: Date) -> Option<Date> {
    if let Some(date) = &trail.review_date {
        return Some(date.value);
    }
    let every = trail.review_every.as_ref().map_or(default, |every| every.value);
    last_looked_at(trail, text, today).map(|last| last.plus(every))
}

/// True when a finding of its own says already why nothing shows that anybody looked at the text: a date or a key that cannot be read, a
/// date that is still to come, or looks at another text than the one with the digest `text`.
pub fn is_in_doubt(trail: &Trail, text: Digest, today: Date) -> bool {
    let unread = trail.unread;
    let approvals = trail.approvals.iter().map(|approval| (&approval.date, &approval.digest));
    let reviews = trail.reviews.iter().map(|review| (&review.date, &review.digest));
    let is_still_to_come =
        |date: &Option<Spanned<Date>>| date.as_ref().is_none_or(|date| date.value > today);
    unread.approvals
        || unread.reviews
        || unread.review_date
        || approvals
            .chain(reviews)
            .any(|(date, digest)| is_still_to_come(date) || !is_of_this_text(digest.as_ref(), text))
}

/// The newest date of an approval or a review up to today. One that carries a digest counts only if it is the digest of the text as it is.
fn last_looked_at(trail: &Trail, text: Digest, today: Date) -> Option<Date> {
    let approvals = trail.approvals.iter().map(|approval| (&approval.date, &approval.digest));
    let reviews = trail.reviews.iter().map(|review| (&review.date, &review.digest));
    let looks =
        approvals.chain(reviews).filter(|(_, digest)| is_of_this_text(digest.as_ref(), text));
    looks.filter_map(|(date, _)| Some(date.as_ref()?.value)).filter(|date| *date <= today).max()
}

/// A digest that cannot be read is a finding of its own and hides no date.
fn is_of_this_text(typed: Option<&Spanned<String>>, text: Digest) -> bool {
    let digest = typed.and_then(|typed| typed.value.parse::<Digest>().ok());
    digest.is_none_or(|digest| digest == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(due: &str) -> ReviewState {
        let date = |text: &str| text.parse().expect("a date in a test");
        ReviewState::on(date(due), date("2026-11-21"), Interval::Days(30))
    }

    #[test]
    fn a_review_is_due_on_its_day_and_overdue_the_day_after() {
        assert!(matches!(on("2026-11-20"), ReviewState::Overdue { days: 1, .. }));
        assert!(matches!(on("2026-11-21"), ReviewState::DueSoon { days: 0, .. }));
        assert!(matches!(on("2026-12-21"), ReviewState::DueSoon { days: 30, .. }));
        assert!(matches!(on("2026-12-22"), ReviewState::Current { .. }));
    }
}
