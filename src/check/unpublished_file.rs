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
    /// Published are `png`, `jpg`, `jpeg`, `gif`, `webp`, `avif`, `svg`, `pdf`, `csv`,
    /// `txt`, `docx`, `xlsx`, `pptx`, `odt`, `ods`, `odp` and `zip`. An SVG is
    /// published only when it does nothing but draw: no script, no handler such as
    /// `onclick`, no animation, no address outside the file. Annexa looks at links and
    /// pictures in Markdown, at `file` of a piece of evidence, and at the logos in
    /// `handbook.toml`, which are SVG, PNG, WebP or JPEG.
    ///
    /// Also reported are links to hidden files, to symbolic links, pipes and devices, and
    /// to the second of two attachments that would have the same address. A file that nothing links to is neither published nor reported.
    ///
    /// # Why
    /// A file that could run something in a reader's browser, or steer the web server,
    /// has no place beside policies.
    ///
    /// # Mend
    /// Link to a picture, a PDF, a spreadsheet or a text instead. Save an SVG without
    /// scripts, handlers and outside references. Rename one of two attachments with the
    /// same address.
    ///
    /// # Example
    /// ```markdown
    /// Hand in [the form](../assets/form.html) when you leave.
    /// ```
    ///
    /// As a PDF:
    ///
    /// ```markdown
    /// Hand in [the form](../assets/form.pdf) when you leave.
    /// ```
    UNPUBLISHED_FILE = "unpublished-file", Deny (Draft: Warn)
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
            "use a picture, PDF, spreadsheet or text that lies in the project itself, or an SVG without anything active",
        );
    }
}
