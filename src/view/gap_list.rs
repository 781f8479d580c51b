//! A list of what is missing or open: what belongs to it, what to do about a row, and the rows.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::view::parts::{Badge, Link, Person, When, link_to, person};

/// A row of a list.
#[derive(Debug, Serialize)]
pub struct GapRow {
    /// What it is about.
    pub link: Link,
    /// What is missing or open.
    pub badges: Vec<Badge>,
    /// What else belongs to it.
    pub more: Vec<Link>,
    /// What else is known, in words; a day may follow.
    pub note: Option<&'static str>,
    /// The day of the note.
    pub day: Option<When>,
    /// Who answers for it.
    pub owner: Option<Person>,
}

/// A list.
#[derive(Debug, Serialize)]
pub struct GapList {
    /// Its title.
    pub title: &'static str,
    /// Its anchor.
    pub anchor: &'static str,
    /// `warn`, `bad` or `quiet`.
    pub tone: &'static str,
    /// What belongs to it.
    pub about: &'static str,
    /// What to do about a row.
    pub mend: &'static str,
    /// What stands there when the list is empty.
    pub none: &'static str,
    /// Its rows.
    pub rows: Vec<GapRow>,
}

/// The row of an entry.
pub fn row(
    handbook: &Handbook,
    entry: Entry,
    owner: Option<PartyId>,
    badges: Vec<Badge>,
) -> GapRow {
    let owner = owner.map(|owner| person(handbook, owner));
    GapRow { owner, ..of_link(link_to(handbook, entry), badges) }
}

/// The row of something that is no entry, or not shown as one. Nobody answers for it.
pub fn of_link(link: Link, badges: Vec<Badge>) -> GapRow {
    GapRow { link, badges, more: Vec::new(), note: None, day: None, owner: None }
}
