//! HTML in Markdown that is not published as written.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::parse::raw_html::WITHOUT_END;

code! {
    /// A piece of HTML is not on the list of what passes and is removed from the page.
    ///
    /// # Why
    /// Everybody in the company reads these pages; what can run or load something has no place in them.
    ///
    /// # Mend
    /// Write it in Markdown. Structure and text elements such as `<details>`, `<kbd>` or `<br>` pass; styles, scripts, frames and handlers do not.
    ///
    /// # Example
    /// `<p style="color: red">`.
    RAW_HTML_REMOVED = "raw-html-removed", Warn
}

pub(super) const CHECK: Check = Check { code: &RAW_HTML_REMOVED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        for piece in &prose.body.refused_html {
            let (message, help) = if piece.value == WITHOUT_END {
                (
                    format!("{}: the block is shown as it was typed", piece.value),
                    "close the tag, or write it in Markdown",
                )
            } else {
                (format!("{} is removed from the page", piece.value), "write it in Markdown")
            };
            found.report_with_help(&RAW_HTML_REMOVED, piece.span(prose.path), message, help);
        }
    }
}
