//! Risks that nobody has accepted although somebody must.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// What remains of a risk must be accepted by somebody, and nobody has done so.
    ///
    /// An acceptance is needed when the residual score is above the `appetite` under `[risk]` of `handbook.toml`, or when the
    /// treatment is `accept`. It counts when it has `date` and `by` and the date is not after today. A score equal to the
    /// appetite is within it. Without an appetite only the treatment `accept` counts.
    ///
    /// Whether an acceptance that was given still holds is said by `acceptance-stale`.
    ///
    /// # Why
    /// The owners of risks must accept what remains of them (ISO/IEC 27001:2022, 6.1.3 f). Without a name and a date nobody has taken the decision.
    ///
    /// # Mend
    /// Let the owner of the risk decide. If the answer is yes, add `[[risk.ID.acceptance]]` with `date`, `by`, the `residual` that was accepted, and
    /// `expires`. If it is no, plan more `actions`; until they work the risk is above the appetite and stays reported. Do not lower the rating
    /// or raise the appetite to get rid of the finding.
    ///
    /// # Example
    /// Eight, with an appetite of six:
    ///
    /// ```toml
    /// [risk.R-001]
    /// title    = "Customer account taken over"
    /// residual = { likelihood = 2, impact = 4 }
    /// ```
    ///
    /// Accepted for a year:
    ///
    /// ```toml
    /// [[risk.R-001.acceptance]]
    /// date     = 2026-03-09
    /// by       = "ceo"
    /// residual = { likelihood = 2, impact = 4 }
    /// expires  = 2027-03-08
    /// ```
    ACCEPTANCE_MISSING = "acceptance-missing", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &ACCEPTANCE_MISSING, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    let scale = &handbook.settings.risk;
    for risk in handbook.risks.iter().filter(|risk| risk.needs_acceptance(scale)) {
        if risk.newest_acceptance(handbook.today).is_some() {
            continue;
        }
        let id = printable(&risk.parsed.id.value);
        let above = risk.parsed.residual.as_ref().filter(|_| risk.is_above_appetite(scale));
        let (at, message) = match (above, scale.appetite, &risk.parsed.treatment) {
            (Some(residual), Some(appetite), _) => {
                let score = residual.value.score();
                let message = format!(
                    "the residual score of `{id}` is {score}, above the appetite of {appetite}, and nobody has accepted it"
                );
                (&residual.at, message)
            }
            (_, _, Some(treatment)) => {
                (&treatment.at, format!("`{id}` is to be accepted, but nobody has accepted it"))
            }
            _ => continue,
        };
        let help = if risk.parsed.acceptances.is_empty() {
            format!("add `{}` with `date`, `by` and `residual`", risk.acceptance_header())
        } else {
            "complete the acceptance: it needs `by`, and a `date` that is not after today"
                .to_owned()
        };
        found.report_with_help(&ACCEPTANCE_MISSING, Span::new(&path, at.clone()), message, help);
    }
}
