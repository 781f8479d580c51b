//! Texts that were approved by somebody else than the one who is to approve them.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};

code! {
    /// The current version of a document was approved, but not by its `approver`.
    ///
    /// All approvals of that version up to the day of the run count: when one of them is
    /// by the approver, nothing is reported, whoever else signed, and in whichever order.
    /// People are compared, not keys: a role of `people.toml` stands for whoever holds it
    /// today. Without `approver` nothing is reported, nor for a text that nobody
    /// approved: that is `missing-approval`. A key that is not in `people.toml` is
    /// `unknown-owner`, and whose approval it is stays open. The Statement of Applicability is approved
    /// like a document.
    ///
    /// # Why
    /// Documented information must be approved for suitability and adequacy (ISO/IEC 27001:2022, 7.5.2 c) by those to whom top management gave
    /// that authority (5.3). The page of the document names one person, and its trail another.
    ///
    /// # Mend
    /// Ask the approver to approve the version, and add that approval to `[[approvals]]`. If somebody else has the authority by now, correct
    /// `approver`; it is not a part of the approved text.
    ///
    /// # Example
    /// The managing director is to approve the policy, and the head of IT did:
    ///
    /// ```toml
    /// version  = "2.1"
    /// approver = "ceo"
    ///
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "it-lead"
    /// date    = 2026-03-24
    /// ```
    ///
    /// The managing director approves it as well, on a later day:
    ///
    /// ```toml
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "ceo"
    /// date    = 2026-04-02
    /// ```
    APPROVED_BY_ANOTHER = "approved-by-another", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &APPROVED_BY_ANOTHER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_in_force) {
        let Some(approver) = text.approver else { continue };
        let is_approver = |key: &str| handbook.directory.is_same_person(key, &approver.value);
        let mut approvals = text.counting_approvals(handbook.today);
        // Whom nobody knows may be the approver, misspelled: that is a finding of its own.
        let is_settled = handbook.directory.is_unknown(&approver.value)
            || approvals.any(|(approval, _)| {
                let by = approval.by.as_ref().map(|by| by.value.as_str());
                by.is_none_or(|by| is_approver(by) || handbook.directory.is_unknown(by))
            });
        if is_settled {
            continue;
        }
        let newest = text.newest_approval(handbook.today);
        let Some(by) = newest.and_then(|approval| approval.by.as_ref()) else { continue };
        let id = printable(text.id);
        let what = match text.version {
            Some(version) => format!("version `{}` of `{id}`", printable(&version.value)),
            None => format!("`{id}`"),
        };
        let message = format!(
            "{what} was approved by `{}`; its approver is `{}`",
            printable(&by.value),
            printable(&approver.value)
        );
        let help =
            "let the approver approve it and add that to `[[approvals]]`, or correct `approver`";
        found
            .report_with_help(&APPROVED_BY_ANOTHER, by.span(text.path), message, help)
            .about(text.id);
    }
}
