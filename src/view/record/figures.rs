//! What the data say to each of the ten inputs of a management review (9.3.2), computed from dates.
//!
//! Registers keep no former ratings and only the newest day of collections and reviews: what cannot be told for a day in the past is told as
//! it is today, and says so.

mod objectives;
mod risks;

use serde::Serialize;

use crate::base::date::Date;
use crate::base::text::plural;
use crate::diag::span::Spanned;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;
use crate::model::record::management_review::Input;
use crate::model::register::Kind;
use crate::parse::action::Action;
use crate::parse::record::finding::Grade;
use crate::view::parts::{Link, link_to, links_to};
use crate::view::record::audit::raised_by;
use crate::view::record::findings::Found;
use crate::view::record::period::Period;
use crate::view::record::tally::in_words;

/// A figure in words, with what was counted.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// The figure in words.
    pub text: String,
    /// What was counted, where it can be listed.
    pub links: Vec<Link>,
}

impl Fact {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), links: Vec::new() }
    }

    fn of(handbook: &Handbook, text: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self { text: text.into(), links: links_to(handbook, entries) }
    }
}

/// What the data say to an input; nothing for what no data can say.
pub(super) fn facts(handbook: &Handbook, input: Input, period: &Period) -> Vec<Fact> {
    match input {
        Input::FormerActions => former_actions(handbook, period),
        Input::Issues | Input::Feedback => Vec::new(),
        Input::Parties => parties(handbook, period),
        Input::Nonconformities => nonconformities(handbook, period),
        Input::Measurements => measurements(handbook, period),
        Input::Audits => audits(handbook, period),
        Input::Objectives => objectives::facts(handbook, period),
        Input::Risks => risks::facts(handbook, period),
        Input::Improvement => improvement(handbook, period),
    }
}

/// The same with their sum: `5 actions: 3 done, 1 open in time, 1 late.`
fn counted<'a>(actions: impl Iterator<Item = &'a Action> + Clone, day: Date, noun: &str) -> String {
    let nouns = format!("{noun}s");
    format!("{}: {}.", plural(actions.clone().count(), noun, &nouns), counts(actions, day))
}

/// Actions counted as of a day: `3 done, 1 open in time, 1 late`.
fn counts<'a>(actions: impl Iterator<Item = &'a Action>, day: Date) -> String {
    let (mut done, mut open, mut late) = (0, 0, 0);
    for action in actions {
        let is_past = action.due.as_ref().is_some_and(|due| due.value < day);
        match (action.is_open(day), is_past) {
            (false, _) => done += 1,
            (true, false) => open += 1,
            (true, true) => late += 1,
        }
    }
    format!("{done} done, {open} open in time, {late} late")
}

/// The actions of earlier reviews that were open when the time began, or were decided in it.
fn former_actions(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (entry, _, review) in handbook.management_reviews() {
        let Some(held) = review.held(handbook.today).filter(|held| *held <= period.from) else {
            continue;
        };
        let was_open = |action: &&Action| action.is_open(period.from) || held == period.from;
        let actions: Vec<&Action> = review.parsed.actions.iter().filter(was_open).collect();
        if !actions.is_empty() {
            let counts = counts(actions.into_iter(), period.until);
            let text = format!("Actions of an earlier review: {counts}.");
            facts.push(Fact::of(handbook, text, vec![entry]));
        }
    }
    if facts.is_empty() {
        facts.push(Fact::new("No earlier review left an action to follow."));
    } else {
        facts.push(Fact::new("Decisions are not counted: they have no date."));
    }
    facts
}

fn parties(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let rows = handbook.rows(Kind::Parties);
    let parties: Vec<_> = rows.iter().map(|row| value(row.parsed.reviewed.as_ref())).collect();
    let rows = handbook.obligations.iter();
    let obligations: Vec<_> = rows.map(|row| value(row.parsed.reviewed.as_ref())).collect();
    let mut facts = Vec::new();
    for (days, noun) in [(parties, "interested parties"), (obligations, "obligations")] {
        if !days.is_empty() {
            facts.push(Fact::new(looked_at(&days, period, noun, "reviewed")));
        }
    }
    facts
}

fn value(day: Option<&Spanned<Date>>) -> Option<Date> {
    day.map(|day| day.value)
}

/// How many of these newest days lie in the time: `4 of 9 obligations reviewed`. A newer day hides what came before, and is named for that.
fn looked_at(newest: &[Option<Date>], period: &Period, noun: &str, done: &str) -> String {
    let seen = newest.iter().flatten().filter(|day| period.has(**day)).count();
    let later = newest.iter().flatten().filter(|day| **day > period.until).count();
    let hidden = match later {
        0 => String::new(),
        _ => format!("; {later} {done} since, which hides whether they were before"),
    };
    format!("{seen} of {} {noun} {done}{hidden}.", newest.len())
}

/// What is known of a finding by a day: it was raised by then. What has no day was there before.
fn is_known(finding: &Finding, day: Date) -> bool {
    finding.parsed.raised.as_ref().is_none_or(|raised| raised.value <= day)
}

fn tallied(handbook: &Handbook, what: &str, found: &[Found<'_>]) -> Fact {
    let count = plural(found.len(), "finding", "findings");
    let grades = in_words(&found.iter().map(|(_, _, finding)| *finding));
    let text = match found {
        [] => format!("No finding {what}."),
        _ => format!("{count} {what}: {grades}."),
    };
    Fact::of(handbook, text, found.iter().map(|(entry, _, _)| *entry).collect())
}

fn nonconformities(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let all: Vec<Found<'_>> = handbook.findings().collect();
    let raised =
        |finding: &Finding| finding.parsed.raised.as_ref().is_some_and(|day| period.has(day.value));
    let closed = |finding: &Finding| {
        let date = finding.parsed.closure.as_ref().and_then(|closure| closure.date.as_ref());
        date.is_some_and(|day| period.has(day.value))
    };
    let open = |finding: &Finding| is_known(finding, period.until) && finding.is_open(period.until);
    let those = |which: &dyn Fn(&Finding) -> bool| -> Vec<Found<'_>> {
        all.iter().filter(|(_, _, finding)| which(finding)).copied().collect()
    };
    let known = all.iter().filter(|(_, _, finding)| is_known(finding, period.until));
    let worked_on = known.filter(|(_, _, finding)| finding.is_open(period.from));
    let actions = worked_on.flat_map(|(_, _, finding)| &finding.parsed.actions);
    vec![
        tallied(handbook, "raised", &those(&raised)),
        tallied(handbook, "closed", &those(&closed)),
        tallied(handbook, &format!("open on {}", period.until.long()), &those(&open)),
        Fact::new(counted(actions, period.until, "corrective action")),
    ]
}

fn measurements(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let mut facts = Vec::new();
    let pieces = handbook.evidence.iter();
    let collected: Vec<_> = pieces.map(|piece| value(piece.parsed.collected.as_ref())).collect();
    if !collected.is_empty() {
        facts.push(Fact::new(looked_at(&collected, period, "pieces of evidence", "collected")));
    }
    let measured = |values: &[crate::parse::register::objectives::Value]| {
        values.iter().filter(|value| period.has(value.date.value)).count()
    };
    let counts = handbook.objectives.iter().map(|objective| measured(&objective.parsed.values));
    let counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
    if !handbook.objectives.is_empty() {
        facts.push(Fact::new(format!(
            "{} of {} recorded.",
            plural(counts.iter().sum(), "figure", "figures"),
            plural(counts.len(), "objective", "objectives"),
        )));
    }
    facts
}

fn audits(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let mut facts: Vec<Fact> = handbook
        .audits()
        .filter_map(|(entry, _, audit)| {
            let day = audit.performed(handbook.today).filter(|day| period.has(*day))?;
            let findings = in_words(&raised_by(handbook, entry).map(|(_, _, finding)| finding));
            let text = format!("Performed on {}, findings: {findings}.", day.long());
            Some(Fact::of(handbook, text, vec![entry]))
        })
        .collect();
    if facts.is_empty() {
        facts.push(Fact::new("No internal audit was performed."));
    }
    facts
}

fn improvement(handbook: &Handbook, period: &Period) -> Vec<Fact> {
    let found = handbook.findings().filter(|(_, _, finding)| {
        finding.grade() == Some(Grade::Opportunity)
            && is_known(finding, period.until)
            && finding.is_open(period.until)
    });
    let open: Vec<Entry> = found.map(|(entry, _, _)| entry).collect();
    let text = match open.len() {
        0 => "No opportunity for improvement is open.".to_owned(),
        count => format!("{} for improvement open.", plural(count, "opportunity", "opportunities")),
    };
    vec![Fact { text, links: open.into_iter().map(|entry| link_to(handbook, entry)).collect() }]
}
