//! The register of objectives: what is to be reached, and how far it is.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::objective::{Objective, Reached};
use crate::model::register::Kind;
use crate::parse::register::objectives::{Better, Value};
use crate::view::head::HeadView;
use crate::view::parts::{Badge, Link, Person, When, link_to, links_to, person, referring};
use crate::view::trend::TrendView;

/// A figure.
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// The figure with its unit.
    pub value: String,
    /// Its day.
    pub date: When,
    /// What stands behind it.
    pub note: Option<String>,
    /// True when it meets the target.
    pub is_enough: bool,
}

/// An objective.
#[derive(Debug, Serialize)]
pub struct ObjectiveView {
    /// The objective.
    pub link: Link,
    /// Its anchor.
    pub anchor: String,
    /// Whether its newest figure meets the target.
    pub state: Badge,
    /// What is measured, and how.
    pub measure: Option<String>,
    /// The target in words, such as `at least 90 %`.
    pub target: Option<String>,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// By when.
    pub due: Option<When>,
    /// What will be done, and with what means.
    pub plan: Option<String>,
    /// Risks that it makes smaller.
    pub risks: Vec<Link>,
    /// Anything else that belongs to it.
    pub related: Vec<Link>,
    /// The newest figure up to today.
    pub newest: Option<FigureView>,
    /// The oldest figure, if there is another one.
    pub oldest: Option<FigureView>,
    /// All figures, newest first.
    pub figures: Vec<FigureView>,
    /// The figures as a drawing.
    pub trend: Option<TrendView>,
    /// Documents, rows and records that refer to it.
    pub referred_by: Vec<Link>,
}

/// The register.
#[derive(Debug, Serialize)]
pub struct ObjectivesView {
    /// What it says of itself.
    pub head: HeadView,
    /// The objectives in the order of their ids.
    pub objectives: Vec<ObjectiveView>,
    /// How many meet their target by their newest figure.
    pub reached: usize,
    /// How many have time left.
    pub open: usize,
    /// How many are past their day and do not meet it.
    pub missed: usize,
    /// How many have no figure or no target.
    pub unknown: usize,
}

impl ObjectivesView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let count = |wanted: Reached| {
            let all = handbook.objectives.iter();
            all.filter(|objective| objective.reached(handbook.today) == wanted).count()
        };
        Self {
            head: HeadView::new(handbook, Kind::Objectives),
            objectives: (0..handbook.objectives.len())
                .map(|index| ObjectiveView::new(handbook, index))
                .collect(),
            reached: count(Reached::Yes),
            open: count(Reached::NotYet),
            missed: count(Reached::Missed),
            unknown: count(Reached::Unknown),
        }
    }
}

impl ObjectiveView {
    /// The view of the objective with this index.
    fn new(handbook: &Handbook, index: usize) -> Self {
        let (entry, objective) = (Entry::Objective(index), &handbook.objectives[index]);
        let (parsed, today) = (&objective.parsed, handbook.today);
        let figure = |value: &Value| FigureView {
            value: with_unit(objective, value.value.value),
            date: When::new(today, value.date.value),
            note: value.note.clone(),
            is_enough: parsed
                .target
                .as_ref()
                .is_some_and(|target| objective.is_enough(value.value.value, target.value)),
        };
        let seen: Vec<&Value> =
            parsed.values.iter().filter(|value| value.date.value <= today).collect();
        Self {
            link: link_to(handbook, entry),
            anchor: handbook.label(entry).place.anchor.clone().unwrap_or_default(),
            state: state(objective, handbook),
            measure: parsed.measure.as_ref().map(|measure| measure.value.clone()),
            target: target_in_words(objective),
            owner: objective.owner.map(|owner| person(handbook, owner)),
            due: parsed.due.as_ref().map(|due| When::new(today, due.value)),
            plan: parsed.plan.clone(),
            risks: links_to(handbook, objective.risks.iter().copied()),
            related: links_to(handbook, objective.related.iter().copied()),
            newest: seen.last().map(|value| figure(value)),
            oldest: seen.first().filter(|_| seen.len() > 1).map(|value| figure(value)),
            figures: seen.iter().rev().map(|value| figure(value)).collect(),
            trend: TrendView::new(objective, today),
            referred_by: referring(handbook, entry),
        }
    }
}

/// A figure with its unit, which stays on its line: `90 %`, and `1 (exercises)`, because a word would have to be bent to the figure.
pub fn with_unit(objective: &Objective, value: f64) -> String {
    match objective.parsed.unit.as_deref() {
        Some(unit) if is_word(unit) => format!("{value} ({unit})"),
        Some(unit) => format!("{value}\u{a0}{unit}"),
        None => value.to_string(),
    }
}

/// The target in words: `at least 90 %`.
pub fn target_in_words(objective: &Objective) -> Option<String> {
    let target = objective.parsed.target.as_ref()?;
    let at = match objective.parsed.better {
        Better::Higher => "at least",
        Better::Lower => "at most",
    };
    Some(format!("{at} {}", with_unit(objective, target.value)))
}

/// True for `days` and `late leavers`; symbols have up to three letters: `%`, `h`, `EUR`.
fn is_word(unit: &str) -> bool {
    unit.chars().filter(|letter| letter.is_alphabetic()).count() > 3
}

/// How an objective stands, in a word.
pub fn state(objective: &Objective, handbook: &Handbook) -> Badge {
    match objective.reached(handbook.today) {
        Reached::Yes => Badge::new("Target met", "ok"),
        Reached::NotYet => Badge::new("Not met yet", "warn"),
        Reached::Missed => Badge::new("Missed", "bad"),
        Reached::Unknown if objective.parsed.target.is_none() => Badge::new("No target", "bad"),
        Reached::Unknown => Badge::new("No figure yet", "bad"),
    }
}
