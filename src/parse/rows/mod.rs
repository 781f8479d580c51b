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
use crate::parse::limits::{self, ROWS, TOO_LONG};
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
        if let Some(row) = sheet.rows.get(ROWS) {
            let (message, help) = limits::too_many(sheet.rows.len(), ROWS);
            toml.report(
                &TOO_LONG,
                row.first().map_or(0..0, |cell| cell.at.clone()),
                message,
                Some(help),
            );
        }
        sheet.rows.iter().take(ROWS).filter_map(&mut read_one).collect()
    })
}

/// The cells of a file. Reports quotes that are out of place, and rows that do not fit their head.
fn read_sheet(path: &RelPath, text: &str, found: &mut Findings) -> Sheet {
    let sheet = csv::read(text);
    for (flaw, at) in &sheet.flaws {
        let end = "put one quote at the end of the cell, and write `\"\"` for a quote inside it";
        let (message, help) = match flaw {
            Flaw::Open => ("the cell begins with a quote and has no end", end),
            Flaw::Trailing => ("text follows the quote that ends the cell", end),
            Flaw::Blank => {
                ("a blank stands before the quote that begins the cell", "remove the blank")
            }
        };
        let at = at.start..at.start + 1;
        found.report_with_help(&SYNTAX, Span::new(path, at), message, help);
    }
    // A row whose quotes are out of place has lost cells for that reason.
    let is_sound = |row: &&Vec<Cell>| {
        let at = place_of(row);
        // They come in the order of the file.
        let from = sheet.flaws.partition_point(|(_, flaw)| flaw.start < at.start);
        sheet.flaws.get(from).is_none_or(|(_, flaw)| flaw.end > at.end)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::fix::Fix;
    use crate::parse::risks::{Risk, Treatment, read_risk};

    fn risks(text: &str) -> (Vec<Risk>, Findings) {
        let mut found = Findings::default();
        let risks = read(&RelPath::fixed("registers/risks.csv"), text, &mut found, read_risk);
        (risks, found)
    }

    /// What each finding says, where, and what it tells to do.
    fn said(text: &str) -> Vec<String> {
        let one = |finding: &crate::diag::Diagnostic| {
            let (at, help) = (&text[finding.span.range.clone()], finding.help.as_deref());
            format!("{at} | {} | {}", finding.message, help.unwrap_or(""))
        };
        risks(text).1.iter().map(one).collect()
    }

    #[test]
    fn the_reader_of_the_tables_reads_the_rows_and_gets_their_places() {
        let text = "id;title;controls;residual.likelihood;why;residual.impact;residual.why;treatment\n\
                    R-1; Fire ;\"A.5.1; A.8.13\";2;;3;\"so; \"\"so\"\"\";reduce\n";
        let (risks, _) = risks(text);
        let [risk] = risks.as_slice() else { panic!("{risks:?}") };
        let source = |at: &Range<usize>| &text[at.clone()];
        assert_eq!((source(&risk.id.at), risk.title.as_str()), ("R-1", "Fire"));
        let controls: Vec<_> =
            risk.controls.iter().map(|one| (one.value.as_str(), source(&one.at))).collect();
        assert_eq!(controls, [("A.5.1", "A.5.1"), ("A.8.13", "A.8.13")]);
        let residual = risk.residual.as_ref().expect("a rating");
        assert_eq!(source(&residual.at), "2;;3;\"so; \"\"so\"\"\"");
        assert_eq!(source(&residual.value.impact.at), "3");
        assert_eq!(residual.value.why.as_deref(), Some("so; \"so\""));
        let treatment = risk.treatment.as_ref().expect("a treatment");
        assert_eq!((treatment.value, source(&treatment.at)), (Treatment::Reduce, "reduce"));
    }

    #[test]
    fn a_long_row_is_named_by_its_first_letter() {
        let text = format!("id,title\né{},\n", "x".repeat(200));
        let last = said(&text).pop();
        let wanted = "é | the key `title` is missing | fill in the cell of its column";
        assert_eq!(last.as_deref(), Some(wanted));
    }

    #[test]
    fn a_help_says_what_to_type_into_the_cell() {
        let text = "id,title,inherent.likelihood,inherent.impact,residual.impact,titel\n\
                    R-1,,high,11,\"07\",\n";
        assert_eq!(
            said(text),
            [
                "titel | unknown column `titel`; did you mean `title`? | write `title`",
                "high | `likelihood` must be a whole number from 1 to 10, not a text | write a number, such as `1`",
                "11 | `impact` must be a whole number from 1 to 10 | write `1`, or more, up to 10",
                "\"07\" | `impact` must be a whole number from 1 to 10, not a text | write `7`",
                "\"07\" | the key `likelihood` is missing | fill in the cell of its column",
                "R-1,,high,11,\"07\", | the key `title` is missing | fill in the cell of its column",
            ]
        );
    }

    #[test]
    fn a_day_of_another_country_is_mended_in_its_cell() {
        let text = "id,collected\nEV-1,\"31.12.2026\"\nEV-2,12/31/2026\nEV-3,2026-12-31\n";
        let mut found = Findings::default();
        let days = read(&RelPath::fixed("a.csv"), text, &mut found, |_, row| row.date("collected"));
        assert_eq!(days.len(), 1);
        let found: Vec<_> =
            found.iter().map(|one| (one.help.as_deref(), one.fix.clone())).collect();
        let fix = Fix::replace(
            text.find("\"31").expect("a cell")..text.find("\nEV-2").expect("a row"),
            "2026-12-31",
        );
        let example = "write the day as `2027-03-24`";
        assert_eq!(found, [(Some("write `2026-12-31`"), Some(fix)), (Some(example), None)]);
    }

    #[test]
    fn a_figure_may_have_decimals_and_nothing_else() {
        let mut found = Findings::default();
        let text = "id,target\nA,95\nB,3.5\nC,\"3,5\"\nD,nan\nE,95 %\n";
        let path = RelPath::fixed("a.csv");
        let figures = read(&path, text, &mut found, |_, row| row.number("target"));
        let figures: Vec<_> = figures.iter().map(|one| one.value.to_string()).collect();
        assert_eq!(figures, ["95", "3.5"]);
        let help: Vec<_> = found.iter().filter_map(|one| one.help.as_deref()).collect();
        assert_eq!(help, ["write a number, such as `95` or `3.5`"; 3]);
    }

    #[test]
    fn spreadsheets_write_truth_in_capitals() {
        let mut found = Findings::default();
        let text = "id,sure\nA,TRUE\nB,false\nC,yes\n";
        let sure = read(&RelPath::fixed("a.csv"), text, &mut found, |_, row| row.boolean("sure"));
        assert_eq!(sure.iter().map(|one| one.value).collect::<Vec<_>>(), [true, false]);
        let help: Vec<_> = found.iter().map(|one| one.help.as_deref()).collect();
        assert_eq!(help, [Some("write `true`")]);
    }

    #[test]
    fn a_table_has_as_many_cells_as_columns_and_nothing_that_acts_unseen() {
        let mut found = Findings::default();
        let path = RelPath::fixed("registers/visitor-log.csv");
        let table =
            table(&path, "name,when\nJo\u{202e},1,2\n\nAnn\n", &mut found).expect("a table");
        assert_eq!(table.title, "Visitor log");
        assert_eq!(table.rows, [["Jo\\u{202e}", "1"], ["Ann", ""]]);
        assert_eq!(found.iter().count(), 2);
    }

    proptest! {
        #[test]
        fn no_text_stops_the_reader(
            head in "(id|title|controls|inherent|inherent\\.impact|actions|owner|zebra|[a.;,\"]){0,3}([,;](id|title|controls|inherent\\.impact|inherent\\.|\\.|actions\\.x|[é\"]*)){0,8}",
            body in "([a1é;,\"\r\n ]|R-1|\"A\\.5\\.1; x\"|2026-12-31|.){0,60}",
        ) {
            let text = format!("{head}\n{body}");
            let (_, found) = risks(&text);
            prop_assert!(found.iter().all(|one| text.get(one.span.range.clone()).is_some()));
            table(&RelPath::fixed("a.csv"), &text, &mut Findings::default());
        }
    }
}
