//! What a step needs of records and registers. Who keeps none of a kind is asked for the texts of the step alone.

use crate::base::date::{Date, Interval};
use crate::base::text::plural;
use crate::model::competence::is_shown;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::guide::look::{share, to_do};
use crate::model::guide::{Next, Point, Progress};
use crate::model::handbook::Handbook;
use crate::model::record::finding::Finding;
use crate::model::register::Kind;
use crate::model::review::ReviewState;

/// Each objective has an owner, a target and a day.
pub(super) fn objectives(handbook: &Handbook) -> Vec<Point> {
    let all = &handbook.objectives;
    let is_set = |objective: &&crate::model::objective::Objective| {
        let parsed = &objective.parsed;
        objective.owner.is_some() && parsed.target.is_some() && parsed.due.is_some()
    };
    let next = about_first(all, |row| !is_set(&row), Entry::Objective);
    let next = next.map(|entry| of("give an owner, a target and a day to", entry));
    let set = all.iter().filter(is_set).count();
    point((set, all.len()), "objectives have an owner, a target and a day", next)
}

/// Each objective has a figure.
pub(super) fn measured(handbook: &Handbook) -> Vec<Point> {
    let all = &handbook.objectives;
    let is_measured =
        |objective: &crate::model::objective::Objective| objective.newest(handbook.today).is_some();
    let next = about_first(all, |row| !is_measured(row), Entry::Objective);
    let next = next.map(|entry| of("take the first figure of", entry));
    let measured = all.iter().filter(|row| is_measured(row)).count();
    point((measured, all.len()), "objectives have a figure", next)
}

/// Each competence that a role needs is proven, and the proof still holds.
pub(super) fn competences(handbook: &Handbook) -> Vec<Point> {
    let all = handbook.rows(Kind::Competences);
    let is_proven = |number: &usize| {
        is_shown(handbook, *number) && !matches!(all[*number].expiry, ReviewState::Overdue { .. })
    };
    let needed: Vec<usize> =
        (0..all.len()).filter(|number| all[*number].is_live(handbook.today)).collect();
    let next = needed.iter().find(|number| !is_proven(number));
    let next = next.map(|number| of("find proof for", Entry::Row(Kind::Competences, *number)));
    let proven = needed.iter().filter(|number| is_proven(number)).count();
    point((proven, needed.len()), "competences are proven", next)
}

/// An internal audit took place, and the time until the next one is not over.
pub(super) fn audits(handbook: &Handbook) -> Vec<Point> {
    let all: Vec<_> = handbook.audits().collect();
    let performed = all.iter().filter_map(|(.., audit)| audit.performed(handbook.today));
    let planned = all.iter().find(|(.., audit)| audit.ended(handbook.today).is_none());
    let next = match planned {
        Some((entry, ..)) => of("carry out, and enter performed in", *entry),
        None => to_do("plan the next internal audit", "annexa new internal-audit TITLE"),
    };
    let every = handbook.settings.audit_every.as_ref().map(|every| every.value);
    took_place(handbook.today, all.len(), performed.collect(), every, ("audit", "audits"), next)
}

/// A management review was held, and the time until the next one is not over.
pub(super) fn reviews(handbook: &Handbook) -> Vec<Point> {
    let all: Vec<_> = handbook.management_reviews().collect();
    let held = all.iter().filter_map(|(.., review)| review.held(handbook.today));
    let next = to_do("hold the next management review", "annexa new management-review TITLE");
    let every = handbook.settings.management_review_every.as_ref().map(|every| every.value);
    took_place(handbook.today, all.len(), held.collect(), every, ("review", "reviews"), next)
}

/// Each nonconformity is closed, or has a cause and an action.
pub(super) fn findings(handbook: &Handbook) -> Vec<Point> {
    let all: Vec<(Entry, &Document, &Finding)> =
        handbook.findings().filter(|(.., finding)| finding.is_nonconformity()).collect();
    let is_handled = |finding: &Finding| {
        let is_planned = finding.parsed.cause.is_some() && !finding.parsed.actions.is_empty();
        !finding.is_open(handbook.today) || is_planned
    };
    let next = all.iter().find(|(.., finding)| !is_handled(finding));
    let next = next.map(|(entry, ..)| of("find the cause of, and plan an action for,", *entry));
    let handled = all.iter().filter(|(.., finding)| is_handled(finding)).count();
    point((handled, all.len()), "nonconformities are closed or have a cause and an action", next)
}

/// Nothing where there is nothing to count.
fn point((part, all): (usize, usize), what: &str, next: Option<Next>) -> Vec<Point> {
    if all == 0 {
        return Vec::new();
    }
    let next = next.unwrap_or_else(|| to_do("", ""));
    vec![share((part, all), what, "", next)]
}

fn took_place(
    today: Date,
    all: usize,
    days: Vec<Date>,
    every: Option<Interval>,
    (one, many): (&str, &str),
    next: Next,
) -> Vec<Point> {
    if all == 0 {
        return Vec::new();
    }
    let fact = plural(days.len(), &format!("{one} took place"), &format!("{many} took place"));
    let Some(newest) = days.into_iter().max() else {
        let fact = Some(format!("no {one} took place yet"));
        return vec![Point { progress: Progress::Begun, fact, next: Some(next) }];
    };
    let fact = format!("{fact}, the newest on {}", newest.long());
    let is_over = every.is_some_and(|every| newest.plus(every) < today);
    let (progress, next) =
        if is_over { (Progress::Begun, Some(next)) } else { (Progress::Done, None) };
    vec![Point { progress, fact: Some(fact), next }]
}

fn of(text: &str, entry: Entry) -> Next {
    Next { text: text.to_owned(), entry: Some(entry), code: None }
}

/// The first row of a list that is wanted.
fn about_first<T>(
    rows: &[T],
    is_wanted: impl Fn(&T) -> bool,
    entry: impl Fn(usize) -> Entry,
) -> Option<Entry> {
    rows.iter().position(is_wanted).map(entry)
}
