//! Reasons for a control that name nothing behind them.

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::obligations::ObligationKind;
use crate::parse::soa::{Reason, Row};

code! {
    /// A control applies because of a risk, a law or a contract, and nothing says which one.
    ///
    /// The reason `risk` needs a risk: named under `risks` in the row, or a risk that names the control. `legal` and `contract`
    /// need an obligation under `obligations`; where the obligation has a `kind`, it must be the same one. `business` needs nothing.
    ///
    /// Excluded and undecided controls are not looked at. While the project has no risks, the reason `risk` is not looked at, and
    /// while it has no obligations, neither are `legal` and `contract`. An id that leads nowhere is `unknown-reference`, not this.
    ///
    /// # Why
    /// Controls follow from the risk treatment, and the statement justifies each of them (ISO/IEC 27001:2022, 6.1.3 b
    /// and d). A reason that points to nothing cannot be followed or questioned.
    ///
    /// # Mend
    /// Name the risks in `risks`, the laws and contracts in `obligations`. If there is none, remove the reason:
    /// what remains may be `business`, or the control may not be needed. Do not name just any risk; the auditor reads both.
    ///
    /// # Example
    /// A law that nobody can look up:
    ///
    /// ```toml
    /// [control."A.5.34"]
    /// applicable    = true
    /// reasons       = ["legal"]
    /// justification = "Data protection law."
    /// ```
    ///
    /// With the entry of `registers/obligations.toml`:
    ///
    /// ```toml
    /// reasons       = ["legal"]
    /// obligations   = ["OBL-001"]
    /// ```
    REASON_WITHOUT_OBJECT = "reason-without-object", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &REASON_WITHOUT_OBJECT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in &handbook.soa.rows {
        let (Applicability::Included(_), Some(parsed)) = (row.applicability, &row.parsed) else {
            continue;
        };
        for reason in &parsed.reasons {
            let missing = match reason.value {
                Reason::Risk => missing_risk(handbook, row, parsed),
                Reason::Legal => missing_obligation(handbook, row, parsed, ObligationKind::Legal),
                Reason::Contract => {
                    missing_obligation(handbook, row, parsed, ObligationKind::Contract)
                }
                Reason::Business => None,
            };
            let Some((message, help)) = missing else { continue };
            found.report_with_help(&REASON_WITHOUT_OBJECT, reason.span(&path), message, help);
        }
    }
}

fn missing_risk(handbook: &Handbook, row: &SoaRow, parsed: &Row) -> Option<(String, &'static str)> {
    // A risk that is named and not found is reported where it is named.
    if handbook.risks.is_empty() || !row.risks.is_empty() || !parsed.risks.is_empty() {
        return None;
    }
    let message =
        format!("control `{}` applies because of a risk, but no risk is named", id_of(parsed));
    Some((message, "add `risks = [\"…\"]`, or remove `risk` from `reasons`"))
}

fn missing_obligation(
    handbook: &Handbook,
    row: &SoaRow,
    parsed: &Row,
    wanted: ObligationKind,
) -> Option<(String, &'static str)> {
    let is_unknown = |id: &str| !matches!(handbook.entries.find(id), Some(Entry::Obligation(_)));
    let fits = |entry: &Entry| match entry {
        Entry::Obligation(index) => handbook
            .obligations
            .get(*index)
            .is_some_and(|obligation| obligation.parsed.kind.is_none_or(|kind| kind == wanted)),
        _ => false,
    };
    if handbook.obligations.is_empty()
        || row.obligations.iter().any(fits)
        || parsed.obligations.iter().any(|named| is_unknown(&named.value))
    {
        return None;
    }
    let (cause, law, help) = match wanted {
        ObligationKind::Legal => (
            "a law",
            "legal obligation",
            "add `obligations = [\"…\"]`, or remove `legal` from `reasons`",
        ),
        ObligationKind::Contract => (
            "a contract",
            "contractual obligation",
            "add `obligations = [\"…\"]`, or remove `contract` from `reasons`",
        ),
    };
    let message = if row.obligations.is_empty() {
        format!(
            "control `{}` applies because of {cause}, but no obligation is named",
            id_of(parsed)
        )
    } else {
        format!("control `{}` applies because of {cause}, but no {law} is named", id_of(parsed))
    };
    Some((message, help))
}

fn id_of(parsed: &Row) -> String {
    printable(&parsed.control.value)
}
