//! What falls due.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Term};
use crate::model::deadline::{Deadline as Found, DeadlineKind, Urgency, deadlines as all};

/// Something that falls due.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Deadline {
    /// What has to be done.
    kind: Term<DeadlineKind>,
    /// The id of what it belongs to, with the action's id behind it if there is one.
    id: String,
    /// What it is.
    title: String,
    /// Who answers for it.
    owner: Option<String>,
    /// The last day on which it is in time.
    due: Day,
    /// Days left; negative when overdue.
    days: i32,
    /// How it stands.
    state: Term<Urgency>,
    /// The page of what it belongs to, relative to the root of the site; `null` for a waiver.
    page: Option<String>,
}

/// All deadlines, the latest ones first.
pub(super) fn deadlines(names: Names<'_>) -> Vec<Deadline> {
    let handbook = names.handbook;
    let of = |found: &Found| Deadline {
        kind: Term(found.kind),
        state: Term(found.urgency(handbook)),
        id: found.id.clone(),
        title: found.title.clone(),
        owner: found.owner.map(|owner| names.key(&handbook.party(owner).key)),
        due: Day(found.due),
        days: handbook.today.days_until(found.due),
        page: found.entry.map(|entry| names.page(entry)),
    };
    all(handbook).iter().map(of).collect()
}
