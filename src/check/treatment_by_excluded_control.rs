//! Risks whose treatment relies on a control that is excluded.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// A risk is treated by a control that the Statement of Applicability excludes.
    ///
    /// Reported at the control in the risk's `controls`. Only controls with `applicable = false` count; one that is undecided is
    /// reported by `undecided-control`.
    ///
    /// # Why
    /// The statement holds the controls that the risk treatment needs (ISO/IEC 27001:2022, 6.1.3 b to d). One that a
    /// risk relies on cannot be left out, and one that is left out treats nothing.
    ///
    /// # Mend
    /// If the risk does rely on the control, set `applicable = true` in its row, with `reasons = ["risk"]` and the risk. If not, take the control
    /// out of the risk's `controls`, and look whether the residual rating still holds.
    ///
    /// # Example
    /// A risk relies on the supervision of outsourced development:
    ///
    /// ```toml
    /// [risk.R-004]
    /// title    = "Fault in the product shows one customer another's data"
    /// controls = ["A.8.28", "A.8.30"]
    /// ```
    ///
    /// while `soa.toml` says that nothing is outsourced and excludes `A.8.30`. Without it:
    ///
    /// ```toml
    /// controls = ["A.8.28"]
    /// ```
    TREATMENT_BY_EXCLUDED_CONTROL = "treatment-by-excluded-control", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &TREATMENT_BY_EXCLUDED_CONTROL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    let excluded = handbook.soa.excluded();
    for risk in &handbook.risks {
        if !risk.controls.iter().any(|control| excluded.contains(control)) {
            continue;
        }
        for typed in &risk.parsed.controls {
            let control = handbook.frameworks.find_control(&typed.value);
            let Some(control) = control.filter(|control| excluded.contains(control)) else {
                continue;
            };
            let control = &handbook.label(control).id;
            let id = printable(&risk.parsed.id.value);
            found.report_with_help(
                &TREATMENT_BY_EXCLUDED_CONTROL,
                typed.span(&path),
                format!("`{id}` is treated by control `{control}`, which `soa.toml` excludes"),
                format!("set `applicable = true` under `[control.\"{control}\"]`, or remove the control here"),
            );
        }
    }
}
