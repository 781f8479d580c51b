//! The audit programme: the internal audits by year, the next one, and what was sampled.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::deadline::DeadlineKind;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::audit::Audit;
use crate::view::parts::{Badge, Link, When, link_to};
use crate::view::record::audit::{performed, raised_by, state};
use crate::view::record::coverage::{Coverage, coverage};
use crate::view::record::next_due::{NextDue, next_due};
use crate::view::record::somebody::{Somebody, of_party};
use crate::view::record::tally::in_words;
use crate::view::record::words::when;

/// The audit programme.
#[derive(Debug, Serialize)]
pub struct AuditsView {
    /// The years, newest first; what has no day comes last.
    pub years: Vec<AuditYear>,
    /// The next audit; none when nothing says when it is.
    pub next: Option<NextDue>,
    /// The longest time between two, in words; none when the settings name none.
    pub every: Option<String>,
    /// What the audits of the last three years sampled.
    pub coverage: Coverage,
}

/// The audits of a year.
#[derive(Debug, Serialize)]
pub struct AuditYear {
    /// The year; “Without a day” for audits that name none.
    pub title: String,
    /// Its audits, newest first.
    pub rows: Vec<AuditRow>,
}

/// An audit as a row.
#[derive(Debug, Serialize)]
pub struct AuditRow {
    /// Its record.
    pub link: Link,
    /// Performed, planned or late, in words.
    pub state: Badge,
    /// The day for which it was planned.
    pub planned: Option<When>,
    /// Its last day; none while it is still to come.
    pub performed: Option<When>,
    /// What is or was audited.
    pub scope: Option<String>,
    /// Who audits.
    pub auditors: Vec<Somebody>,
    /// How many findings there are of each grade, in words.
    pub findings: String,
    /// How many of them are open.
    pub open: usize,
    /// How many documents, clauses and controls were sampled.
    pub sampled: usize,
}

impl AuditsView {
    /// The programme of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mut found: Vec<_> = handbook
            .audits()
            .map(|(entry, _, audit)| (day(handbook, audit), entry, audit))
            .collect();
        found.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
        let mut years: Vec<AuditYear> = Vec::new();
        for (day, entry, audit) in found {
            let title = day.map_or_else(|| "Without a day".to_owned(), year);
            let row = row(handbook, entry, audit);
            match years.last_mut().filter(|year| year.title == title) {
                Some(year) => year.rows.push(row),
                None => years.push(AuditYear { title, rows: vec![row] }),
            }
        }
        Self {
            years,
            next: next_due(handbook, DeadlineKind::Audit),
            every: handbook.settings.audit_every.as_ref().map(|every| every.value.to_string()),
            coverage: coverage(handbook),
        }
    }
}

fn day(handbook: &Handbook, audit: &Audit) -> Option<Date> {
    audit.ended(handbook.today).or(audit.parsed.planned.as_ref().map(|day| day.value))
}

fn year(day: Date) -> String {
    day.to_string().chars().take(4).collect()
}

fn row(handbook: &Handbook, entry: Entry, audit: &Audit) -> AuditRow {
    let findings = raised_by(handbook, entry).map(|(_, _, finding)| finding);
    AuditRow {
        link: link_to(handbook, entry),
        state: state(handbook, audit),
        planned: when(handbook, audit.parsed.planned.as_ref()),
        performed: performed(handbook, audit),
        scope: audit.parsed.scope.clone(),
        auditors: audit.auditors.iter().map(|id| of_party(handbook, *id)).collect(),
        open: findings.clone().filter(|finding| finding.is_open(handbook.today)).count(),
        findings: in_words(&findings),
        sampled: audit.sampled.len(),
    }
}
