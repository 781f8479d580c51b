//! Texts that were in force before they were approved.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::trail::{Controlled, controlled};

code! {
    /// A document was put into force before its version was approved.
    ///
    /// `effective` is the day since which the current version is in force. It is
    /// compared with the first approval of that version that is not after the day of
    /// the run. The same day is in order. A later approval of a version that was
    /// approved in time, for example by a second person, is in order, too. Documents
    /// that are not in force are not looked at.
    ///
    /// Where `[[history]]` has another version of the day in `effective` or before it,
    /// and dates the current version after that day, `effective` is plainly the first
    /// day of the document. Then nothing is compared.
    ///
    /// # Why
    /// Approval comes before use (ISO/IEC 27001:2022, 7.5.2 c). Between the two days people followed a rule that nobody had agreed to, and
    /// an auditor reads exactly these two dates.
    ///
    /// # Mend
    /// Set `effective` to the day of the approval or later. If the version was approved earlier, add that approval with its proof in `ref`.
    /// Never date an approval back.
    ///
    /// # Example
    /// The version was in force for nine days before it was approved:
    ///
    /// ```toml
    /// version   = "2.1"
    /// effective = 2026-04-01
    ///
    /// [[approvals]]
    /// version = "2.1"
    /// by      = "ceo"
    /// date    = 2026-04-10
    /// ```
    ///
    /// In truth it bound nobody before the approval:
    ///
    /// ```toml
    /// effective = 2026-04-10
    /// ```
    APPROVAL_AFTER_EFFECTIVE = "approval-after-effective", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &APPROVAL_AFTER_EFFECTIVE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for text in controlled(handbook).filter(Controlled::is_in_force) {
        let Some(effective) = text.effective else { continue };
        let Some((_, approved)) = text.first_approval(handbook.today) else { continue };
        if approved.value <= effective.value || text.is_effective_since_an_earlier_version() {
            continue;
        }
        let version = text.version.map_or_else(
            || "it".to_owned(),
            |version| format!("version `{}`", printable(&version.value)),
        );
        let message = format!(
            "`{}` is in force since {}, but {version} was first approved on {}",
            printable(text.id),
            effective.value,
            approved.value
        );
        let help = format!("set `effective` to {} or later", approved.value);
        let span = effective.span(text.path);
        found.report_with_help(&APPROVAL_AFTER_EFFECTIVE, span, message, help).about(text.id);
    }
}
