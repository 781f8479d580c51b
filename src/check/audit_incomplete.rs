//! Audits that took place and do not say what an audit must say.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::audit::Audit;

code! {
    /// An internal audit does not say what was audited, by whom, or what came of it.
    ///
    /// A record of type `internal-audit` that is in force needs `performed`, `auditor`, `scope`, `criteria`, `sampled`, `conclusion` and
    /// `reported`. One finding names all that is missing; what cannot be read is a finding of its own. An audit that has `planned`
    /// and no `performed` lacks nothing yet, nor does a draft: one whose report is being written has `status = "draft"`. A planned audit
    /// whose day is over is `audit-overdue`.
    ///
    /// # Why
    /// Criteria and scope of each audit must be defined, its results reported to management, and both documented (ISO/IEC 27001:2022,
    /// 9.2.2 a and c). An auditor of the certification body reads these records first.
    ///
    /// # Mend
    /// Take what is missing from the audit's plan and report. `reported` is the day on which management got the result, and `sampled`
    /// holds the ids of the documents, controls and clauses that were looked at.
    ///
    /// # Example
    /// ```toml
    /// id        = "REC-004"
    /// type      = "internal-audit"
    /// performed = 2026-09-17
    /// auditor   = "internal-auditor"
    /// ```
    ///
    /// Complete:
    ///
    /// ```toml
    /// id         = "REC-004"
    /// type       = "internal-audit"
    /// performed  = 2026-09-17
    /// auditor    = "internal-auditor"
    /// criteria   = ["ISO/IEC 27001:2022", "Our own documents"]
    /// scope      = "Clauses 4 to 10; controls for access and suppliers."
    /// sampled    = ["POL-005", "6.1.2", "A.5.15"]
    /// conclusion = "The criteria are met, with one minor nonconformity."
    /// reported   = 2026-09-28
    /// ```
    AUDIT_INCOMPLETE = "audit-incomplete", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &AUDIT_INCOMPLETE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for (_, document, audit) in handbook.audits() {
        if !document.is_in_force() || document.parsed.is_unreadable || is_only_planned(audit) {
            continue;
        }
        let missing = missing(audit);
        if !missing.is_empty() {
            report(document, audit, &missing, found);
        }
    }
}

/// True for an audit that is planned and not said to be performed: when its day is over, that is a finding of its own.
fn is_only_planned(audit: &Audit) -> bool {
    let parsed = &audit.parsed;
    let is_performed = parsed.performed.is_some() || parsed.unread.contains(&"performed");
    parsed.planned.is_some() && !is_performed
}

fn missing(audit: &Audit) -> Vec<String> {
    let parsed = &audit.parsed;
    [
        ("performed", parsed.performed.is_none()),
        ("auditor", parsed.auditors.is_empty()),
        ("scope", parsed.scope.is_none()),
        ("criteria", parsed.criteria.is_empty()),
        ("sampled", parsed.sampled.is_empty()),
        ("conclusion", parsed.conclusion.is_none()),
        ("reported", parsed.reported.is_none()),
    ]
    .into_iter()
    .filter(|(key, is_missing)| *is_missing && !parsed.unread.contains(key))
    .map(|(key, _)| format!("`{key}`"))
    .collect()
}

fn report(document: &Document, audit: &Audit, missing: &[String], found: &mut Findings) {
    let message = format!("audit `{}` lacks {}", printable(document.id()), list_of(missing));
    let help = "add what its plan and its report say; a planned audit has `status = \"draft\"`";
    let span = document.span_of(audit.parsed.performed.as_ref());
    found.report_with_help(&AUDIT_INCOMPLETE, span, message, help);
}
