//! CSV files that are no register Annexa knows: tables of text.

use crate::base::csv::{Cell, Sheet};
use crate::base::path::RelPath;
use crate::base::text::harmless;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::parse::file_codes::UNREAD_FILE;
use crate::parse::limits::{self, CELLS, COLUMNS, PARAGRAPH, TOO_LONG, cut, excess};
use crate::parse::rows::read_sheet;

/// A table of text, published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The file.
    pub path: RelPath,
    /// The name of the file in words, such as `Visitor log` for `visitor-log.csv`.
    pub title: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The cells of each row, as many as there are columns. What would act without being seen is written out.
    pub rows: Vec<Vec<String>>,
}

/// Reads any CSV. A file without a text is reported.
pub fn table(path: &RelPath, text: &str, found: &mut Findings) -> Option<Table> {
    let sheet = read_sheet(path, text, found);
    if sheet.head.is_empty() {
        let help = "begin it with a row that names the columns, or remove it";
        found.report_with_help(&UNREAD_FILE, Span::file(path), "the file is empty", help);
        return None;
    }
    let columns = sheet.head.len().min(COLUMNS);
    let rows = sheet.rows.len().min(CELLS / columns);
    report_excess(path, &sheet, (columns, rows), found);
    let texts = |row: &[Cell]| {
        let cells = row.iter().map(|cell| harmless(&cut(&cell.text, PARAGRAPH)));
        cells.chain(std::iter::repeat(String::new())).take(columns).collect()
    };
    let rows = sheet.rows.iter().take(rows).map(|row| texts(row)).collect();
    Some(Table { path: path.clone(), title: title_of(path), head: texts(&sheet.head), rows })
}

/// Reports cells, columns and rows that are more than is shown.
fn report_excess(path: &RelPath, sheet: &Sheet, shown: (usize, usize), found: &mut Findings) {
    let (columns, rows) = shown;
    for cell in std::iter::once(&sheet.head).chain(&sheet.rows).flatten() {
        if let Some(excess) = excess(&cell.text, PARAGRAPH) {
            limits::report(path, cell.at.clone(), ("the cell", PARAGRAPH, excess), found);
        }
    }
    let mut report = |cell: Option<&Cell>, what: &str, count: usize, shown: usize| {
        if let Some(cell) = cell {
            let message = format!("the table has {count} {what}, of which {shown} are shown");
            let help = "split the file; all of it can be published as an attachment in `assets/`";
            found.report_with_help(&TOO_LONG, Span::new(path, cell.at.clone()), message, help);
        }
    };
    report(sheet.head.get(columns), "columns", sheet.head.len(), columns);
    report(sheet.rows.get(rows).and_then(|row| row.first()), "rows", sheet.rows.len(), rows);
}

fn title_of(path: &RelPath) -> String {
    let words = harmless(&path.stem().replace(['-', '_'], " "));
    let mut letters = words.trim().chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
