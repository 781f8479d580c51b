//! Findings as rows: open ones first, the oldest before the newer ones.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::finding::{Finding, Stage};
use crate::view::parts::{Badge, Link, Person, When, link_to, links_to, person};
use crate::view::record::step::next_step;
use crate::view::record::tally::totals;
use crate::view::record::words::{
    STAGES, age, grade_badge, lateness, stage_badge, stage_words, when,
};
use crate::view::soa::Total;

/// A finding as a row.
#[derive(Debug, Serialize)]
pub struct FindingRow {
    /// The finding.
    pub link: Link,
    /// What was found.
    pub statement: Option<String>,
    /// How grave it is.
    pub grade: Badge,
    /// Where it stands.
    pub stage: Badge,
    /// The clauses, controls and documents that are not met.
    pub requirement: Vec<Link>,
    /// The audit that found it.
    pub audit: Option<Link>,
    /// Where else it comes from.
    pub source: Option<String>,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// When it was raised.
    pub raised: Option<When>,
    /// How long it has been open, as `42 days`; none once it is closed.
    pub age: Option<String>,
    /// The next step and its day; none when it is closed.
    pub next: Option<NextDay>,
    /// When it was closed.
    pub closed: Option<When>,
}

/// The next step of a finding.
#[derive(Debug, Serialize)]
pub struct NextDay {
    /// What is to be done, in a few words.
    pub what: &'static str,
    /// By when, where something has a day.
    pub due: Option<When>,
    /// How late it is.
    pub lateness: Option<Badge>,
}

/// A finding with its entry and its record.
pub type Found<'h> = (Entry, &'h Document, &'h Finding);

/// The row of a finding.
pub fn finding_row(handbook: &Handbook, (entry, document, finding): Found<'_>) -> FindingRow {
    let today = handbook.today;
    let closed = finding.parsed.closure.as_ref().and_then(|closure| closure.date.as_ref());
    FindingRow {
        link: link_to(handbook, entry),
        statement: finding.parsed.statement.clone(),
        grade: grade_badge(finding.grade()),
        stage: stage_badge(finding.stage(today)),
        requirement: links_to(handbook, finding.requirement.iter().copied()),
        audit: finding.audit.map(|audit| link_to(handbook, audit)),
        source: finding.parsed.source.clone(),
        owner: document.owner.map(|owner| person(handbook, owner)),
        raised: when(handbook, finding.parsed.raised.as_ref()),
        age: age(finding, today),
        next: next_day(handbook, finding),
        closed: when(handbook, closed.filter(|_| !finding.is_open(today))),
    }
}

fn next_day(handbook: &Handbook, finding: &Finding) -> Option<NextDay> {
    let step = next_step(finding, handbook.today)?;
    Some(NextDay {
        what: step.what,
        due: step.due.map(|due| When::new(handbook.today, due)),
        lateness: step.due.map(|due| lateness(handbook, due)),
    })
}

/// What is to be done next about an open finding, and by when; `None` where nothing has a day.
pub fn first_day(finding: &Finding, today: Date) -> Option<(&'static str, Date)> {
    let step = next_step(finding, today)?;
    Some((step.what, step.due?))
}

/// All findings.
#[derive(Debug, Serialize)]
pub struct FindingsView {
    /// How many are open of each grade.
    pub grades: Vec<Total>,
    /// How many stand where; stages in which nothing stands are left out.
    pub stages: Vec<Total>,
    /// How many are open.
    pub n_open: usize,
    /// How many have a day that has passed.
    pub late: usize,
    /// The open ones, those that have been open longest first.
    pub open: Vec<FindingRow>,
    /// The closed ones, newest first.
    pub closed: Vec<FindingRow>,
}

impl FindingsView {
    /// The findings of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let today = handbook.today;
        let (mut open, mut closed): (Vec<Found<'_>>, Vec<Found<'_>>) =
            handbook.findings().partition(|(_, _, finding)| finding.is_open(today));
        let raised = |finding: &Finding| finding.parsed.raised.as_ref().map(|day| day.value);
        let ended = |finding: &Finding| Some(finding.parsed.closure.as_ref()?.date.as_ref()?.value);
        open.sort_by_key(|(_, _, finding)| (raised(finding).is_none(), raised(finding)));
        closed.sort_by_key(|(_, _, finding)| std::cmp::Reverse(ended(finding)));
        let late =
            |finding: &&Finding| first_day(finding, today).is_some_and(|(_, day)| day < today);
        let stage = |stage: Stage| {
            let all = open.iter().chain(&closed);
            let count = all.filter(|(_, _, finding)| finding.stage(today) == stage).count();
            let tone = stage_badge(stage).tone;
            (count > 0).then(|| Total { count, label: stage_words(stage), tone })
        };
        let rows =
            |found: &[Found<'_>]| found.iter().map(|found| finding_row(handbook, *found)).collect();
        Self {
            grades: totals(&open.iter().map(|(_, _, finding)| *finding)),
            stages: STAGES.into_iter().filter_map(stage).collect(),
            n_open: open.len(),
            late: open.iter().map(|(_, _, finding)| *finding).filter(late).count(),
            open: rows(&open),
            closed: rows(&closed),
        }
    }
}
