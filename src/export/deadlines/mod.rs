//! What falls due, as a table that people and programs read: one line each, the latest ones first.

pub mod csv;
pub mod ics;
pub mod json;

use std::collections::BTreeMap;

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::diag::position::{LineIndex, Position};
use crate::model::deadline::{DeadlineKind, deadlines};
use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::parse::settings::PeopleShown;
use crate::parse::word::Word;

/// How something that falls due stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its day has passed.
    Overdue,
    /// Its day is today, or lies within the warning time of the settings.
    Soon,
    /// Its day lies further ahead.
    Later,
}

impl Word for State {
    const WORDS: &'static [(&'static str, Self)] =
        &[("overdue", Self::Overdue), ("due-soon", Self::Soon), ("later", Self::Later)];
}

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
    pub state: State,
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
    for deadline in deadlines(handbook) {
        let wanted = selection.owner.is_none_or(|party| {
            deadline.owner.is_some_and(|owner| handbook.directory.is_same(owner, party))
        });
        if deadline.due > horizon || !wanted {
            continue;
        }
        let path = deadline.span.path;
        let index = indexes
            .entry(path.clone())
            .or_insert_with(|| LineIndex::new(text_of(&path).unwrap_or("")));
        let position = index.position(deadline.span.range.start);
        let days = today.days_until(deadline.due);
        rows.push(Row {
            state: match days {
                ..0 => State::Overdue,
                _ if deadline.due <= today.plus(handbook.settings.review_warn) => State::Soon,
                _ => State::Later,
            },
            kind: deadline.kind,
            id: deadline.id,
            title: deadline.title,
            owner: deadline.owner.map(|owner| handbook.party(owner).key.clone()),
            owner_title: deadline.owner.and_then(|owner| title_of(handbook, owner)),
            due: deadline.due,
            days,
            path,
            position,
        });
    }
    rows
}

/// How a party is called, unless it is a person and the settings show roles only.
fn title_of(handbook: &Handbook, owner: PartyId) -> Option<String> {
    let party = handbook.party(owner);
    let hidden =
        party.kind == PartyKind::Person && handbook.settings.people_shown == PeopleShown::Roles;
    (!hidden).then(|| party.title.clone())
}
