//! What records name as their day: planned audits and the longest time between two, findings and the check of their actions.

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::diag::span::{Span, Spanned};
use crate::model::deadline::{Deadline, DeadlineKind};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::record::finding::Finding;

/// The deadlines of records.
pub(super) fn deadlines(handbook: &Handbook) -> Vec<Deadline> {
    let mut all = findings(handbook);
    all.extend(planned_audits(handbook));
    all.extend(next_audit(handbook));
    all.extend(planned_management_reviews(handbook));
    all.extend(next_management_review(handbook));
    all
}

fn findings(handbook: &Handbook) -> Vec<Deadline> {
    let mut all = Vec::new();
    let open = handbook.findings().filter(|(_, _, finding)| finding.is_open(handbook.today));
    for (entry, document, finding) in open {
        if let Some(due) = &finding.parsed.due {
            let owner = document.owner;
            all.push(of_record(handbook, DeadlineKind::Finding, (entry, document), owner, due));
        }
        if let Some((due, judge)) = effectiveness(handbook, finding) {
            let kind = DeadlineKind::Effectiveness;
            let owner = judge.or(document.owner);
            all.push(of_record(handbook, kind, (entry, document), owner, due));
        }
    }
    all
}

/// The day on which it is to be judged whether the actions worked, and who does; `None` once somebody did.
fn effectiveness<'h>(
    handbook: &Handbook,
    finding: &'h Finding,
) -> Option<(&'h Spanned<Date>, Option<PartyId>)> {
    let check = finding.parsed.effectiveness.as_ref()?;
    let judge = check.by.as_ref().and_then(|key| handbook.directory.find(&key.value));
    let due = check.due.as_ref().filter(|_| finding.judged(handbook.today).is_none())?;
    Some((due, judge))
}

fn planned_audits(handbook: &Handbook) -> Vec<Deadline> {
    let to_come = handbook.audits().filter(|(_, _, audit)| audit.ended(handbook.today).is_none());
    let deadline =
        |(entry, document, audit): (Entry, &Document, &crate::model::record::audit::Audit)| {
            let planned = audit.parsed.planned.as_ref()?;
            let owner = audit.auditors.first().copied().or(document.owner);
            Some(of_record(handbook, DeadlineKind::Audit, (entry, document), owner, planned))
        };
    to_come.filter_map(deadline).collect()
}

/// The last day of the interval that began with the newest audit. One that is planned before it is the deadline instead.
fn next_audit(handbook: &Handbook) -> Option<Deadline> {
    let (entry, document, last) =
        newest(handbook.audits().filter_map(|(entry, document, audit)| {
            Some((entry, document, audit.performed(handbook.today)?))
        }))?;
    let due = last.plus(handbook.settings.audit_every.as_ref()?.value);
    let is_planned = handbook.audits().any(|(_, _, audit)| {
        let planned = audit.parsed.planned.as_ref().map(|day| day.value);
        audit.ended(handbook.today).is_none() && planned.is_some_and(|day| day <= due)
    });
    (!is_planned).then(|| {
        again(handbook, DeadlineKind::Audit, "Next internal audit", (entry, document), due)
    })
}

/// The management reviews to come, with their days.
fn planned_days(handbook: &Handbook) -> impl Iterator<Item = (Entry, &Document, &Spanned<Date>)> {
    let days = handbook.management_reviews().filter_map(|(entry, document, review)| {
        Some((entry, document, review.parsed.date.as_ref()?))
    });
    days.filter(|(_, _, day)| day.value > handbook.today)
}

fn planned_management_reviews(handbook: &Handbook) -> Vec<Deadline> {
    let kind = DeadlineKind::ManagementReview;
    let planned = planned_days(handbook).map(|(entry, document, day)| {
        of_record(handbook, kind, (entry, document), document.owner, day)
    });
    planned.collect()
}

/// The last day of the interval that began with the newest review, unless one is planned before it.
fn next_management_review(handbook: &Handbook) -> Option<Deadline> {
    let every: Interval = handbook.settings.management_review_every.as_ref()?.value;
    let held = handbook.management_reviews().filter_map(|(entry, document, review)| {
        Some((entry, document, review.held(handbook.today)?))
    });
    let (entry, document, last) = newest(held)?;
    let (kind, due) = (DeadlineKind::ManagementReview, last.plus(every));
    let is_planned = planned_days(handbook).any(|(_, _, day)| day.value <= due);
    (!is_planned).then(|| again(handbook, kind, "Next management review", (entry, document), due))
}

fn newest<'h>(
    held: impl Iterator<Item = (Entry, &'h Document, Date)>,
) -> Option<(Entry, &'h Document, Date)> {
    held.max_by_key(|(_, _, day)| *day)
}

fn of_record(
    handbook: &Handbook,
    kind: DeadlineKind,
    (entry, document): (Entry, &Document),
    owner: Option<PartyId>,
    day: &Spanned<Date>,
) -> Deadline {
    let label = handbook.label(entry);
    Deadline {
        kind,
        entry: Some(entry),
        id: label.id.clone(),
        title: label.title.clone(),
        owner,
        due: day.value,
        span: day.span(&document.parsed.path),
    }
}

fn again(
    handbook: &Handbook,
    kind: DeadlineKind,
    title: &str,
    (entry, document): (Entry, &Document),
    due: Date,
) -> Deadline {
    Deadline {
        kind,
        entry: Some(entry),
        id: handbook.label(entry).id.clone(),
        title: title.to_owned(),
        owner: document.owner,
        due,
        span: Span::file(&RelPath::fixed("handbook.toml")),
    }
}
