//! Links to headings that a page does not have.

use crate::base::text::{did_you_mean, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::unresolved::Wanted;

code! {
    /// A link names a heading that its page does not have.
    ///
    /// # Why
    /// A reader who follows a rule to its detail lands at the top of a page and gives up; an auditor writes it down.
    ///
    /// # Mend
    /// Correct the part after `#`. Anchors follow GitHub's rule: lower case, punctuation dropped, blanks to hyphens; `{#name}` behind a heading sets one.
    ///
    /// # Example
    /// `[deadline](access.md#leavers)` while the heading is `## When somebody leaves`.
    BROKEN_ANCHOR = "broken-anchor", Deny
}

pub(super) const CHECK: Check = Check { code: &BROKEN_ANCHOR, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for miss in &handbook.unresolved {
        let Wanted::Anchor { page, anchors } = &miss.wanted else { continue };
        let anchor = miss.typed.split_once('#').map_or("", |(_, anchor)| anchor);
        let typed = printable(anchor);
        let near = did_you_mean(anchor, anchors.iter().map(String::as_str));
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
