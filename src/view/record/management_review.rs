//! A management review: who was there, the ten inputs of 9.3.2 with what the data say beside them, what was decided.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::management_review::{Input, ManagementReview};
use crate::parse::record::management_review::Decision;
use crate::view::parts::{Badge, When};
use crate::view::record::action::{StepRow, own_step};
use crate::view::record::figures::{Fact, facts};
use crate::view::record::period::{Period, PeriodView};
use crate::view::record::somebody::{Somebody, names_are_shown, of_key, of_party};
use crate::view::record::words::when;

/// A management review.
#[derive(Debug, Serialize)]
pub struct ManagementReviewView {
    /// Held, to come, or without a day.
    pub state: Badge,
    /// Its day.
    pub date: Option<When>,
    /// Who was there: roles, and names where names are shown.
    pub attendees: Vec<Somebody>,
    /// How many were there besides whose names are not shown.
    pub unnamed: usize,
    /// The time that it looks back on.
    pub period: PeriodView,
    /// How many of the ten inputs have words of the author.
    pub answered: usize,
    /// The ten inputs in the order of the clause.
    pub inputs: Vec<InputRow>,
    /// What was decided.
    pub decisions: Vec<DecisionRow>,
    /// What is to be done.
    pub actions: Vec<StepRow>,
    /// How many of the actions are open.
    pub open_actions: usize,
}

/// One of the ten inputs of clause 9.3.2.
#[derive(Debug, Serialize)]
pub struct InputRow {
    /// The letter of the clause, with a number for the four parts of d.
    pub letter: &'static str,
    /// What it is called, in our words.
    pub title: &'static str,
    /// What the author says to it; none while nothing was said.
    pub said: Option<String>,
    /// What the data say.
    pub facts: Vec<Fact>,
    /// Why the data say nothing, where that is so.
    pub unknown: Option<&'static str>,
}

/// Something that was decided.
#[derive(Debug, Serialize)]
pub struct DecisionRow {
    /// Its id.
    pub id: Option<String>,
    /// What was decided.
    pub text: String,
    /// Who carries it out.
    pub owner: Option<Somebody>,
}

impl ManagementReviewView {
    /// The view of a management review.
    pub fn new(handbook: &Handbook, document: &Document, review: &ManagementReview) -> Self {
        let day = review.parsed.date.as_ref().map(|day| day.value);
        let period = Period::before(handbook, day);
        let (mut attendees, mut unnamed) = (Vec::new(), 0);
        for attendee in &review.attendees {
            match attendee {
                Ok(party) => attendees.push(of_party(handbook, *party)),
                Err(name) if names_are_shown(handbook) => attendees.push(of_key(handbook, name)),
                Err(_) => unnamed += 1,
            }
        }
        let actions = &review.parsed.actions;
        Self {
            state: match day {
                Some(day) if day <= handbook.today && review.is_draft => {
                    Badge::new("Minutes are a draft", "warn")
                }
                Some(day) if day <= handbook.today => Badge::new("Held", "ok"),
                Some(_) => Badge::new("To come", "quiet"),
                None => Badge::new("No day given", "bad"),
            },
            date: when(handbook, review.parsed.date.as_ref()),
            attendees,
            unnamed,
            period: PeriodView::new(handbook, &period),
            answered: answered(review),
            inputs: inputs(handbook, &period, Some(review)),
            decisions: review.parsed.decisions.iter().map(|it| decision(handbook, it)).collect(),
            actions: actions.iter().map(|it| own_step(handbook, it, document.owner)).collect(),
            open_actions: actions.iter().filter(|it| it.is_open(handbook.today)).count(),
        }
    }
}

/// How many of the ten inputs have words of the author.
pub fn answered(review: &ManagementReview) -> usize {
    Input::ALL.into_iter().filter(|input| review.input(*input).is_some()).count()
}

/// The ten inputs with what the data say; without a review nobody has said anything yet.
pub(super) fn inputs(
    handbook: &Handbook,
    period: &Period,
    review: Option<&ManagementReview>,
) -> Vec<InputRow> {
    let row = |input: Input| InputRow {
        letter: input.key(),
        title: input.title(),
        said: review.and_then(|review| review.input(input)).map(str::to_owned),
        facts: facts(handbook, input, period),
        unknown: match input {
            Input::Issues => Some("Annexa cannot know this: no register holds it."),
            Input::Feedback => Some("Annexa cannot know this: people have to be asked."),
            _ => None,
        },
    };
    Input::ALL.into_iter().map(row).collect()
}

fn decision(handbook: &Handbook, decision: &Decision) -> DecisionRow {
    DecisionRow {
        id: decision.id.clone(),
        text: decision.text.clone(),
        owner: decision.owner.as_ref().map(|key| of_key(handbook, &key.value)),
    }
}
