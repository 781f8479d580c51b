//! Objectives.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Term, text};
use crate::model::entry::Entry;
use crate::model::objective::{Objective as Found, Reached as Model};
use crate::parse::register::objectives::{self as parse, Better};

/// An objective.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Objective {
    /// Its id.
    id: String,
    /// What is to be reached.
    title: String,
    /// What is measured, and how.
    measure: Option<String>,
    /// The figure to reach.
    target: Option<f64>,
    /// Which way is better.
    better: Term<Better>,
    /// The unit of the figures.
    unit: Option<String>,
    /// What will be done, and with what means.
    plan: Option<String>,
    /// Who answers for it.
    owner: Option<String>,
    /// By when.
    due: Option<Day>,
    /// The risks that it makes smaller.
    risks: Vec<String>,
    /// Anything else that belongs to it.
    related: Vec<String>,
    /// What was measured, in the order of the days.
    values: Vec<Figure>,
    /// How far it is reached.
    reached: Reached,
    /// Its page, relative to the root of the site.
    page: String,
}

/// A figure that was measured.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Figure {
    /// When.
    date: Day,
    /// How much.
    value: f64,
    /// What stands behind the figure.
    note: Option<String>,
}

/// How far an objective is reached.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reached {
    /// Nothing was measured, or there is no target.
    Unknown,
    /// The newest figure reaches the target.
    Yes,
    /// The newest figure does not reach the target, and there is time left.
    NotYet,
    /// Its day is over, and the newest figure does not reach the target.
    Missed,
}

/// The rows.
pub(super) fn rows(names: Names<'_>) -> Vec<Objective> {
    let objectives = names.handbook.objectives.iter().enumerate();
    objectives.map(|(number, one)| of(names, Entry::Objective(number), one)).collect()
}

fn of(names: Names<'_>, entry: Entry, objective: &Found) -> Objective {
    let parsed = &objective.parsed;
    let value = |one: &parse::Value| Figure {
        date: Day(one.date.value),
        value: one.value.value,
        note: one.note.clone(),
    };
    Objective {
        id: parsed.id.value.clone(),
        title: parsed.title.clone(),
        measure: text(parsed.measure.as_ref()),
        target: parsed.target.as_ref().map(|target| target.value),
        better: Term(parsed.better),
        unit: parsed.unit.clone(),
        plan: parsed.plan.clone(),
        owner: names.party(parsed.owner.as_ref()),
        due: Day::of(parsed.due.as_ref()),
        risks: names.entries(&parsed.risks),
        related: names.entries(&parsed.related),
        values: parsed.values.iter().map(value).collect(),
        reached: match objective.reached(names.handbook.today) {
            Model::Unknown => Reached::Unknown,
            Model::Yes => Reached::Yes,
            Model::NotYet => Reached::NotYet,
            Model::Missed => Reached::Missed,
        },
        page: names.page(entry),
    }
}
