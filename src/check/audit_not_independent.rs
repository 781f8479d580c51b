//! Auditors who looked at work of their own.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::record::independence::conflicts;

code! {
    /// An auditor has a part in what the audit sampled.
    ///
    /// For each id in `sampled` of an internal audit, planned ones too, Annexa looks whether
    /// somebody in `auditor` is
    ///
    /// - owner or approver of the document, or of `soa.toml`;
    /// - an author in its `[[history]]`, or approved a version of it;
    /// - the author of the commit with which its current version came, where git is known;
    /// - owner of the control's row in `soa.toml`.
    ///
    /// A role counts as the person who holds it today. What was written or approved after
    /// `performed` does not count. There is one finding for each sampled id; superseded and
    /// retired audits are not looked at.
    ///
    /// # Why
    /// Auditors must be chosen so that the audit is objective and impartial (ISO/IEC
    /// 27001:2022, 9.2.2 b): nobody sees the faults in a text of their own.
    ///
    /// # Mend
    /// Let somebody else audit this part, in a record of its own; or take it out of
    /// `sampled` if the auditor left it out. In a small organization there may be nobody
    /// else: say in `independence` who looked at this part as well, and write a waiver for
    /// this audit with the reason. The finding is a question, not a verdict.
    ///
    /// # Example
    /// `it-lead` owns the access control policy, and audits it:
    ///
    /// ```toml
    /// id        = "REC-004"
    /// type      = "internal-audit"
    /// performed = 2026-09-17
    /// auditor   = "it-lead"
    /// sampled   = ["POL-005", "POL-013"]
    /// ```
    ///
    /// The policy is audited by somebody else, in an audit of its own:
    ///
    /// ```toml
    /// id        = "REC-004"
    /// type      = "internal-audit"
    /// performed = 2026-09-17
    /// auditor   = "it-lead"
    /// sampled   = ["POL-013"]
    /// ```
    AUDIT_NOT_INDEPENDENT = "audit-not-independent", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &AUDIT_NOT_INDEPENDENT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, audit) in handbook.audits() {
        for conflict in conflicts(handbook, audit) {
            let message = format!(
                "possible conflict: `{}`, auditor of `{}`, is also {} of `{}`",
                printable(&handbook.party(conflict.auditor).key),
                printable(document.id()),
                list_of(&conflict.roles),
                printable(&handbook.label(conflict.sampled).id)
            );
            let help = "let somebody else audit it, or say in `independence` how that was met and waive the finding";
            let span = document.span_of(conflict.at);
            found
                .report_with_help(&AUDIT_NOT_INDEPENDENT, span, message, help)
                .about(document.id());
        }
    }
}
