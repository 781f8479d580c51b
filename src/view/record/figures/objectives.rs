//! How far each objective is reached by a day, from the figures measured up to it.

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::objective::{Objective, Reached};
use crate::parse::register::objectives::Better;
use crate::view::record::figures::Fact;
use crate::view::record::period::Period;

/// The sum, then a line for each objective.
pub(super) fn facts(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let all = &handbook.objectives;
    if all.is_empty() {
        return vec![Fact::new("The register has no objective.")];
    }
    let count = |reached: Reached| {
        all.iter().filter(|objective| objective.reached(period.until) == reached).count()
    };
    let sum = format!(
        "{} of {} reached, {} not yet, {} missed, {} without a figure.",
        count(Reached::Yes),
        all.len(),
        count(Reached::NotYet),
        count(Reached::Missed),
        count(Reached::Unknown),
    );
    let lines = all.iter().enumerate().map(|(number, objective)| {
        Fact::of(handbook, line(objective, period), vec![Entry::Objective(number)])
    });
    std::iter::once(Fact::new(sum)).chain(lines).collect()
}

fn line(objective: &Objective, period: &Period) -> String {
    let unit = objective.parsed.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let newest = objective.newest(period.until).map_or_else(
        || "no figure".to_owned(),
        |newest| format!("{}{unit} on {}", newest.value.value, newest.date.value.long()),
    );
    let at = match objective.parsed.better {
        Better::Higher => "at least",
        Better::Lower => "at most",
    };
    let target = objective.parsed.target.as_ref();
    let target =
        target.map(|target| format!(", target {at} {}{unit}", target.value)).unwrap_or_default();
    let state = match objective.reached(period.until) {
        Reached::Yes => ", reached",
        Reached::NotYet => ", not yet",
        Reached::Missed => ", missed",
        Reached::Unknown => "",
    };
    format!("{}: {newest}{target}{state}.", objective.parsed.title)
}
