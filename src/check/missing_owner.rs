//! Documents, registers and rows of registers that nobody keeps.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::owned::without_owner;
use crate::model::register::Kind;

code! {
    /// A document, a register or a row of a register has no owner.
    ///
    /// Reported for
    ///
    /// - documents and records of every status, also for those without front matter;
    /// - `soa.toml`;
    /// - each risk and objective, and each exception, supplier and asset that has not ended;
    /// - registers with a row, but those of evidence and obligations.
    ///
    /// `approver` is no owner. The owner of a register is not that of its rows. An
    /// owner that was never filled in counts as missing in a document. One that cannot be read
    /// is `syntax` or `wrong-type` instead, as is front matter in YAML or without an end,
    /// and one under a mistyped key or below `[[approvals]]` is `unknown-key` alone.
    /// Evidence, obligations, interested parties, competences and controls may lack an owner.
    ///
    /// # Why
    /// What nobody owns is reviewed and decided by nobody. Responsibilities must be
    /// assigned, and each risk, objective and asset needs an owner (ISO/IEC 27001:2022, 5.3,
    /// 6.1.2 c, 6.2 j, A.5.2 and A.5.9).
    ///
    /// # Mend
    /// Add `owner` with the key of a role or a person in `people.toml`; without that
    /// file, any text will do. In `soa.toml` and in registers it stands above the first
    /// table, for a register kept as CSV under `[register.NAME]` in `handbook.toml`. A role
    /// is better than a person: it stays when its holder leaves.
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
    report_registers(handbook, found);
    for row in without_owner(handbook) {
        let help = "add `owner = \"…\"` with the role that answers for it";
        let message = format!("`{}` has no owner", printable(&row.id.value));
        found.report_with_help(&MISSING_OWNER, row.id.span(row.path), message, help);
    }
}

fn report_registers(handbook: &Handbook, found: &mut Findings) {
    for register in handbook.registers.values() {
        let may_lack = matches!(register.kind, Kind::Evidence | Kind::Obligations);
        if register.owner.is_some() || may_lack || handbook.count(register.kind) == 0 {
            continue;
        }
        let help = if register.path.extension() == "toml" {
            "add `owner = \"…\"` above the first table".to_owned()
        } else {
            let name = register.kind.name();
            format!("add `owner = \"…\"` under `[register.{name}]` in `handbook.toml`")
        };
        let message = format!("{} has no owner", register.name());
        found.report_with_help(&MISSING_OWNER, Span::file(&register.path), message, help);
    }
}
