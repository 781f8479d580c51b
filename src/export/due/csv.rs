//! Deadlines as CSV, for spreadsheets.

use crate::base::csv;
use crate::export::due::rows::Row;
use crate::parse::word::Word;

/// The columns.
const HEAD: [&str; 9] =
    ["state", "kind", "id", "title", "owner", "owner_title", "due", "days", "place"];

/// Writes the deadlines with a head.
pub fn render(rows: &[Row]) -> String {
    let line = |row: &Row| {
        [
            row.state.word().to_owned(),
            row.kind.word().to_owned(),
            row.id.clone(),
            row.title.clone(),
            row.owner.clone().unwrap_or_default(),
            row.owner_title.clone().unwrap_or_default(),
            row.due.to_string(),
            row.days.to_string(),
            format!("{}:{}:{}", row.path, row.position.line, row.position.column),
        ]
    };
    csv::render(std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().map(line)))
}
