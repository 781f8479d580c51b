//! A table as CSV (RFC 4180): keys in the first line, dates as ISO 8601, several texts of a cell parted by `; `.

use crate::base::csv;
use crate::sheet::{Cell, Sheet};

/// Writes a table. A byte order mark stands in front: without it some spreadsheets take the text for one of another alphabet.
pub fn render(sheet: &Sheet) -> String {
    let head: Vec<String> = sheet.columns.iter().map(|column| column.key.clone()).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(text).collect());
    format!("\u{FEFF}{}", csv::render(std::iter::once(head).chain(rows)))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::List(texts) => texts.join("; "),
        Cell::Day(day) => day.to_string(),
        Cell::Number(number) => number.to_string(),
    }
}
