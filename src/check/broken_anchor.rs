//! Links to headings that a page does not have.

use crate::base::text::{did_you_mean, printable, searched};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::unresolved::Wanted;

code! {
    /// A link names a heading that its page does not have.
    ///
    /// The anchor is the part after `#`, as in `[text](access.md#leavers)`,
    /// `[text](#leavers)` or `[[POL-005#leavers]]`. A spelling that differs from the
    /// heading only in case or punctuation is accepted. Annexa does not look at anchors
    /// in raw HTML, on other hosts and in attachments, nor at those behind the id of a
    /// control, clause, risk, piece of evidence or obligation.
    ///
    /// # Why
    /// A reader who follows a rule to its detail must arrive there: documents must be
    /// fit for use where they are needed (ISO/IEC 27001:2022, 7.5.3 a).
    ///
    /// # Mend
    /// Correct the part after `#`. The anchor of a heading follows GitHub's rule: lower
    /// case, punctuation dropped, blanks turned into hyphens. To keep an anchor when
    /// the heading changes, give it a name: `## When somebody leaves {#leavers}`.
    ///
    /// # Example
    /// No heading has the anchor `leavers`:
    ///
    /// ```markdown
    /// See [the deadline](#leavers).
    ///
    /// ## When somebody leaves
    /// ```
    ///
    /// The heading decides how the anchor is written:
    ///
    /// ```markdown
    /// See [the deadline](#when-somebody-leaves).
    ///
    /// ## When somebody leaves
    /// ```
    BROKEN_ANCHOR = "broken-anchor", Deny (Draft: Warn)
}

pub(super) const CHECK: Check = Check { code: &BROKEN_ANCHOR, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (number, miss) in handbook.unresolved.iter().enumerate() {
        let Wanted::Anchor { page, anchors } = &miss.wanted else { continue };
        let anchor = miss.typed.split_once('#').map_or("", |(_, anchor)| anchor);
        let typed = printable(anchor);
        let near = did_you_mean(anchor, searched(number, anchors.iter().map(String::as_str)));
        let message = match near {
            Some(near) => format!("`{page}` has no heading `#{typed}`; did you mean `#{near}`?"),
            None => format!("`{page}` has no heading `#{typed}`"),
        };
        let help = match anchors.len() {
            0 => "the page has no headings: link to the page alone".to_owned(),
            _ => format!(
                "its headings are: {}",
                anchors
                    .iter()
                    .take(12)
                    .map(|anchor| format!("#{anchor}"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        };
        found.report_with_help(&BROKEN_ANCHOR, miss.span.clone(), message, help);
    }
}
