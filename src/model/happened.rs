//! Everything that is said to have taken place, with its day: a day to come is a mistake.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::span::Spanned;
use crate::model::action::steps;
use crate::model::handbook::Handbook;
use crate::model::record::Details;
use crate::model::register::Kind;
use crate::parse::register::list::Cell;
use crate::parse::trail::Trail;

/// Something that is said to have taken place.
#[derive(Debug)]
pub struct Happened<'h> {
    /// What, as the beginning of a sentence that its day ends.
    pub what: String,
    /// Its day.
    pub date: &'h Spanned<Date>,
    /// The file that says so.
    pub path: &'h RelPath,
    /// The id of what it belongs to, where the place alone does not tell.
    pub id: Option<&'h str>,
}

/// Everything that is said to have taken place.
pub fn happened(handbook: &Handbook) -> Vec<Happened<'_>> {
    let mut all = Vec::new();
    for document in &handbook.documents {
        trail(&document.parsed.path, &document.parsed.front.trail, &mut all);
    }
    if let Some(soa) = &handbook.soa.parsed {
        trail(&soa.path, &soa.trail, &mut all);
    }
    for step in steps(handbook) {
        let id = printable(step.id);
        let name = match &step.action.id {
            Some(action) => format!("the action `{}` of `{id}`", printable(action)),
            None => format!("an action of `{id}`"),
        };
        let what = format!("{name} is said to be done on");
        add(&mut all, what, step.action.done.as_ref(), step.path, Some(step.id));
    }
    rows(handbook, &mut all);
    lists(handbook, &mut all);
    records(handbook, &mut all);
    all
}

fn add<'h>(
    all: &mut Vec<Happened<'h>>,
    what: String,
    date: Option<&'h Spanned<Date>>,
    path: &'h RelPath,
    id: Option<&'h str>,
) {
    all.extend(date.map(|date| Happened { what, date, path, id }));
}

fn trail<'h>(path: &'h RelPath, trail: &'h Trail, all: &mut Vec<Happened<'h>>) {
    for approval in &trail.approvals {
        add(all, "the approval is dated".to_owned(), approval.date.as_ref(), path, None);
    }
    for review in &trail.reviews {
        add(all, "the review is dated".to_owned(), review.date.as_ref(), path, None);
    }
}

fn rows<'h>(handbook: &'h Handbook, all: &mut Vec<Happened<'h>>) {
    let path = |kind| &handbook.register(kind).path;
    let mut row = |kind, id: &'h Spanned<String>, what: String, date| {
        add(all, what, date, path(kind), Some(&id.value));
    };
    for risk in &handbook.risks {
        let id = &risk.parsed.id;
        for acceptance in &risk.parsed.acceptances {
            let what = format!("the acceptance of `{}` is dated", printable(&id.value));
            row(Kind::Risks, id, what, acceptance.date.as_ref());
        }
    }
    for piece in &handbook.evidence {
        let id = &piece.parsed.id;
        let what = format!("evidence `{}` is said to be collected on", printable(&id.value));
        row(Kind::Evidence, id, what, piece.parsed.collected.as_ref());
    }
    for objective in &handbook.objectives {
        let id = &objective.parsed.id;
        for value in &objective.parsed.values {
            let what = format!("a figure of `{}` is dated", printable(&id.value));
            row(Kind::Objectives, id, what, Some(&value.date));
        }
    }
    for exception in &handbook.exceptions {
        let (parsed, id) = (&exception.parsed, &exception.parsed.id);
        let name = printable(&id.value);
        let what = format!("exception `{name}` is said to be approved on");
        row(Kind::Exceptions, id, what, parsed.approved.as_ref());
        let what = format!("exception `{name}` is said to have ended on");
        row(Kind::Exceptions, id, what, parsed.ended.as_ref());
    }
    for obligation in &handbook.obligations {
        let (parsed, id) = (&obligation.parsed, &obligation.parsed.id);
        let what = format!("`{}` is said to be reviewed on", printable(&id.value));
        row(Kind::Obligations, id, what, parsed.reviewed.as_ref());
    }
}

fn lists<'h>(handbook: &'h Handbook, all: &mut Vec<Happened<'h>>) {
    for list in &handbook.lists {
        let path = &handbook.register(list.kind).path;
        for row in &list.rows {
            let id = row.parsed.id.value.as_str();
            let name = printable(id);
            let what = format!("`{name}` is said to be reviewed on");
            add(all, what, row.parsed.reviewed.as_ref(), path, Some(id));
            let what = format!("`{name}` is said to have ended on");
            add(all, what, row.parsed.ended.as_ref(), path, Some(id));
            for cell in &row.parsed.cells {
                if let Cell::Day(day) = cell {
                    let what = format!("`{name}` is said to be proven on");
                    add(all, what, Some(day), path, Some(id));
                }
            }
        }
    }
}

/// A record that is still a draft may name the day for which it is planned.
fn records<'h>(handbook: &'h Handbook, all: &mut Vec<Happened<'h>>) {
    for document in &handbook.documents {
        let (id, path) = (document.id(), &document.parsed.path);
        let name = printable(id);
        let mut say = |what: String, date| add(all, what, date, path, Some(id));
        let held = match &document.details {
            Details::ManagementReview(review) => review.parsed.date.as_ref(),
            Details::Training(training) => training.parsed.date.as_ref(),
            Details::Record(record) => record.date.as_ref(),
            Details::Audit(audit) => {
                let parsed = &audit.parsed;
                say(
                    format!("audit `{name}` is said to be performed on"),
                    parsed.performed.as_ref(),
                );
                say(format!("audit `{name}` is said to be reported on"), parsed.reported.as_ref());
                None
            }
            Details::Finding(finding) => {
                let parsed = &finding.parsed;
                let correction = parsed.correction.as_ref().and_then(|it| it.done.as_ref());
                let judged = parsed.effectiveness.as_ref().and_then(|it| it.date.as_ref());
                let closed = parsed.closure.as_ref().and_then(|it| it.date.as_ref());
                say(format!("finding `{name}` is said to be raised on"), parsed.raised.as_ref());
                say(format!("the correction of `{name}` is said to be done on"), correction);
                say(format!("the effectiveness of `{name}` is said to be judged on"), judged);
                say(format!("finding `{name}` is said to be closed on"), closed);
                None
            }
            Details::None => None,
        };
        say(format!("`{name}` is dated"), held.filter(|_| !document.is_coming()));
    }
}
