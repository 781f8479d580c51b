//! Risks that are rated lower although no control treats them.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::risk::Risk;
use crate::parse::risks::Treatment;

code! {
    /// A risk is reduced, and no control treats it.
    ///
    /// A risk counts as reduced when its residual score is below the inherent one, or when its `treatment` is
    /// `reduce`. A control treats it when the risk
    /// names it under `controls`, or when a row of the Statement of Applicability that is not excluded names the risk under `risks`.
    ///
    /// With the treatment `share` or `avoid` a lower score needs no control: what made the risk smaller is the contract, or the end of
    /// what caused it. A risk that names only excluded controls is reported by `treatment-by-excluded-control`.
    ///
    /// # Why
    /// Treating a risk means determining the controls that it needs (ISO/IEC 27001:2022, 6.1.3 b). A lower number without a control is a hope.
    ///
    /// # Mend
    /// Name the controls that make the risk smaller under `controls`. If there is none, rate what remains as high as before, and treat the
    /// risk, or have it accepted.
    ///
    /// # Example
    /// From twelve to six by nothing:
    ///
    /// ```toml
    /// [risk.R-006]
    /// title     = "Cloud region outage"
    /// inherent  = { likelihood = 3, impact = 4 }
    /// residual  = { likelihood = 2, impact = 3 }
    /// treatment = "reduce"
    /// ```
    ///
    /// By a second region and a tried way back:
    ///
    /// ```toml
    /// controls  = ["A.5.30", "A.8.14"]
    /// ```
    REDUCED_WITHOUT_CONTROL = "reduced-without-control", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &REDUCED_WITHOUT_CONTROL, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    let excluded = handbook.soa.excluded();
    for risk in &handbook.risks {
        // What the risk itself names is looked at by other checks: whether it exists, and whether it applies.
        let is_treated = !risk.parsed.controls.is_empty()
            || risk.controls.iter().any(|control| !excluded.contains(control));
        if is_treated {
            continue;
        }
        let Some((at, message)) = reduced(risk) else { continue };
        found.report_with_help(
            &REDUCED_WITHOUT_CONTROL,
            Span::new(&path, at),
            message,
            "add `controls = [\"…\"]`, or rate what remains as high as before",
        );
    }
}

/// Where the risk says that it becomes smaller, and what is wrong with that.
fn reduced(risk: &Risk) -> Option<(std::ops::Range<usize>, String)> {
    let id = printable(&risk.parsed.id.value);
    let treatment = risk.parsed.treatment.as_ref();
    if treatment.is_some_and(|word| matches!(word.value, Treatment::Share | Treatment::Avoid)) {
        return None;
    }
    if let (Some(inherent), Some(residual)) = (&risk.parsed.inherent, &risk.parsed.residual) {
        let (before, after) = (inherent.value.score(), residual.value.score());
        if after < before {
            let message =
                format!("`{id}` is rated {after} instead of {before}, but no control treats it");
            return Some((residual.at.clone(), message));
        }
    }
    let treatment = treatment.filter(|word| word.value == Treatment::Reduce)?;
    Some((treatment.at.clone(), format!("`{id}` is to be reduced, but no control treats it")))
}
