//! Texts in force that nobody approved.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};

code! {
    /// A document is in force without an approval of its version.
    ///
    /// An approval counts when its date is not after the day of the run and it is for the document's `version`. Where the document or the
    /// approval names no version, the approval is taken as one of the current version. Drafts and documents in review are not in force yet,
    /// records are proof and not rules, and documents of the type `external` are approved by those who publish them: none of these is
    /// reported. The Statement of Applicability is approved like a document; without a `soa.toml` there is nothing to approve.
    ///
    /// What another finding says already is not said twice: an approval of the version on a day to come is `date-in-future`, one whose date is
    /// missing or cannot be read is `missing-key`, `invalid-date` or `placeholder`, and a mistyped `[[approvals]]` is `unknown-key`.
    ///
    /// # Why
    /// Documented information must be reviewed and approved (ISO/IEC 27001:2022, 7.5.2 c), policies by management (5.2, A.5.1). A rule that
    /// nobody with the authority agreed to binds nobody.
    ///
    /// # Mend
    /// Have the text approved, then record it: `annexa approve ID --by KEY --ref URL` adds an entry to `[[approvals]]` with the version, the
    /// person, the day and the digest of the text. While it is not approved, set `status = "in-review"`.
    /// Raising the version of an old approval instead of asking again is a false record.
    ///
    /// # Example
    /// The text was changed and became version 2.1, but the newest approval is that of 2.0:
    ///
    /// ```toml
    /// version = "2.1"
    ///
    /// [[approvals]]
    /// version = "2.0"
    /// by      = "ceo"
    /// date    = 2025-03-18
    /// ```
    ///
    /// After the approval of 2.1 a second entry stands below the first:
    ///
    /// ```toml
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "ceo"
    /// date    = 2026-03-24
    /// method  = "merge-request"
    /// ref     = "https://git.example.com/isms/-/merge_requests/118"
    /// ```
    MISSING_APPROVAL = "missing-approval", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &MISSING_APPROVAL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(|text| text.is_in_force() && !text.is_record) {
        // An approval that cannot be read, or whose day is missing or still to come, is a finding of its own.
        let mut days = text.approvals().map(|approval| approval.date.as_ref());
        let is_in_doubt = text.trail.unread.approvals
            || days.any(|date| date.is_none_or(|date| date.value > handbook.today));
        if !is_in_doubt && text.counting_approvals(handbook.today).next().is_none() {
            report(&text, found);
        }
    }
}

fn report(text: &Controlled<'_>, found: &mut Findings) {
    let id = printable(text.id);
    let others = text.trail.approvals.iter();
    let newest = others.max_by_key(|approval| approval.date.as_ref().map(|date| date.value));
    let approved = newest.and_then(|approval| approval.version.as_ref());
    let (Some(version), Some(approved)) = (text.version, approved) else {
        let message = format!("`{id}` is in force, and nobody approved it");
        let help = format!("have it approved, then `annexa approve {id} --by KEY --ref URL`");
        found.report_with_help(&MISSING_APPROVAL, text.head.clone(), message, help).about(text.id);
        return;
    };
    let version_shown = printable(&version.value);
    let message = format!(
        "version `{version_shown}` of `{id}` is not approved; the newest approval is of version `{}`",
        printable(&approved.value)
    );
    let help = format!("have it approved, then `annexa approve {id} --by KEY --ref URL`");
    let span = version.span(text.path);
    found.report_with_help(&MISSING_APPROVAL, span, message, help).about(text.id);
}
