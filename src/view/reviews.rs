//! Reviews: what is late, what is near, what lies further ahead, and whose it is.

use serde::Serialize;

use crate::base::date::Date;
use crate::base::text::natural_order;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::model::reviewable::{Reviewable, reviewables};
use crate::view::parts::{Link, Person, When, link_to, person};

/// Something with a review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewRow {
    /// What is reviewed.
    pub link: Link,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// When it is due.
    pub due: Option<When>,
}

/// Reviews that are due in the same span of time.
#[derive(Debug, Serialize)]
pub struct Window {
    /// Its title.
    pub title: &'static str,
    /// Its anchor.
    pub anchor: &'static str,
    /// `ok`, `warn`, `bad` or `quiet`.
    pub tone: &'static str,
    /// What stands there when nothing is due.
    pub none: &'static str,
    /// What is due, soonest first.
    pub rows: Vec<ReviewRow>,
}

/// How many reviews an owner has in each span.
#[derive(Debug, Serialize)]
pub struct OwnerRow {
    /// The owner; `None` for what nobody owns.
    pub owner: Option<Person>,
    /// Late.
    pub overdue: usize,
    /// Due within 90 days.
    pub soon: usize,
    /// Later.
    pub later: usize,
    /// Never reviewed.
    pub never: usize,
}

/// All reviews.
#[derive(Debug, Serialize)]
pub struct ReviewsView {
    /// The reviews by time.
    pub windows: Vec<Window>,
    /// The reviews by owner.
    pub owners: Vec<OwnerRow>,
}

/// What has a review that is due one day or never took place, soonest first.
fn reviewed(handbook: &Handbook) -> Vec<Reviewable> {
    let mut all = reviewables(handbook);
    all.retain(|reviewed| reviewed.state != ReviewState::NotDue);
    all.sort_by(|left, right| {
        let id = |reviewed: &Reviewable| handbook.label(reviewed.entry).id.clone();
        left.state.due().cmp(&right.state.due()).then_with(|| natural_order(&id(left), &id(right)))
    });
    all
}

impl ReviewsView {
    /// The reviews of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let all = reviewed(handbook);
        let today = handbook.today;
        let rows = |belongs: &dyn Fn(&Reviewable) -> bool| -> Vec<ReviewRow> {
            let view = |reviewed: &Reviewable| ReviewRow {
                link: link_to(handbook, reviewed.entry),
                owner: reviewed.owner.map(|owner| person(handbook, owner)),
                due: reviewed.state.due().map(|due| When::new(today, due)),
            };
            all.iter().filter(|reviewed| belongs(reviewed)).map(view).collect()
        };
        let within = |from: i32, to: i32| {
            move |reviewed: &Reviewable| {
                days(reviewed, today).is_some_and(|days| (from..=to).contains(&days))
            }
        };
        let windows = vec![
            Window {
                title: "Overdue",
                anchor: "overdue",
                tone: "bad",
                none: "Nothing is overdue.",
                rows: rows(&within(i32::MIN, -1)),
            },
            Window {
                title: "Never reviewed",
                anchor: "never",
                tone: "bad",
                none: "Everything in force was reviewed.",
                rows: rows(&|reviewed| reviewed.state == ReviewState::NeverReviewed),
            },
            Window {
                title: "Due within 30 days",
                anchor: "in-30-days",
                tone: "warn",
                none: "Nothing is due in this time.",
                rows: rows(&within(0, 30)),
            },
            Window {
                title: "Due in 31 to 60 days",
                anchor: "in-60-days",
                tone: "quiet",
                none: "Nothing is due in this time.",
                rows: rows(&within(31, 60)),
            },
            Window {
                title: "Due in 61 to 90 days",
                anchor: "in-90-days",
                tone: "quiet",
                none: "Nothing is due in this time.",
                rows: rows(&within(61, 90)),
            },
            Window {
                title: "Later",
                anchor: "later",
                tone: "ok",
                none: "Nothing is due later.",
                rows: rows(&within(91, i32::MAX)),
            },
        ];
        Self { windows, owners: by_owner(handbook, &all) }
    }
}

fn days(reviewed: &Reviewable, today: Date) -> Option<i32> {
    reviewed.state.due().map(|due| today.days_until(due))
}

fn by_owner(handbook: &Handbook, all: &[Reviewable]) -> Vec<OwnerRow> {
    let mut ids: Vec<Option<PartyId>> = all.iter().map(|reviewed| reviewed.owner).collect();
    ids.sort_unstable();
    ids.dedup();
    let row = |id: Option<PartyId>| {
        let count = |belongs: &dyn Fn(&Reviewable) -> bool| {
            all.iter().filter(|reviewed| reviewed.owner == id && belongs(reviewed)).count()
        };
        let between = |from: i32, to: i32| {
            move |reviewed: &Reviewable| {
                days(reviewed, handbook.today).is_some_and(|days| (from..=to).contains(&days))
            }
        };
        OwnerRow {
            owner: id.map(|id| person(handbook, id)),
            overdue: count(&between(i32::MIN, -1)),
            soon: count(&between(0, 90)),
            later: count(&between(91, i32::MAX)),
            never: count(&|reviewed| reviewed.state == ReviewState::NeverReviewed),
        }
    };
    let mut rows: Vec<OwnerRow> = ids.into_iter().map(row).collect();
    rows.sort_by_key(|row| {
        (row.owner.is_some(), row.owner.as_ref().map(|owner| owner.title.clone()))
    });
    rows
}
