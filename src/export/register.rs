//! `documents.csv`: the document register for spreadsheets, as the page shows it.

use crate::base::csv;
use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::view::parts::{Person, When};
use crate::view::register::{RegisterRow, RegisterView};

/// The columns. Dates are days (ISO 8601); owners and approvers are named as on the pages.
const HEAD: [&str; 13] = [
    "id",
    "title",
    "type",
    "version",
    "status",
    "owner",
    "approver",
    "approved",
    "effective",
    "next_review",
    "classification",
    "digest",
    "text",
];

/// The file with its address.
pub(super) fn file(handbook: &Handbook) -> (OutPath, Vec<u8>) {
    let rows = RegisterView::new(handbook).rows;
    let text = csv::render(HEAD, rows.iter().map(line));
    (OutPath::fixed("documents.csv"), text.into_bytes())
}

fn line(entry: &RegisterRow) -> [String; 13] {
    let row = &entry.row;
    let title = |person: &Option<Person>| {
        person.as_ref().map(|person| person.title.clone()).unwrap_or_default()
    };
    let day = |when: &Option<When>| when.as_ref().map(|when| when.iso.clone()).unwrap_or_default();
    [
        row.link.id.clone(),
        row.link.title.clone(),
        row.link.kind.clone(),
        row.version.clone().unwrap_or_default(),
        entry.status.to_owned(),
        title(&row.owner),
        title(&row.approver),
        day(&row.approved),
        day(&row.effective),
        day(&row.review.due),
        row.classification.clone().unwrap_or_default(),
        entry.digest.clone(),
        entry.text.label.clone(),
    ]
}
