//! Risks of which a part of the assessment is missing.

use crate::base::text::{list_of, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

code! {
    /// A risk has no rating or no treatment.
    ///
    /// A risk needs `inherent`, its rating before treatment, and `treatment`. Once it
    /// has a treatment, it also needs `residual`, the rating of what remains. One
    /// finding for a risk names all that is missing. A rating without `likelihood` or
    /// `impact` is `missing-key` instead, and what cannot be read is a finding of its own,
    /// not missing. A risk without an owner is `missing-owner`, one that
    /// is reduced by no control `reduced-without-control`.
    ///
    /// # Why
    /// Each risk is rated, then treated, and its owner accepts what remains (ISO/IEC
    /// 27001:2022, 6.1.2 d, 6.1.3 a and f). Without a rating it cannot be compared with
    /// what is acceptable.
    ///
    /// # Mend
    /// Rate the risk with its owner: `inherent` as it would be without any treatment,
    /// `residual` as it is with the treatment that works today. Choose `treatment` from
    /// `reduce`, `share`, `avoid` and `accept`. Do not enter numbers that nobody has
    /// thought about; set the level of the check to `note` until the assessment is done.
    ///
    /// # Example
    /// A risk that was noted and not assessed:
    ///
    /// ```toml
    /// [risk.R-017]
    /// title = "Denial-of-service attack on the sign-in page"
    /// owner = "platform-lead"
    /// ```
    ///
    /// After the assessment:
    ///
    /// ```toml
    /// [risk.R-017]
    /// title     = "Denial-of-service attack on the sign-in page"
    /// owner     = "platform-lead"
    /// inherent  = { likelihood = 4, impact = 3 }
    /// residual  = { likelihood = 3, impact = 2 }
    /// treatment = "share"
    /// ```
    RISK_INCOMPLETE = "risk-incomplete", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &RISK_INCOMPLETE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    for risk in handbook.risks.iter().map(|risk| &risk.parsed) {
        let missing: Vec<String> = [
            ("inherent", risk.inherent.is_none()),
            ("treatment", risk.treatment.is_none()),
            ("residual", risk.treatment.is_some() && risk.residual.is_none()),
        ]
        .into_iter()
        .filter(|(key, is_missing)| *is_missing && !risk.unread.contains(key))
        .map(|(key, _)| format!("`{key}`"))
        .collect();
        if missing.is_empty() {
            continue;
        }
        let help = if risk.treatment.is_none() {
            "rate it, and choose `treatment` from `reduce`, `share`, `avoid` and `accept`"
        } else {
            "add the rating, such as `{ likelihood = 2, impact = 3 }`"
        };
        found.report_with_help(
            &RISK_INCOMPLETE,
            risk.id.span(&path),
            format!("`{}` lacks {}", printable(&risk.id.value), list_of(&missing)),
            help,
        );
    }
}
