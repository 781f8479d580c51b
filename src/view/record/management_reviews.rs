//! The management reviews as a list, and the next one as a worksheet that is filled from the data.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::action::steps;
use crate::model::deadline::DeadlineKind;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::management_review::{Input, ManagementReview};
use crate::view::parts::{Badge, Link, When, link_to};
use crate::view::record::action::{StepRow, step};
use crate::view::record::management_review::{InputRow, answered, inputs};
use crate::view::record::next_due::{NextDue, next_due};
use crate::view::record::period::{Period, PeriodView};
use crate::view::record::words::when;

/// The management reviews.
#[derive(Debug, Serialize)]
pub struct ManagementReviewsView {
    /// The reviews, newest first.
    pub rows: Vec<ManagementReviewRow>,
    /// The next one; none when nothing says when it is.
    pub next: Option<NextDue>,
    /// The longest time between two, in words; none when the settings name none.
    pub every: Option<String>,
}

/// A management review as a row.
#[derive(Debug, Serialize)]
pub struct ManagementReviewRow {
    /// The review.
    pub link: Link,
    /// Its day.
    pub date: Option<When>,
    /// How many of the ten inputs have words of the author, in words.
    pub inputs: Badge,
    /// The inputs without a word, as `b Changes around and within the organization`.
    pub missing: Vec<String>,
    /// How many decisions it holds.
    pub decisions: usize,
    /// How many actions it holds.
    pub actions: usize,
    /// How many of these are open.
    pub open_actions: usize,
    /// How many of these are late.
    pub late_actions: usize,
}

impl ManagementReviewsView {
    /// The reviews of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mut found: Vec<_> = handbook.management_reviews().collect();
        found.sort_by_key(|(_, _, review)| std::cmp::Reverse(day(review)));
        Self {
            rows: found
                .into_iter()
                .map(|(entry, _, review)| row(handbook, entry, review))
                .collect(),
            next: next_due(handbook, DeadlineKind::ManagementReview),
            every: handbook
                .settings
                .management_review_every
                .as_ref()
                .map(|every| every.value.to_string()),
        }
    }
}

fn day(review: &ManagementReview) -> Option<Date> {
    review.parsed.date.as_ref().map(|day| day.value)
}

fn row(handbook: &Handbook, entry: Entry, review: &ManagementReview) -> ManagementReviewRow {
    let today = handbook.today;
    let missing = Input::ALL.into_iter().filter(|input| review.input(*input).is_none());
    let missing: Vec<String> =
        missing.map(|input| format!("{} {}", input.key(), input.title())).collect();
    // What is still to come, or whose minutes are being written, may say more tomorrow.
    let tone = match (missing.is_empty(), review.held(today)) {
        (true, _) => "ok",
        (false, Some(_)) => "bad",
        (false, None) => "quiet",
    };
    let all = Input::ALL.len();
    let open = || review.parsed.actions.iter().filter(|action| action.is_open(today));
    let is_past = |due: Option<Date>| due.is_some_and(|due| due < today);
    ManagementReviewRow {
        link: link_to(handbook, entry),
        date: when(handbook, review.parsed.date.as_ref()),
        inputs: Badge::new(format!("{} of {all}", answered(review)), tone),
        missing,
        decisions: review.parsed.decisions.len(),
        actions: review.parsed.actions.len(),
        open_actions: open().count(),
        late_actions: open()
            .filter(|action| is_past(action.due.as_ref().map(|due| due.value)))
            .count(),
    }
}

/// The next management review, prepared: the ten inputs with what the data say up to today.
#[derive(Debug, Serialize)]
pub struct NextManagementReviewView {
    /// The time that it looks back on.
    pub period: PeriodView,
    /// The ten inputs. Nobody has said anything yet.
    pub inputs: Vec<InputRow>,
    /// Actions of earlier reviews that are open, late ones first.
    pub open: Vec<StepRow>,
    /// When it is due; none when nothing says so.
    pub next: Option<NextDue>,
}

impl NextManagementReviewView {
    /// The worksheet as of today.
    pub fn new(handbook: &Handbook) -> Self {
        let period = Period::before(handbook, None);
        let reviews: Vec<Entry> = handbook.management_reviews().map(|(entry, ..)| entry).collect();
        let mut open = steps(handbook);
        open.retain(|step| step.is_open(handbook.today) && reviews.contains(&step.of));
        open.sort_by_key(|step| {
            let due = step.action.due.as_ref().map(|due| due.value);
            (due.is_none(), due)
        });
        Self {
            period: PeriodView::new(handbook, &period),
            inputs: inputs(handbook, &period, None),
            open: open.iter().map(|it| step(handbook, it)).collect(),
            next: next_due(handbook, DeadlineKind::ManagementReview),
        }
    }
}
