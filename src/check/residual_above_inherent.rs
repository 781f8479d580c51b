//! Risks that are rated higher after their treatment than before it.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// A risk is rated higher after its treatment than before it.
    ///
    /// Reported when the residual likelihood, the residual impact, or both are above the inherent ones, even if the
    /// score of the two together is lower. Equal ratings are not reported: a risk that is carried stays what it is. Neither is a
    /// risk that lacks one of the two ratings.
    ///
    /// # Why
    /// Likelihood and consequences are assessed before treatment, and residual risks after it (ISO/IEC 27001:2022,
    /// 6.1.2 d and 6.1.3 f). A treatment that raises a risk is a mistyped number or a wrong treatment.
    ///
    /// # Mend
    /// Correct the number that is wrong: often the two ratings are swapped. If the treatment does make one step higher, the risk
    /// before treatment was rated too low; raise `inherent` and say so in its `why`.
    ///
    /// # Example
    /// The impact grows by treatment:
    ///
    /// ```toml
    /// inherent = { likelihood = 4, impact = 2 }
    /// residual = { likelihood = 2, impact = 3 }
    /// ```
    ///
    /// The impact of a case was underrated from the start:
    ///
    /// ```toml
    /// inherent = { likelihood = 4, impact = 3, why = "Each case costs a day of work, as 2026 showed." }
    /// residual = { likelihood = 2, impact = 3 }
    /// ```
    RESIDUAL_ABOVE_INHERENT = "residual-above-inherent", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &RESIDUAL_ABOVE_INHERENT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    for risk in &handbook.risks {
        let (Some(inherent), Some(residual)) = (&risk.parsed.inherent, &risk.parsed.residual)
        else {
            continue;
        };
        let (before, after) = (&inherent.value, &residual.value);
        let likelihood = after.likelihood.value > before.likelihood.value;
        let impact = after.impact.value > before.impact.value;
        let (what, at, after, before) = match (likelihood, impact) {
            (false, false) => continue,
            (true, false) => (
                "likelihood",
                &after.likelihood.at,
                after.likelihood.value,
                before.likelihood.value,
            ),
            (false, true) => ("impact", &after.impact.at, after.impact.value, before.impact.value),
            (true, true) => ("score", &residual.at, after.score(), before.score()),
        };
        let id = printable(&risk.parsed.id.value);
        found.report_with_help(
            &RESIDUAL_ABOVE_INHERENT,
            Span::new(&path, at.clone()),
            format!("the residual {what} of `{id}` is {after}, above the inherent {before}"),
            "correct `residual`, or `inherent` if the risk was rated too low before treatment",
        );
    }
}
