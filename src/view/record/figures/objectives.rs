//! Whether each objective meets its target by a day, from the newest figure measured up to it.

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::objective::{Objective, Reached};
use crate::view::objective::{target_in_words, with_unit};
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
        "By the newest figure {} of {} meet their target, {} not yet, {} missed it, {} without a figure or a target.",
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
    let newest = objective.newest(period.until).map_or_else(
        || "no figure".to_owned(),
        |newest| {
            let figure = with_unit(objective, newest.value.value);
            format!("{figure} on {}", newest.date.value.long())
        },
    );
    let target = target_in_words(objective);
    let target = target.map(|target| format!(", target {target}")).unwrap_or_default();
    let state = match objective.reached(period.until) {
        Reached::Yes => ", met",
        Reached::NotYet => ", not met yet",
        Reached::Missed => ", missed",
        Reached::Unknown => "",
    };
    format!("{}: {newest}{target}{state}.", objective.parsed.title)
}
