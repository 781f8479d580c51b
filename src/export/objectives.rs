//! The register of objectives: what is to be reached, and the figures so far.

use crate::export::{Download, Export, Part, id_of, ids_of, party_of, register, typed_day};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::objective::Objective;
use crate::model::register::Kind;
use crate::parse::register::objectives::Value;
use crate::sheet::{Cell, Sheet};
use crate::view::objective::state;
use crate::view::parts::label_of;

/// Objectives.
pub(super) static EXPORT: Export = Export {
    word: "objectives",
    title: "Objectives",
    about: "Every objective with its target and newest figure, and all figures so far.",
    downloads,
};

static PARTS: [Part; 2] =
    [Part { name: "", sheet: objectives }, Part { name: "values", sheet: values }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    register(handbook, Kind::Objectives, &[], &PARTS)
}

fn objectives(handbook: &Handbook) -> Sheet {
    let rows = handbook.objectives.iter().enumerate();
    let newest = |objective: &Objective| objective.newest(handbook.today).cloned();
    Sheet::of("Objectives", rows)
        .column("id", "Id", 14, |(number, _)| id_of(handbook, Entry::Objective(*number)))
        .column("title", "Title", 36, |(_, one)| Cell::text(&one.parsed.title))
        .column("measure", "Measure", 40, |(_, one)| {
            Cell::maybe(one.parsed.measure.as_ref().map(|measure| measure.value.as_str()))
        })
        .column("target", "Target", 9, |(_, one)| {
            Cell::number(one.parsed.target.as_ref().map(|target| target.value))
        })
        .column("better", "Better", 9, |(_, one)| Cell::text(label_of(one.parsed.better)))
        .column("unit", "Unit", 12, |(_, one)| Cell::maybe(one.parsed.unit.as_ref()))
        .column("plan", "Plan", 44, |(_, one)| Cell::maybe(one.parsed.plan.as_ref()))
        .column("owner", "Owner", 22, |(_, one)| party_of(handbook, one.owner))
        .column("due", "Due", 12, |(_, one)| typed_day(one.parsed.due.as_ref()))
        .column("risks", "Risks", 10, |(_, one)| ids_of(handbook, &one.risks))
        .column("related", "Related", 12, |(_, one)| ids_of(handbook, &one.related))
        .column("newest", "Newest figure", 9, |(_, one)| {
            Cell::number(newest(one).map(|value| value.value.value))
        })
        .column("newest_on", "Measured on", 12, |(_, one)| {
            Cell::day(newest(one).map(|value| value.date.value))
        })
        .column("state", "State", 14, |(_, one)| Cell::text(state(one, handbook).label))
        .end()
}

fn values(handbook: &Handbook) -> Sheet {
    let all = handbook.objectives.iter().enumerate();
    let rows = all.flat_map(|row| row.1.parsed.values.iter().map(move |value| (row, value)));
    let is_enough = |objective: &Objective, value: &Value| {
        let target = objective.parsed.target.as_ref();
        target.is_some_and(|target| objective.is_enough(value.value.value, target.value))
    };
    Sheet::of("Values", rows)
        .column("id", "Objective", 14, |((number, _), _)| {
            id_of(handbook, Entry::Objective(*number))
        })
        .column("title", "Title of the objective", 40, |((_, one), _)| {
            Cell::text(&one.parsed.title)
        })
        .column("values.date", "Date", 12, |(_, value)| Cell::Day(value.date.value))
        .column("values.value", "Figure", 10, |(_, value)| Cell::Number(value.value.value))
        .column("values.note", "Note", 50, |(_, value)| Cell::maybe(value.note.as_ref()))
        .column("unit", "Unit", 12, |((_, one), _)| Cell::maybe(one.parsed.unit.as_ref()))
        .column("meets_target", "Meets the target", 10, |((_, one), value)| {
            Cell::from(is_enough(one, value))
        })
        .end()
}
