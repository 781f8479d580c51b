//! HTML in Markdown that is not published as written.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::parse::raw_html::{
    DEEPEST, Excess, HIDES, LARGEST, MOST_DISPLACED, MOST_TAGS, WITHOUT_END,
};

code! {
    /// A piece of HTML in Markdown is not published as it was written.
    ///
    /// Elements of structure and text pass, such as `<details>`, `<kbd>`, `<br>` or a
    /// table; `docs/writing.md` has the whole list. These are removed, with a finding
    /// for each:
    ///
    /// - the tags of every other element, such as `<form>` or `<font>`; its text stays;
    /// - attributes such as `style`, `class`, `id` and `onclick`;
    /// - the address of a picture, and a link to a file or to a scheme that is never
    ///   published.
    ///
    /// A tag without an end is not removed: its block is shown as it was typed. So is an
    /// element that hides what it holds, such as `<script>`, `<iframe>`, `<svg>` or
    /// `<select>`. So is all HTML of a text that is larger than 300 KiB, or whose elements
    /// lie more than 64 deep in each other, or become more than 2400 KiB of tags, or whose
    /// tables push out more than 1000 pieces of text that stand in no cell: one finding
    /// says so.
    ///
    /// Elements count as browsers read them. `</li>`, `</td>` and others may be left out.
    /// Formatting such as `<b>` that is never closed is opened again in every block below.
    ///
    /// Comments are left out without a finding, and HTML in code is text. Annexa looks
    /// at documents, records and the introductions of folders.
    ///
    /// # Why
    /// Everybody in the organization reads these pages. What can run, load or disguise
    /// something has no place in them.
    ///
    /// # Mend
    /// Write it in Markdown: `![…](…)` for a picture, `[…](…)` for a link,
    /// `> [!WARNING]` for a box that stands out.
    ///
    /// # Example
    /// ```markdown
    /// <p style="color: red">Report a lost laptop within one hour.</p>
    /// ```
    ///
    /// In Markdown:
    ///
    /// ```markdown
    /// > [!IMPORTANT]
    /// > Report a lost laptop within one hour.
    /// ```
    RAW_HTML_REMOVED = "raw-html-removed", Warn
}

pub(super) const CHECK: Check = Check { code: &RAW_HTML_REMOVED, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        if let Some(excess) = &prose.body.html_as_text {
            let (what, help) = match excess.value {
                Excess::Size => (
                    format!("the text has HTML and is larger than {} KiB", LARGEST / 1024),
                    "split the document, or write it without HTML",
                ),
                Excess::Depth => (
                    format!("elements lie more than {DEEPEST} deep in each other"),
                    "close the tags that are open, or write it in Markdown",
                ),
                Excess::Tags => (
                    format!("the text becomes more than {} KiB of tags", MOST_TAGS / 1024),
                    "close the formatting that is open, which every block opens again",
                ),
                Excess::Displaced => (
                    format!("tables push out more than {MOST_DISPLACED} pieces of text"),
                    "close the tables that are open, and write text into their cells",
                ),
            };
            let message = format!("{what}: all HTML is shown as it was typed");
            found.report_with_help(&RAW_HTML_REMOVED, excess.span(prose.path), message, help);
            continue;
        }
        for piece in &prose.body.refused_html {
            let what = &piece.value;
            let (message, help) = if what == WITHOUT_END {
                (
                    format!("{what}: the block is shown as it was typed"),
                    "close the tag, or write it in Markdown",
                )
            } else if what.ends_with(HIDES) {
                (format!("{what}: it is shown as it was typed"), "write it in Markdown")
            } else {
                (format!("{what} is removed from the page"), "write it in Markdown")
            };
            found.report_with_help(&RAW_HTML_REMOVED, piece.span(prose.path), message, help);
        }
    }
}
