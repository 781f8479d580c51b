//! The life of a finding as an ordered list: raised, corrected, understood, acted on, judged, closed.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;
use crate::parse::record::finding::Judgement;
use crate::view::parts::{Badge, When};
use crate::view::record::action::{StepRow, own_step};
use crate::view::record::somebody::{Somebody, of_key, of_party};
use crate::view::record::words::{lateness, when};

/// A step in the life of a finding.
#[derive(Debug, Default, Serialize)]
pub struct LifeStep {
    /// What it is called.
    pub title: &'static str,
    /// How it stands, in words; none where nothing has to be said.
    pub state: Option<Badge>,
    /// The day on which it was taken.
    pub day: Option<When>,
    /// The day by which it is to be taken, while it is not.
    pub due: Option<When>,
    /// Who took it, or is to.
    pub who: Option<Somebody>,
    /// What was done, why it came about, how it is judged.
    pub text: Option<String>,
    /// What was seen, or in what words it was closed.
    pub note: Option<String>,
    /// The actions.
    pub actions: Vec<StepRow>,
    /// True when it is behind the finding.
    pub is_taken: bool,
}

/// The steps in their order.
pub(super) fn life(handbook: &Handbook, document: &Document, finding: &Finding) -> Vec<LifeStep> {
    vec![
        raised(handbook, finding),
        correction(handbook, finding),
        cause(finding),
        actions(handbook, document, finding),
        effectiveness(handbook, finding),
        closed(handbook, document, finding),
    ]
}

fn raised(handbook: &Handbook, finding: &Finding) -> LifeStep {
    let day = when(handbook, finding.parsed.raised.as_ref());
    LifeStep {
        title: "Raised",
        state: day.is_none().then(|| Badge::new("No day given", "bad")),
        who: finding.by.map(|by| of_party(handbook, by)),
        is_taken: true,
        day,
        ..LifeStep::default()
    }
}

fn correction(handbook: &Handbook, finding: &Finding) -> LifeStep {
    let step = LifeStep { title: "Corrected at once", ..LifeStep::default() };
    let Some(correction) = &finding.parsed.correction else {
        return LifeStep { state: Some(Badge::new("No correction recorded", "quiet")), ..step };
    };
    let done = correction.done.as_ref().filter(|day| day.value <= handbook.today);
    LifeStep {
        state: done.is_none().then(|| Badge::new("Not done yet", "warn")),
        day: when(handbook, done),
        who: correction.owner.as_ref().map(|key| of_key(handbook, &key.value)),
        text: correction.text.clone(),
        is_taken: done.is_some(),
        ..step
    }
}

fn cause(finding: &Finding) -> LifeStep {
    let cause = finding.parsed.cause.as_ref().map(|cause| cause.value.clone());
    let state = match (&cause, finding.is_nonconformity()) {
        (Some(_), _) => None,
        (None, true) => Some(Badge::new("Not known yet", "warn")),
        (None, false) => Some(Badge::new("Not asked for at this grade", "quiet")),
    };
    LifeStep {
        title: "Cause",
        state,
        is_taken: cause.is_some(),
        text: cause,
        ..LifeStep::default()
    }
}

fn actions(handbook: &Handbook, document: &Document, finding: &Finding) -> LifeStep {
    let steps = &finding.parsed.actions;
    let today = handbook.today;
    let done = steps.iter().filter(|action| !action.is_open(today)).count();
    let is_late = |due: &crate::base::date::Date| *due < today;
    let late = steps
        .iter()
        .filter(|action| action.is_open(today))
        .filter_map(|action| Some(action.due.as_ref()?.value))
        .filter(is_late)
        .count();
    let state = match (steps.len(), done, late) {
        (0, _, _) if finding.is_nonconformity() && finding.is_open(today) => {
            Badge::new("None planned", "warn")
        }
        (0, _, _) => Badge::new("None", "quiet"),
        (all, done, _) if all == done => Badge::new("All done", "ok"),
        (all, done, 0) => Badge::new(format!("{done} of {all} done"), "quiet"),
        (all, done, late) => Badge::new(format!("{done} of {all} done, {late} late"), "bad"),
    };
    LifeStep {
        title: "Actions, so that it does not come again",
        state: Some(state),
        is_taken: !steps.is_empty() && done == steps.len(),
        actions: steps.iter().map(|step| own_step(handbook, step, document.owner)).collect(),
        ..LifeStep::default()
    }
}

fn effectiveness(handbook: &Handbook, finding: &Finding) -> LifeStep {
    let step = LifeStep { title: "Did the actions work?", ..LifeStep::default() };
    let Some(check) = &finding.parsed.effectiveness else {
        let state = if finding.is_nonconformity() {
            Badge::new("No check planned", "warn")
        } else {
            Badge::new("Not asked for at this grade", "quiet")
        };
        return LifeStep { state: Some(state), ..step };
    };
    let judged = finding.judged(handbook.today);
    let state = match (judged, &check.due) {
        (Some(Judgement::Effective), _) => Badge::new("Effective", "ok"),
        (Some(Judgement::NotEffective), _) => Badge::new("Not effective", "bad"),
        (None, Some(due)) => lateness(handbook, due.value),
        (None, None) => Badge::new("No day set", "warn"),
    };
    let is_judged = judged.is_some();
    LifeStep {
        state: Some(state),
        day: when(handbook, check.date.as_ref().filter(|_| is_judged)),
        due: when(handbook, check.due.as_ref().filter(|_| !is_judged)),
        who: check.by.as_ref().map(|key| of_key(handbook, &key.value)),
        text: check.method.clone(),
        note: check.note.clone().filter(|_| is_judged),
        is_taken: is_judged,
        ..step
    }
}

fn closed(handbook: &Handbook, document: &Document, finding: &Finding) -> LifeStep {
    let step = LifeStep { title: "Closed", ..LifeStep::default() };
    let closure = finding.parsed.closure.as_ref().filter(|_| !finding.is_open(handbook.today));
    if let Some(closure) = closure {
        return LifeStep {
            day: when(handbook, closure.date.as_ref()),
            who: closure.by.as_ref().map(|key| of_key(handbook, &key.value)),
            note: closure.note.clone(),
            is_taken: true,
            ..step
        };
    }
    let due = finding.parsed.due.as_ref();
    LifeStep {
        state: Some(due.map_or_else(
            || Badge::new("Open, no date set", "quiet"),
            |due| lateness(handbook, due.value),
        )),
        due: when(handbook, due),
        who: document.owner.map(|owner| of_party(handbook, owner)),
        ..step
    }
}
