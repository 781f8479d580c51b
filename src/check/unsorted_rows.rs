//! Rows of the Statement of Applicability and of registers that are not in the order of their ids.

use crate::base::path::RelPath;
use crate::base::text::natural_order;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::fix::Fix;
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;

code! {
    /// The rows of a file are not in the order of their ids.
    ///
    /// Looked at are `soa.toml`, where the order is that of the framework and the organization's own controls come last, and the registers
    /// that are kept as TOML, where numbers in ids count as numbers. Only the first row that is out of order is reported. The handbook
    /// itself is always sorted.
    ///
    /// # Why
    /// People look for a row where its number says it is, and write a second one when it is not there. Sorted files also merge with fewer conflicts.
    ///
    /// # Mend
    /// Run `annexa check --fix`: it moves the rows with their comments and changes nothing else. A file in which
    /// Windows line ends and others are mixed is sorted by hand.
    ///
    /// # Example
    /// In `registers/risks.toml`:
    ///
    /// ```toml
    /// [risk.R-10]
    /// title = "Laptop lost"
    ///
    /// [risk.R-2]
    /// title = "Backup unreadable"
    /// ```
    ///
    /// Sorted:
    ///
    /// ```toml
    /// [risk.R-2]
    /// title = "Backup unreadable"
    ///
    /// [risk.R-10]
    /// title = "Laptop lost"
    /// ```
    UNSORTED_ROWS = "unsorted-rows", Note
}

pub(super) const CHECK: Check = Check { code: &UNSORTED_ROWS, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    // The rows of the model are sorted: the order of the file shows in their places.
    let controls: Vec<&Spanned<String>> = handbook
        .soa
        .rows
        .iter()
        .filter_map(|row| row.parsed.as_ref().map(|parsed| &parsed.control))
        .collect();
    report(&RelPath::fixed("soa.toml"), "control", &controls, found);
    for (kind, mut ids) in handbook.row_ids() {
        let path = &handbook.register(kind).path;
        ids.sort_by(|left, right| natural_order(&left.value, &right.value));
        report(path, kind.row(), &ids, found);
    }
}

/// Reports the first row of a file that stands behind one that belongs after it; `ids` are in the right order.
fn report(path: &RelPath, table: &'static str, ids: &[&Spanned<String>], found: &mut Findings) {
    let Some(pair) = ids.windows(2).find(|pair| pair[1].at.start < pair[0].at.start) else {
        return;
    };
    let message = format!("`{}` stands before `{}`", pair[1].value, pair[0].value);
    let span = pair[1].span(path);
    // A spreadsheet sorts its rows better than anybody else.
    if path.extension() == "csv" {
        found.report_with_help(&UNSORTED_ROWS, span, message, "sort the rows by their ids");
        return;
    }
    let order = ids.iter().map(|id| id.value.clone()).collect();
    let help = "sort the rows, or run `annexa check --fix`";
    found
        .report_with_help(&UNSORTED_ROWS, span, message, help)
        .fixed_by(Fix::SortTables { table, order });
}
