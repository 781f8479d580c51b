//! Rows of tables that lose text.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::parse::file_codes::RAGGED_ROW;

pub(super) const CHECK: Check = Check { code: &RAGGED_ROW, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        for cell in &prose.body.lost_cells {
            // A bar that divides code leaves half of its marks behind.
            let text = cell.text.value.trim_matches('`');
            let message = format!(
                "the row has {}, the table {}: `{}` is not shown",
                plural(cell.cells, "cell", "cells"),
                plural(cell.columns, "column", "columns"),
                printable(text)
            );
            found.report_with_help(
                &RAGGED_ROW,
                cell.text.span(prose.path),
                message,
                "write `\\|` for a bar that belongs to the text, or add a column to the head",
            );
        }
    }
}
