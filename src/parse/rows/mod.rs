//! Registers kept as CSV: each row becomes a TOML table, and the very reader of the TOML register reads it.
//!
//! What a column holds is not said here either: a describing run of the reader says what shape each key has ([`keys`]), so every
//! register, and every key that it gets, can stand in a CSV without a line of code. Only lists of tables cannot.
//!
//! [`keys`]: crate::parse::fields::keys

mod head;
mod plain;
mod value;

use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::DeTable;

use crate::base::csv::{self, Cell, Flaw, Sheet};
use crate::base::path::RelPath;
use crate::base::text::{plural, printable};
use crate::diag::Findings;
use crate::diag::span::{Span, Spanned};
use crate::parse::codes::MISSING_KEY;
use crate::parse::fields::Fields;
use crate::parse::file_codes::{RAGGED_ROW, SYNTAX};
use crate::parse::rows::head::Head;
use crate::parse::toml_text::Toml;

pub use plain::{Table, table};

/// Reads the rows of a register with the reader of its TOML tables, which gets the text in the column `id` as the name of the table.
///
/// A cell of a list holds its parts with `;` between them, a key of a table below the row stands in a column such as `covers.from`, and an
/// empty cell is a key that is not there.
pub fn read<T>(
    path: &RelPath,
    text: &str,
    found: &mut Findings,
    read_row: impl Fn(Spanned<String>, &Fields<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let sheet = read_sheet(path, text, found);
    let keys = Toml::describe(|row| read_row(Spanned::new("NAME".to_owned(), 0..0), row));
    let head = Head::read(path, &sheet, &keys, found);
    let Some(ids) = head.ids else { return Vec::new() };
    let flaws = sheet.flaws.iter().map(|(_, at)| at.clone()).collect();
    Toml::of_cells(path, text, flaws, found, |toml| {
        let mut read_one = |row: &Vec<Cell>| {
            let id = row.get(ids).filter(|id| !id.text.is_empty());
            let Some(id) = id else {
                let at = row.get(ids).map_or_else(|| place_of(row), |cell| cell.at.clone());
                let help = "write an id into the column `id`".to_owned();
                toml.report(&MISSING_KEY, at, "the row has no id".to_owned(), Some(help));
                return None;
            };
            let mut table = DeTable::new();
            for (column, cell) in head.columns_of(row).filter(|(_, cell)| !cell.text.is_empty()) {
                let value = value::of(column.shape, cell, text);
                column.put(&mut table, TomlSpanned::new(cell.at.clone(), value));
            }
            let fields = Fields::new(toml, &table, place_of(row));
            let value = read_row(Spanned::new(id.text.clone(), id.at.clone()), &fields);
            fields.finish_but(&head.absent);
            value
        };
        sheet.rows.iter().filter_map(&mut read_one).collect()
    })
}

/// The cells of a file. Reports quotes that are out of place, and rows that do not fit their head.
fn read_sheet(path: &RelPath, text: &str, found: &mut Findings) -> Sheet {
    let sheet = csv::read(text);
    for (flaw, at) in &sheet.flaws {
        let message = match flaw {
            Flaw::Open => "the cell begins with a quote and has no end",
            Flaw::Trailing => "text follows the quote that ends the cell",
        };
        let help = "put one quote at the end of the cell, and write `\"\"` for a quote inside it";
        let at = at.start..at.start + 1;
        found.report_with_help(&SYNTAX, Span::new(path, at), message, help);
    }
    // A row whose quotes are out of place has lost cells for that reason.
    let is_sound = |row: &&Vec<Cell>| {
        let at = place_of(row);
        !sheet.flaws.iter().any(|(_, flaw)| at.start <= flaw.start && flaw.end <= at.end)
    };
    for row in sheet.rows.iter().filter(is_sound) {
        report_ragged(path, &sheet, row, found);
    }
    sheet
}

/// Reports a row with another number of cells than the head. Empty ones too many lose nothing.
fn report_ragged(path: &RelPath, sheet: &Sheet, row: &[Cell], found: &mut Findings) {
    let columns = sheet.head.len();
    let counts = format!(
        "the row has {}, the head {}",
        plural(row.len(), "cell", "cells"),
        plural(columns, "column", "columns")
    );
    let separator = sheet.separator;
    let lost = row.iter().skip(columns).find(|cell| !cell.text.is_empty());
    let (at, message, help) = if let Some(lost) = lost {
        let message = format!("{counts}: `{}` is not read", printable(&lost.text));
        let help = format!(
            "put a text that holds `{separator}` between quotes, or add a column to the head"
        );
        (lost.at.clone(), message, help)
    } else if row.len() < columns {
        (place_of(row), counts, format!("write a `{separator}` for each empty cell, too"))
    } else {
        return;
    };
    found.report_with_help(&RAGGED_ROW, Span::new(path, at), message, help);
}

/// The place of a whole row.
fn place_of(row: &[Cell]) -> Range<usize> {
    match row {
        [] => 0..0,
        [first, .., last] => first.at.start..last.at.end,
        [only] => only.at.clone(),
    }
}
