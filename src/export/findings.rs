//! Findings with their whole life, from what was seen to the day on which they were closed.

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::export::{
    Download, Export, Part, id_of, ids_of, party_of, steps_sheet, tables, typed_day, typed_party,
    typed_text,
};
use crate::model::action::steps;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::finding::{Finding, Seen};
use crate::parse::record::finding::{Closure, Correction, Effectiveness};
use crate::sheet::{Cell, Drawing, Sheet};
use crate::view::parts::{label_of, state_of};
use crate::view::record::findings::FindingsView;
use crate::view::record::step::next_step;
use crate::view::record::words::{grade_badge, stage_badge};

/// Findings.
pub(super) static EXPORT: Export = Export {
    word: "findings",
    title: "Findings",
    about: "What audits and incidents found: the cause, the actions, and whether they worked.",
    downloads,
};

static PARTS: [Part; 2] =
    [Part { name: "", sheet: findings }, Part { name: "actions", sheet: actions }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if handbook.findings().next().is_none() {
        return Vec::new();
    }
    let pages = [OutPath::fixed("findings.html")];
    tables(handbook, (EXPORT.word, EXPORT.title.to_owned()), &pages, facts, &PARTS)
}

fn facts(handbook: &Handbook) -> Vec<(String, Cell)> {
    let view = FindingsView::new(handbook);
    let counts = [("Open", view.n_open), ("Late", view.late), ("Closed", view.closed.len())];
    counts.map(|(label, count)| (label.to_owned(), Cell::count(count))).into()
}

type Row<'h> = (Entry, &'h Document, &'h Finding);

fn findings(handbook: &Handbook) -> Sheet {
    let rows = Sheet::of("Findings", handbook.findings())
        .column("id", "Id", 12, |(entry, ..)| id_of(handbook, *entry))
        .column("title", "Title", 30, |(_, document, _)| Cell::text(&document.title))
        .column("grade", "Grade", 13, |(.., it)| Cell::text(grade_badge(it.grade()).label))
        .column("stage", "Stage", 16, |(.., it)| {
            Cell::text(stage_badge(it.stage(handbook.today)).label)
        })
        .column("requirement", "Requirement", 12, |(.., it)| ids_of(handbook, &it.requirement))
        .column("statement", "What was found", 46, |(.., it)| {
            Cell::maybe(it.parsed.statement.as_deref())
        })
        .column("evidence", "What was seen", 36, |(.., it)| {
            Cell::list(it.seen.iter().map(|seen| match seen {
                Seen::Entry(entry) => handbook.label(*entry).id.as_str(),
                Seen::Text(text) => text.as_str(),
            }))
        })
        .column("owner", "Owner", 22, |(_, document, _)| party_of(handbook, document.owner))
        .column("raised", "Raised", 11, |(.., it)| typed_day(it.parsed.raised.as_ref()))
        .column("due", "To be closed by", 11, |(.., it)| typed_day(it.parsed.due.as_ref()))
        .column("closed", "Closed on", 11, |(.., it)| Cell::day(closed(handbook, it)))
        .column("days_open", "Days open", 8, |(.., it)| Cell::number(days_open(handbook, it)))
        .column("next", "Next step", 20, |(.., it)| {
            Cell::maybe(next_step(it, handbook.today).map(|step| step.what))
        })
        .column("next_due", "Next step by", 11, |(.., it)| {
            Cell::day(next_step(it, handbook.today).and_then(|step| step.due))
        });
    end(handbook, life(handbook, origin(handbook, rows))).end()
}

/// Where a finding comes from.
fn origin<'h>(handbook: &'h Handbook, rows: Drawing<Row<'h>>) -> Drawing<Row<'h>> {
    rows.column("audit", "Audit", 10, |(.., it)| {
        it.audit.map_or(Cell::Empty, |audit| Cell::text(&handbook.label(audit).id))
    })
    .column("source", "Other source", 20, |(.., it)| Cell::maybe(it.parsed.source.as_deref()))
    .column("by", "Raised by", 22, |(.., it)| party_of(handbook, it.by))
    .column("risks", "Risks", 9, |(.., it)| ids_of(handbook, &it.risks))
}

/// What was done about it.
fn life<'h>(handbook: &'h Handbook, rows: Drawing<Row<'h>>) -> Drawing<Row<'h>> {
    fn correction<'h>((.., it): &Row<'h>) -> Option<&'h Correction> {
        it.parsed.correction.as_ref()
    }
    rows.column("correction.text", "Correction", 36, |row| {
        Cell::maybe(correction(row).and_then(|it| it.text.as_deref()))
    })
    .column("correction.owner", "Corrected by", 22, |row| {
        typed_party(handbook, correction(row).and_then(|it| it.owner.as_ref()))
    })
    .column("correction.done", "Corrected on", 11, |row| {
        typed_day(correction(row).and_then(|it| it.done.as_ref()))
    })
    .column("cause", "Cause", 46, |(.., it)| typed_text(it.parsed.cause.as_ref()))
    .column("similar", "Elsewhere", 36, |(.., it)| Cell::maybe(it.parsed.similar.as_deref()))
}

/// Whether it worked, and how it ended.
fn end<'h>(handbook: &'h Handbook, rows: Drawing<Row<'h>>) -> Drawing<Row<'h>> {
    fn check<'h>((.., it): &Row<'h>) -> Option<&'h Effectiveness> {
        it.parsed.effectiveness.as_ref()
    }
    fn closure<'h>((.., it): &Row<'h>) -> Option<&'h Closure> {
        it.parsed.closure.as_ref()
    }
    rows.column("effectiveness.due", "To be judged by", 11, |row| {
        typed_day(check(row).and_then(|it| it.due.as_ref()))
    })
    .column("effectiveness.method", "How it is judged", 36, |row| {
        Cell::maybe(check(row).and_then(|it| it.method.as_deref()))
    })
    .column("effectiveness.result", "Did it work?", 13, |row| {
        let result = check(row).and_then(|it| it.result.as_ref());
        Cell::maybe(result.map(|result| label_of(result.value)))
    })
    .column("effectiveness.date", "Judged on", 11, |row| {
        typed_day(check(row).and_then(|it| it.date.as_ref()))
    })
    .column("effectiveness.by", "Judged by", 22, |row| {
        typed_party(handbook, check(row).and_then(|it| it.by.as_ref()))
    })
    .column("effectiveness.note", "What was seen then", 36, |row| {
        Cell::maybe(check(row).and_then(|it| it.note.as_deref()))
    })
    .column("closure.date", "Closure", 11, |row| {
        typed_day(closure(row).and_then(|it| it.date.as_ref()))
    })
    .column("closure.by", "Closed by", 22, |row| {
        typed_party(handbook, closure(row).and_then(|it| it.by.as_ref()))
    })
    .column("closure.note", "Closed with", 36, |row| {
        Cell::maybe(closure(row).and_then(|it| it.note.as_deref()))
    })
    .column("state", "State of the record", 14, |(_, document, _)| {
        Cell::text(state_of(document).label)
    })
}

/// The day on which it was closed, if it is.
fn closed(handbook: &Handbook, finding: &Finding) -> Option<Date> {
    let closure = finding.parsed.closure.as_ref().filter(|_| !finding.is_open(handbook.today))?;
    Some(closure.date.as_ref()?.value)
}

/// How many days it has been open, or was.
fn days_open(handbook: &Handbook, finding: &Finding) -> Option<i32> {
    let raised = finding.parsed.raised.as_ref()?.value;
    let days = raised.days_until(closed(handbook, finding).unwrap_or(handbook.today));
    (days >= 0).then_some(days)
}

fn actions(handbook: &Handbook) -> Sheet {
    let mut steps = steps(handbook);
    steps.retain(|step| handbook.finding(step.of).is_some());
    steps_sheet(handbook, steps)
}
