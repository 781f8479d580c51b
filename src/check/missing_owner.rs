//! Documents that nobody keeps.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;

code! {
    /// A document has no owner.
    ///
    /// Reported for documents and records of every status, also for those without front
    /// matter. `approver` is no owner. An owner that was never filled in counts as
    /// missing. One that cannot be read is `syntax` or `wrong-type` instead, as is front
    /// matter in YAML or without an end, and one under a mistyped key or below
    /// `[[approvals]]` is `unknown-key` alone. `soa.toml` and registers may lack an owner.
    ///
    /// # Why
    /// A text without an owner is reviewed by nobody. Responsibilities must be assigned
    /// (ISO/IEC 27001:2022, 5.3 and A.5.2).
    ///
    /// # Mend
    /// Add `owner` with the key of a role or a person in `people.toml`; without that
    /// file, any text will do. A role is better than a person: it stays when its holder
    /// leaves.
    ///
    /// # Example
    /// ```toml
    /// id    = "POL-005"
    /// title = "Access control policy"
    /// ```
    ///
    /// With an owner:
    ///
    /// ```toml
    /// id    = "POL-005"
    /// title = "Access control policy"
    /// owner = "ciso"
    /// ```
    MISSING_OWNER = "missing-owner", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &MISSING_OWNER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for document in handbook
        .documents
        .iter()
        .filter(|document| document.owner.is_none() && !document.parsed.is_unreadable)
        .filter(|document| !document.parsed.front.has_lost_owner)
    {
        let message = format!("`{}` has no owner", document.id());
        found.report_with_help(
            &MISSING_OWNER,
            document.span_of::<String>(None),
            message,
            "add `owner = \"…\"` with the role that keeps it",
        );
    }
}
