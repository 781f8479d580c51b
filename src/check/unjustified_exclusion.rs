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
    /// # Why
    /// The Statement of Applicability must justify every exclusion of an Annex A control (ISO/IEC 27001:2022, 6.1.3 d).
    ///
    /// # Mend
    /// Say in `exclusion` what is not there for the control to act on.
    ///
    /// # Example
    /// `applicable = false` alone.
    UNJUSTIFIED_EXCLUSION = "unjustified-exclusion", Deny
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
