//! Controls that are left out without a reason.

use crate::base::path::RelPath;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;

code! {
    /// A control is excluded and no reason is given.
    ///
    /// A row of `soa.toml` with `applicable = false` needs `exclusion`. `justification`
    /// is for controls that apply and does not count. An `exclusion` that was never
    /// filled in counts as missing.
    ///
    /// # Why
    /// The Statement of Applicability must justify every exclusion of a control of
    /// Annex A (ISO/IEC 27001:2022, 6.1.3 d).
    ///
    /// # Mend
    /// Say in `exclusion` what is not there for the control to act on. “Not applicable”
    /// repeats the decision and gives no reason.
    ///
    /// # Example
    /// ```toml
    /// [control."A.8.30"]
    /// applicable = false
    /// ```
    ///
    /// With a reason:
    ///
    /// ```toml
    /// [control."A.8.30"]
    /// applicable = false
    /// exclusion  = "All development is done by our own staff; no contract covers any."
    /// ```
    UNJUSTIFIED_EXCLUSION = "unjustified-exclusion", Deny (Draft: Warn)
}

pub(super) const CHECK: Check = Check { code: &UNJUSTIFIED_EXCLUSION, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = RelPath::fixed("soa.toml");
    for row in handbook.soa.rows.iter().filter(|row| row.applicability == Applicability::Excluded) {
        let Some(parsed) = row.parsed.as_ref().filter(|parsed| parsed.exclusion.is_none()) else {
            continue;
        };
        let id = &parsed.control.value;
        let at = parsed
            .applicable
            .as_ref()
            .map_or(parsed.control.at.clone(), |applicable| applicable.at.clone());
        let help = format!("add `exclusion = \"…\"` under `[control.\"{id}\"]`");
        found.report_with_help(
            &UNJUSTIFIED_EXCLUSION,
            Span::new(&path, at),
            format!("control `{id}` is excluded without a justification"),
            help,
        );
    }
}
