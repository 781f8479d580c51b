//! What falls due, as `annexa due` lists it: one row each, the latest ones first, with the place in the sources that says so.

use std::collections::BTreeMap;

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::diag::position::{LineIndex, Position};
use crate::export::due::ics::{Calendar, Event};
use crate::export::due::uid::uids;
use crate::model::deadline::{DeadlineKind, Urgency, deadlines};
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;

/// Which deadlines are wanted. What is overdue is always among them.
#[derive(Debug, Clone, Copy)]
pub struct Selection {
    /// How far ahead.
    pub within: Interval,
    /// Whose; everybody's when `None`. A person has what their roles have.
    pub owner: Option<PartyId>,
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Row {
    /// How it stands.
    pub state: Urgency,
    /// What has to be done.
    pub kind: DeadlineKind,
    /// What it belongs to.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The key of whoever answers for it.
    pub owner: Option<String>,
    /// How that role or person is called.
    pub owner_title: Option<String>,
    /// The last day on which it is in time.
    pub due: Date,
    /// Days left; negative when overdue.
    pub days: i32,
    /// The file that says so.
    pub path: RelPath,
    /// Where in the file.
    pub position: Position,
    /// What calendars call it.
    pub uid: String,
    /// Where it is shown on the web.
    pub url: Option<String>,
}

/// The deadlines that are wanted, the latest ones first. `text_of` gives the text of a source file.
pub fn rows<'t>(
    handbook: &Handbook,
    selection: Selection,
    text_of: impl Fn(&RelPath) -> Option<&'t str>,
) -> Vec<Row> {
    let today = handbook.today;
    let horizon = today.plus(selection.within);
    let mut indexes: BTreeMap<RelPath, LineIndex<'t>> = BTreeMap::new();
    let mut rows = Vec::new();
    let all = deadlines(handbook);
    let uids = uids(handbook, all);
    for (deadline, uid) in all.iter().zip(uids) {
        let wanted = selection.owner.is_none_or(|party| {
            deadline.owner.is_some_and(|owner| handbook.directory.is_same(owner, party))
        });
        if deadline.due > horizon || !wanted {
            continue;
        }
        let state = deadline.urgency(handbook);
        let path = &deadline.span.path;
        let index = indexes
            .entry(path.clone())
            .or_insert_with(|| LineIndex::new(text_of(path).unwrap_or("")));
        let position = index.position(deadline.span.range.start);
        rows.push(Row {
            state,
            kind: deadline.kind,
            id: deadline.id.clone(),
            title: deadline.title.clone(),
            owner: deadline.owner.map(|owner| handbook.party(owner).key.clone()),
            owner_title: deadline.owner.and_then(|owner| title_of(handbook, owner)),
            due: deadline.due,
            days: today.days_until(deadline.due),
            path: path.clone(),
            position,
            uid,
            url: deadline.entry.and_then(|entry| handbook.address_of(entry)),
        });
    }
    rows
}

/// How a party is called, unless it is or may be a person and the settings show roles only.
fn title_of(handbook: &Handbook, owner: PartyId) -> Option<String> {
    (!handbook.hides(owner)).then(|| handbook.party(owner).title.clone())
}

/// The calendar of these rows; of one owner, if only theirs were wanted.
pub fn calendar<'r>(handbook: &Handbook, selection: Selection, rows: &'r [Row]) -> Calendar<'r> {
    let whose = selection.owner.and_then(|owner| title_of(handbook, owner));
    let event = |row: &'r Row| Event {
        uid: &row.uid,
        kind: row.kind,
        id: &row.id,
        title: &row.title,
        owner: row.owner_title.as_deref(),
        due: row.due,
        place: format!("Says: {}:{}", row.path, row.position.line),
        url: row.url.clone(),
    };
    Calendar {
        name: super::name(handbook, whose.as_deref()),
        today: handbook.today,
        events: rows.iter().map(event).collect(),
    }
}
