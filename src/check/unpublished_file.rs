//! Attachments that are not published.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::unresolved::Wanted;

code! {
    /// A link leads to a file that exists and is not published.
    ///
    /// # Why
    /// A file that could run something in a reader's browser, or steer the web server, has no place beside policies.
    ///
    /// # Mend
    /// Link to a picture, a PDF, a spreadsheet or a text; save an SVG without scripts, handlers and outside references.
    ///
    /// # Example
    /// `[Form](../assets/form.html)`.
    UNPUBLISHED_FILE = "unpublished-file", Deny
}

pub(super) const CHECK: Check = Check { code: &UNPUBLISHED_FILE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for miss in &handbook.unresolved {
        let Wanted::PublishableFile { why } = &miss.wanted else { continue };
        let message = format!("`{}` is not published: {why}", printable(&miss.typed));
        found.report_with_help(
            &UNPUBLISHED_FILE,
            miss.span.clone(),
            message,
            "use a picture, PDF, spreadsheet or text, or an SVG without anything active",
        );
    }
}
