//! A comparison as one JSON object, for programs. The shape is a contract: see `docs/diff.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compare::deadlines::Passed;
use crate::compare::item::{Changed, Difference, Event, Fate, Item, Section};
use crate::compare::{Comparison, Fault, Point};
use crate::parse::word::Word;

#[derive(Serialize)]
struct Object<'c> {
    schema: u32,
    title: &'c str,
    before: PointEntry<'c>,
    after: PointEntry<'c>,
    /// By the name of the list, and by what became of its items.
    summary: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    changes: BTreeMap<&'static str, Vec<ItemEntry<'c>>>,
    reviews: Vec<ReviewEntry<'c>>,
    overdue: Vec<PassedEntry<'c>>,
    overdue_before: usize,
}

#[derive(Serialize)]
struct PointEntry<'c> {
    revision: Option<&'c str>,
    commit: Option<&'c str>,
    committed: Option<String>,
    day: String,
    unread: Vec<FaultEntry<'c>>,
}

#[derive(Serialize)]
struct FaultEntry<'c> {
    path: &'c str,
    code: &'static str,
    message: &'c str,
}

#[derive(Serialize)]
struct ItemEntry<'c> {
    change: &'static str,
    kind: &'static str,
    id: &'c str,
    title: &'c str,
    version: Option<&'c str>,
    path: Option<&'c str>,
    moved_from: Option<&'c str>,
    text: Option<&'static str>,
    sections: Vec<SectionEntry<'c>>,
    fields: Vec<FieldEntry<'c>>,
    trail: Vec<EventEntry<'c>>,
}

#[derive(Serialize)]
struct SectionEntry<'c> {
    change: &'static str,
    heading: Option<&'c str>,
}

/// A single value has `before` and `after`, a list `removed` and `added`.
#[derive(Serialize)]
#[serde(untagged)]
enum FieldEntry<'c> {
    Value {
        field: &'static str,
        of: Option<&'c str>,
        before: Option<&'c str>,
        after: Option<&'c str>,
    },
    List {
        field: &'static str,
        of: Option<&'c str>,
        removed: &'c [String],
        added: &'c [String],
    },
}

#[derive(Serialize)]
struct EventEntry<'c> {
    change: &'static str,
    edited: &'c [&'static str],
    kind: &'static str,
    date: Option<String>,
    by: Option<&'c str>,
    version: Option<&'c str>,
    outcome: Option<&'static str>,
    text: Option<&'c str>,
}

#[derive(Serialize)]
struct ReviewEntry<'c> {
    id: &'c str,
    title: &'c str,
    #[serde(flatten)]
    event: EventEntry<'c>,
}

#[derive(Serialize)]
struct PassedEntry<'c> {
    kind: &'static str,
    id: &'c str,
    title: &'c str,
    owner: Option<&'c str>,
    due: String,
}

/// Writes the comparison as one line of JSON, with a line feed at its end.
pub fn render(comparison: &Comparison) -> String {
    let changes = &comparison.changes;
    let groups = changes.groups();
    let reviews = changes.reviews().map(|(item, review)| ReviewEntry {
        id: &item.id,
        title: &item.title,
        event: event(review),
    });
    let object = Object {
        schema: 1,
        title: &comparison.title,
        before: point(&comparison.before),
        after: point(&comparison.after),
        summary: groups.iter().map(|group| (group.key, counts(group.items))).collect(),
        changes: groups
            .iter()
            .map(|group| (group.key, group.items.iter().map(item).collect()))
            .collect(),
        reviews: reviews.collect(),
        overdue: changes.overdue.iter().map(passed).collect(),
        overdue_before: changes.still_overdue,
    };
    let mut text = serde_json::to_string(&object).expect("strings and numbers always serialize");
    text.push('\n');
    text
}

fn counts(items: &[Item]) -> BTreeMap<&'static str, usize> {
    let count = |fate: Fate| items.iter().filter(|item| item.fate == fate).count();
    Fate::WORDS.iter().map(|(word, fate)| (*word, count(*fate))).collect()
}

fn point(point: &Point) -> PointEntry<'_> {
    let Point { name, commit, committed, day, faults } = point;
    PointEntry {
        revision: name.as_deref(),
        commit: commit.as_deref(),
        committed: committed.map(|day| day.to_string()),
        day: day.to_string(),
        unread: faults.iter().map(fault).collect(),
    }
}

fn fault(Fault { path, code, message }: &Fault) -> FaultEntry<'_> {
    FaultEntry { path, code, message }
}

fn item(item: &Item) -> ItemEntry<'_> {
    ItemEntry {
        change: item.fate.word(),
        kind: item.kind,
        id: &item.id,
        title: &item.title,
        version: item.version.as_deref(),
        path: item.path.as_deref(),
        moved_from: item.moved_from.as_deref(),
        text: item.text.map(Word::word),
        sections: item.sections.iter().map(section).collect(),
        fields: item.fields.iter().map(field).collect(),
        trail: item.events.iter().map(event).collect(),
    }
}

fn section(section: &Section) -> SectionEntry<'_> {
    SectionEntry { change: section.fate.word(), heading: section.heading.as_deref() }
}

fn field(changed: &Changed) -> FieldEntry<'_> {
    let Changed { field, of, difference } = changed;
    let of = of.as_deref();
    match difference {
        Difference::Value { before, after } => {
            FieldEntry::Value { field, of, before: before.as_deref(), after: after.as_deref() }
        }
        Difference::List { removed, added } => FieldEntry::List { field, of, removed, added },
    }
}

fn event(event: &Event) -> EventEntry<'_> {
    let Event { kind, step, edited, date, by, version, outcome, text } = event;
    EventEntry {
        change: step.word(),
        edited,
        kind: kind.word(),
        date: date.map(|date| date.to_string()),
        by: by.as_deref(),
        version: version.as_deref(),
        outcome: *outcome,
        text: text.as_deref(),
    }
}

fn passed(passed: &Passed) -> PassedEntry<'_> {
    let Passed { kind, id, title, owner, due } = passed;
    PassedEntry { kind, id, title, owner: owner.as_deref(), due: due.to_string() }
}
