//! Ratings with a step that the scale of the handbook does not have.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::parse::risks::Risk;
use crate::parse::settings::Step;

code! {
    /// A risk is rated with a step that the scale does not have.
    ///
    /// Annexa looks at `likelihood` and `impact` of `inherent`, `residual` and of
    /// `residual` in acceptances, and compares them with the `level` of every
    /// `[[risk.likelihood]]` and `[[risk.impact]]` in `handbook.toml`. A scale
    /// without steps allows every number from 1 to 10; while a step cannot be read, which
    /// is a finding of its own, nothing is compared.
    ///
    /// # Why
    /// Ratings must be comparable (ISO/IEC 27001:2022, 6.1.2 b). One that lies off the
    /// scale has no cell in the risk matrix and no word, so the risk is easily missed.
    ///
    /// # Mend
    /// Rate the risk with a step that is there. If the scale was meant to have more
    /// steps, add them to `handbook.toml`, each with its word and meaning, and look
    /// at the bands and the appetite again.
    ///
    /// # Example
    /// The scale has five steps of likelihood:
    ///
    /// ```toml
    /// [risk.R-017]
    /// inherent = { likelihood = 7, impact = 3 }
    /// ```
    ///
    /// The highest one is 5:
    ///
    /// ```toml
    /// [risk.R-017]
    /// inherent = { likelihood = 5, impact = 3 }
    /// ```
    RATING_OFF_SCALE = "rating-off-scale", Warn (Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &RATING_OFF_SCALE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let scale = &handbook.settings.risk;
    if scale.has_lost_steps {
        return;
    }
    for risk in handbook.risks.iter().map(|risk| &risk.parsed) {
        for (key, steps, typed) in ratings(risk, &scale.likelihood, &scale.impact) {
            if steps.is_empty() || steps.iter().any(|step| step.level == typed.value) {
                continue;
            }
            let levels: Vec<String> = steps.iter().map(|step| step.level.to_string()).collect();
            found.report_with_help(
                &RATING_OFF_SCALE,
                typed.span(&handbook.register(Kind::Risks).path),
                format!(
                    "`{}` is rated {key} {}, and the scale has no such step",
                    printable(&risk.id.value),
                    typed.value
                ),
                format!("use one of: {}", levels.join(", ")),
            );
        }
    }
}

/// The steps of all ratings of a risk, each with the part of the scale that it belongs to.
fn ratings<'r>(
    risk: &'r Risk,
    likelihood: &'r [Step],
    impact: &'r [Step],
) -> impl Iterator<Item = (&'static str, &'r [Step], &'r Spanned<u32>)> {
    let accepted = risk.acceptances.iter().filter_map(|acceptance| acceptance.residual.as_ref());
    let all = risk.inherent.iter().chain(&risk.residual).chain(accepted);
    all.flat_map(move |rating| {
        [
            ("likelihood", likelihood, &rating.value.likelihood),
            ("impact", impact, &rating.value.impact),
        ]
    })
}
