//! Documents and risks that nobody keeps.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// A document or a risk has no owner.
    ///
    /// Reported for
    ///
    /// - documents and records of every status, also for those without front matter;
    /// - `soa.toml`;
    /// - each risk, and the risk register itself unless it holds no risk.
    ///
    /// `approver` is no owner. The owner of the register is not that of its risks. An
    /// owner that was never filled in counts as missing. One that cannot be read is
    /// `syntax` or `wrong-type` instead, as is front matter in YAML or without an end,
    /// and one under a mistyped key or below `[[approvals]]` is `unknown-key` alone.
    /// Evidence, obligations and controls may lack an owner.
    ///
    /// # Why
    /// What nobody owns is reviewed and decided by nobody. Responsibilities must be
    /// assigned, and each risk needs an owner (ISO/IEC 27001:2022, 5.3, 6.1.2 c and
    /// A.5.2).
    ///
    /// # Mend
    /// Add `owner` with the key of a role or a person in `people.toml`; without that
    /// file, any text will do. In `soa.toml` and `registers/risks.toml` it stands above
    /// the first table. A role is better than a person: it stays when its holder
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
    if let Some(soa) = &handbook.soa.parsed
        && handbook.soa.owner.is_none()
    {
        found.report_with_help(
            &MISSING_OWNER,
            Span::file(&soa.path),
            format!("`{}` has no owner", printable(&soa.id)),
            "add `owner = \"…\"` above the first table",
        );
    }
    report_risks(handbook, found);
}

fn report_risks(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    if handbook.register(Kind::Risks).owner.is_none() && !handbook.risks.is_empty() {
        found.report_with_help(
            &MISSING_OWNER,
            Span::file(&path),
            "the risk register has no owner",
            "add `owner = \"…\"` above the first table",
        );
    }
    for risk in handbook.risks.iter().filter(|risk| risk.owner.is_none()) {
        let id = &risk.parsed.id;
        found.report_with_help(
            &MISSING_OWNER,
            id.span(&path),
            format!("`{}` has no owner", printable(&id.value)),
            "add `owner = \"…\"` with the role that answers for it",
        );
    }
}
