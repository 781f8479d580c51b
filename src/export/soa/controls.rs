//! One row for each control of the framework, decided or not, and for each of the organization's own.

use crate::export::{id_of, ids_of, party_of};
use crate::model::handbook::Handbook;
use crate::model::soa::SoaRow;
use crate::sheet::{Cell, Sheet};
use crate::view::soa::{RowView, row_view};

/// The rows in the order of the framework.
pub(super) fn sheet(handbook: &Handbook) -> Sheet {
    let rows = handbook.soa.rows.iter().map(|row| (row, row_view(handbook, row)));
    Sheet::of("Controls", rows)
        .column("control", "Control", 8, |(row, _)| id_of(handbook, row.control))
        .column("title", "Title", 22, |(_, shown)| Cell::text(&shown.control.title))
        .column("theme", "Theme", 13, |(row, _)| Cell::text(theme_of(handbook, row).1))
        .column("applicable", "Applicable", 10, |(_, shown)| Cell::text(shown.applicable))
        .column("reasons", "Reasons", 9, |(_, shown)| Cell::list(&shown.reasons))
        .column("justification", "Justification", 30, |(_, shown)| {
            Cell::maybe(shown.justification.as_deref())
        })
        .column("exclusion", "Why excluded", 22, |(_, shown)| {
            Cell::maybe(shown.exclusion.as_deref())
        })
        .column("status", "Status", 12, |(_, shown)| Cell::text(&*shown.status.label))
        .column("how", "How", 30, |(_, shown)| Cell::maybe(shown.how.as_deref()))
        .column("owner", "Owner", 15, |(row, _)| party_of(handbook, row.owner))
        .column("action", "Left to do", 24, |(_, shown)| Cell::maybe(shown.action.as_deref()))
        .column("due", "Due", 10, |(row, _)| {
            let due = row.parsed.as_ref().and_then(|row| row.due.as_ref());
            Cell::day(due.map(|due| due.value))
        })
        .column("documents", "Documents", 10, |(_, shown)| {
            Cell::list(shown.documents.iter().map(|document| &document.id))
        })
        .column("risks", "Risks", 6, |(row, _)| ids_of(handbook, &row.risks))
        .column("obligations", "Obligations", 11, |(row, _)| ids_of(handbook, &row.obligations))
        .column("evidence", "Evidence", 11, |(row, _)| ids_of(handbook, &row.evidence))
        .column("evidence_age", "Age of the evidence", 24, |(_, shown)| ages(shown))
        .end()
}

fn ages(shown: &RowView) -> Cell {
    Cell::list(shown.evidence.iter().map(|piece| {
        let state = piece.link.badge.as_ref().map(|badge| badge.label.to_lowercase());
        format!("{}: {}, {}", piece.link.id, state.unwrap_or_default(), piece.age)
    }))
}

/// The id and the title of the group of a control.
pub(super) fn theme_of<'h>(handbook: &'h Handbook, row: &SoaRow) -> (&'h str, &'h str) {
    let themes = handbook.frameworks.used.first().map(|framework| framework.themes.as_slice());
    let themes = themes.unwrap_or_default();
    let parent = handbook.frameworks.item(row.control).map_or("", |item| item.parent.as_str());
    match themes.iter().find(|theme| theme.id == parent) {
        Some(theme) => (&theme.id, &theme.title),
        None if themes.is_empty() => ("own", "Controls"),
        None => ("own", "Controls from elsewhere"),
    }
}
