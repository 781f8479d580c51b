//! Rows of tables that lose text.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A row of a table has more cells than the table has columns; the text of the cells beyond them is not shown.
    ///
    /// Cells are counted as on GitHub: every `|` divides, in code too, unless a `\` stands before it; those at both ends of the row do not
    /// count. Empty cells beyond the last column lose nothing and are not reported. A row with fewer cells is not reported either: the rest
    /// of it is shown empty.
    ///
    /// # Why
    /// The page lacks words that stand in the file, and nobody sees it: who approved the file approved a rule that its readers never get
    /// (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Write `\|` for a bar that belongs to the text, in code too. If the cell is meant, add its column to the head of the table and to the
    /// line of dashes below it.
    ///
    /// # Example
    /// The bar in the command ends the cell, and `wc -l` is lost:
    ///
    /// ```markdown
    /// | Measure  | Command             |
    /// |----------|---------------------|
    /// | Accounts | `list users | wc -l` |
    /// ```
    ///
    /// Better:
    ///
    /// ```markdown
    /// | Measure  | Command              |
    /// |----------|----------------------|
    /// | Accounts | `list users \| wc -l` |
    /// ```
    RAGGED_ROW = "ragged-row", Warn
}

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
