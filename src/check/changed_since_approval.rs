//! Texts that are not the ones that were approved.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};

code! {
    /// The text of a document in force is not the text that was approved as its current version.
    ///
    /// Compared are the digest of the text as it is (`annexa digest ID` prints it) and `digest` of the newest approval of the current version,
    /// of those dated up to the day of the run. The digest is of the body, the title, the summary, the key points, the type, the classification,
    /// the owner, the audience, the controls and the clauses; approvals, reviews, history, review dates and the ends of lines stay outside. For the Statement of
    /// Applicability it is of the decisions and their reasons. An approval without a `digest` says nothing of the
    /// text and is not looked at.
    ///
    /// # Why
    /// Documented information must be protected from unintended changes and approved for suitability (ISO/IEC 27001:2022, 7.5.2 c, 7.5.3).
    /// People work by a text to which nobody agreed.
    ///
    /// # Mend
    /// Look at what changed (`git diff`, or `annexa diff REVISION`). If the change was not meant, take it back. If it was, give the text the next
    /// version with `annexa bump ID --change "…"`, and have it approved: `annexa approve ID --by KEY --ref URL` writes the
    /// approval with the new digest. Do not write the digest by hand: that would claim an approval that nobody gave.
    ///
    /// # Example
    /// One word of the text was changed after the approval of version 2.1:
    ///
    /// ```toml
    /// version = "2.1"
    ///
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "ceo"
    /// date    = 2026-03-24
    /// digest  = "sha256:82de040009882ec19376627495fbc6f72cc2cabc7990cb5c5e25a885b669c31e"
    /// ```
    ///
    /// The new text became version 2.2, and was approved:
    ///
    /// ```toml
    /// version = "2.2"
    ///
    /// [[approvals]]
    /// version = "2.2"
    /// by      = "ceo"
    /// date    = 2026-11-20
    /// digest  = "sha256:2bd1fc84bb828f77e393808b08320c4d739d7c1043e9feec1a8d52114e7ddddd"
    /// ```
    CHANGED_SINCE_APPROVAL = "changed-since-approval", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &CHANGED_SINCE_APPROVAL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_in_force) {
        let Some((approval, digest)) = text.approved_text(handbook.today) else { continue };
        let Some(typed) = approval.digest.as_ref().filter(|_| digest != text.digest) else {
            continue;
        };
        let id = printable(text.id);
        let day = approval.date.as_ref().map(|date| format!(" on {}", date.value));
        let version =
            text.version.map(|version| format!(" as version `{}`", printable(&version.value)));
        let message = format!(
            "the text of `{id}` is not the one that was approved{}{}",
            version.unwrap_or_default(),
            day.unwrap_or_default()
        );
        let help = format!(
            "take the change back, or give it a version and an approval: `annexa bump {id} --change \"…\"`, then `annexa approve {id} --by KEY --ref URL`"
        );
        let span = typed.span(text.path);
        found.report_with_help(&CHANGED_SINCE_APPROVAL, span, message, help).about(text.id);
    }
}
