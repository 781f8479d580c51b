//! What differs between a handbook as it was and as it is: [`compare`] takes two, and says it in the words of an ISMS.
//!
//! 1. [`pairs`] finds what is the same thing on both sides: by its id, whatever the case, wherever its file lies.
//! 2. A file for each kind of thing ([`documents`], [`statement`], [`risks`] …) says what became of it, as [`item::Item`]s.
//! 3. [`human`], [`json`] and [`markdown`] write a [`Comparison`]; the first and the last share [`lines`] and [`headline`].
//!
//! It never asks git and never reads a clock: both handbooks are resolved already.

mod actions;
pub mod deadlines;
pub mod documents;
pub mod evidence;
pub mod files;
pub mod headline;
pub mod human;
pub mod item;
pub mod json;
pub mod lines;
pub mod markdown;
pub mod naming;
pub mod obligations;
pub mod pairs;
pub mod people;
pub mod records;
pub mod risks;
pub mod rows;
pub mod sections;
pub mod settings;
pub mod statement;
pub mod trail;

use crate::base::date::Date;
use crate::compare::deadlines::Passed;
use crate::compare::item::{Event, EventKind, Item, Step};
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::parse::settings::PeopleShown;

/// One of the two sides: the files and what they mean.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// What the files mean. Both sides as of the later day: a day that passes moves the next review of a text whose approval was still to
    /// come, and that is no change of the text.
    pub handbook: &'s Handbook,
    /// The files.
    pub sources: &'s Sources,
    /// The side's own day.
    pub day: Date,
    /// Whether its people are named. As soon as one side keeps names back, [`compare`] names nobody on either.
    pub people: PeopleShown,
}

/// Everything that differs. Each list is in the order of the ids, numbers counted as numbers.
#[derive(Debug, Default)]
pub struct Changes {
    /// Policies, procedures and other documents.
    pub documents: Vec<Item>,
    /// Minutes, audit reports and other records.
    pub records: Vec<Item>,
    /// The Statement of Applicability and its decisions.
    pub statement: Vec<Item>,
    /// The risk register and its risks.
    pub risks: Vec<Item>,
    /// Evidence.
    pub evidence: Vec<Item>,
    /// Obligations.
    pub obligations: Vec<Item>,
    /// Objectives, exceptions and the rows of every other register, and what registers say of themselves.
    pub registers: Vec<Item>,
    /// Roles and people.
    pub people: Vec<Item>,
    /// The settings of the handbook, and its waivers.
    pub settings: Vec<Item>,
    /// Files that differ and belong to none of the above.
    pub files: Vec<Item>,
    /// What was in time on the earlier day and is overdue on the later one.
    pub overdue: Vec<Passed>,
    /// How many things were overdue on the earlier day already and still are.
    pub still_overdue: usize,
}

/// A list of [`Changes`] with its names.
#[derive(Debug, Clone, Copy)]
pub struct Group<'c> {
    /// Its name in JSON.
    pub key: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// What it holds.
    pub items: &'c [Item],
}

impl Changes {
    /// The lists in the order in which they are shown.
    pub fn groups(&self) -> [Group<'_>; 10] {
        let group = |key, heading, items| Group { key, heading, items };
        [
            group("documents", "Documents", &self.documents),
            group("records", "Records", &self.records),
            group("statement", "Statement of Applicability", &self.statement),
            group("risks", "Risks", &self.risks),
            group("evidence", "Evidence", &self.evidence),
            group("obligations", "Obligations", &self.obligations),
            group("registers", "Other registers", &self.registers),
            group("people", "Roles and people", &self.people),
            group("settings", "Settings and waivers", &self.settings),
            group("files", "Other files", &self.files),
        ]
    }

    /// True when the two sides say the same. A day that has passed is no change.
    pub fn is_empty(&self) -> bool {
        self.groups().iter().all(|group| group.items.is_empty())
    }

    /// The reviews that the later side has and the earlier one has not, with what was reviewed.
    pub fn reviews(&self) -> impl Iterator<Item = (&Item, &Event)> {
        let items = self.documents.iter().chain(&self.records).chain(&self.statement);
        items.flat_map(|item| {
            let held =
                |event: &&Event| event.kind == EventKind::Review && event.step == Step::Added;
            item.events.iter().filter(held).map(move |event| (item, event))
        })
    }
}

/// What could not be read on one side, so that it could not be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// The kind of finding.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
}

/// Where one side comes from.
#[derive(Debug, Clone)]
pub struct Point {
    /// What was typed; `None` for the files as they lie on disk.
    pub name: Option<String>,
    /// The commit; `None` for the files as they lie on disk.
    pub commit: Option<String>,
    /// The day on which the commit was made, where another day was asked for.
    pub committed: Option<Date>,
    /// The day of its states.
    pub day: Date,
    /// What could not be read.
    pub faults: Vec<Fault>,
}

/// Two sides and what differs between them.
#[derive(Debug)]
pub struct Comparison {
    /// The title of the handbook.
    pub title: String,
    /// The earlier side.
    pub before: Point,
    /// The later side.
    pub after: Point,
    /// What differs.
    pub changes: Changes,
}

/// Says what differs between two sides.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Changes {
    let is_hidden = [before, after].iter().any(|side| side.people == PeopleShown::Roles);
    let people = if is_hidden { PeopleShown::Roles } else { PeopleShown::Names };
    let (before, after) = (Side { people, ..before }, Side { people, ..after });
    let (records, documents) =
        documents::compare(before, after).into_iter().partition(|compared| compared.is_record);
    let items = |compared: Vec<documents::Compared>| {
        compared.into_iter().map(|compared| compared.item).collect()
    };
    let deadlines = deadlines::compare(before.day, after);
    Changes {
        documents: items(documents),
        records: items(records),
        statement: statement::compare(before, after),
        risks: risks::compare(before, after),
        evidence: evidence::compare(before, after),
        obligations: obligations::compare(before, after),
        registers: rows::compare(before, after),
        people: people::compare(before, after),
        settings: settings::compare(&before.handbook.settings, &after.handbook.settings),
        files: files::compare(before, after),
        overdue: deadlines.passed,
        still_overdue: deadlines.n_before,
    }
}
