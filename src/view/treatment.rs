//! The risk treatment plan: the steps that make risks smaller, by the day until which they are taken.

use serde::Serialize;

use crate::model::action::{Step, steps};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::view::head::HeadView;
use crate::view::parts::{Badge, Link, Person, When, link_to, links_to, person};
use crate::view::rating::{RatingView, rating_view};

/// A step of the plan.
#[derive(Debug, Serialize)]
pub struct PlanRow {
    /// Its id, if it has one.
    pub id: Option<String>,
    /// What is done.
    pub text: String,
    /// The risk that it treats.
    pub risk: Link,
    /// What is done about the risk, in a word.
    pub treatment: Option<String>,
    /// Who does it.
    pub owner: Option<Person>,
    /// By when.
    pub due: Option<When>,
    /// When it was done.
    pub done: Option<When>,
    /// Done, open or late.
    pub state: Badge,
    /// The controls that treat the risk.
    pub controls: Vec<Link>,
    /// What is to remain of the risk.
    pub residual: Option<RatingView>,
}

/// The plan.
#[derive(Debug, Serialize)]
pub struct TreatmentView {
    /// What the risk register says of itself.
    pub head: HeadView,
    /// What is to be done, late ones first, those without a day last.
    pub open: Vec<PlanRow>,
    /// What is done, newest first.
    pub done: Vec<PlanRow>,
    /// How many steps are late.
    pub late: usize,
    /// How many steps have no day.
    pub undated: usize,
    /// Risks above the appetite that are neither accepted nor have an open step.
    pub unplanned: Vec<Link>,
}

impl TreatmentView {
    /// The plan of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let today = handbook.today;
        let all = steps(handbook).into_iter();
        let of_risks = all.filter(|step| matches!(step.of, Entry::Risk(_)));
        let (mut open, mut done): (Vec<Step<'_>>, Vec<Step<'_>>) =
            of_risks.partition(|step| step.is_open(today));
        let due = |step: &Step<'_>| step.action.due.as_ref().map(|day| day.value);
        open.sort_by_key(|step| (due(step).is_none(), due(step)));
        done.sort_by_key(|step| std::cmp::Reverse(step.action.done.as_ref().map(|day| day.value)));
        let rows = |steps: &[Step<'_>]| -> Vec<PlanRow> {
            steps.iter().filter_map(|step| row(handbook, step)).collect()
        };
        let scale = &handbook.settings.risk;
        let is_unplanned = |(number, risk): &(usize, &crate::model::risk::Risk)| {
            let has_step = open.iter().any(|step| step.of == Entry::Risk(*number));
            risk.is_above_appetite(scale) && !has_step && !risk.is_accepted(today)
        };
        let unplanned = handbook.risks.iter().enumerate().filter(is_unplanned);
        Self {
            head: HeadView::new(handbook, Kind::Risks),
            late: open.iter().filter(|step| step.is_late(today)).count(),
            undated: open.iter().filter(|step| due(step).is_none()).count(),
            unplanned: links_to(handbook, unplanned.map(|(number, _)| Entry::Risk(number))),
            open: rows(&open),
            done: rows(&done),
        }
    }
}

fn row(handbook: &Handbook, step: &Step<'_>) -> Option<PlanRow> {
    let Entry::Risk(number) = step.of else { return None };
    let (today, risk) = (handbook.today, &handbook.risks[number]);
    let action = step.action;
    let day = |day: crate::base::date::Date| When::new(today, day);
    let state = match (step.is_open(today), &action.due) {
        (false, _) => Badge::new("Done", "ok"),
        (true, _) if step.is_late(today) => Badge::new("Late", "bad"),
        (true, Some(due)) if due.value <= today.plus(handbook.settings.review_warn) => {
            Badge::new("Due soon", "warn")
        }
        (true, Some(_)) => Badge::new("Open", "quiet"),
        (true, None) => Badge::new("Open, no date", "bad"),
    };
    Some(PlanRow {
        id: action.id.clone(),
        text: action.text.clone(),
        risk: link_to(handbook, step.of),
        treatment: risk
            .parsed
            .treatment
            .as_ref()
            .map(|word| crate::view::parts::label_of(word.value)),
        owner: step.owner.map(|owner| person(handbook, owner)),
        due: action.due.as_ref().map(|due| day(due.value)),
        done: action.done.as_ref().filter(|_| !step.is_open(today)).map(|done| day(done.value)),
        state,
        controls: links_to(handbook, risk.controls.iter().copied()),
        residual: risk.parsed.residual.as_ref().map(|rating| rating_view(handbook, &rating.value)),
    })
}
