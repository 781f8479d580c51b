//! Acceptances of risks that no longer hold.

use crate::base::text::{plural, printable};
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::risk::Risk;
use crate::parse::risks::Acceptance;

code! {
    /// A risk was accepted, and the acceptance no longer holds.
    ///
    /// The newest acceptance counts: the one with the latest `date` up to today that has `by`. It no longer holds when its `expires` has
    /// passed (on the day itself it still holds), or when likelihood or impact of its `residual` differ from those of the risk
    /// now, in whichever direction.
    ///
    /// Not reported for a risk that needs no acceptance any more: one within the appetite of `handbook.toml` whose treatment is
    /// not `accept`. Older acceptances are history and are not looked at.
    ///
    /// # Why
    /// An owner accepts a risk as it was shown (ISO/IEC 27001:2022, 6.1.3 f). When the rating has changed or the time
    /// is over, nobody has accepted what is there now.
    ///
    /// # Mend
    /// Show the risk as it is now to its owner. If it is accepted again, add another `[[risk.ID.acceptance]]` below the old one. Do not
    /// change the old entry: it says what was accepted then.
    ///
    /// # Example
    /// The rating has changed since:
    ///
    /// ```toml
    /// [risk.R-001]
    /// title    = "Customer account taken over"
    /// residual = { likelihood = 3, impact = 4 }
    ///
    /// [[risk.R-001.acceptance]]
    /// date     = 2026-03-09
    /// by       = "ceo"
    /// residual = { likelihood = 2, impact = 4 }
    /// ```
    ///
    /// After the new decision there is a second entry:
    ///
    /// ```toml
    /// [[risk.R-001.acceptance]]
    /// date     = 2026-11-21
    /// by       = "ceo"
    /// residual = { likelihood = 3, impact = 4 }
    /// expires  = 2027-05-21
    /// ```
    ACCEPTANCE_STALE = "acceptance-stale", Warn (Draft: Note, Audit: Deny)
}

pub(super) const CHECK: Check = Check { code: &ACCEPTANCE_STALE, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let scale = &handbook.settings.risk;
    for risk in &handbook.risks {
        // Without an appetite nobody can tell that a risk needs no acceptance; that there is one says that it does.
        if scale.appetite.is_some() && !risk.needs_acceptance(scale) {
            continue;
        }
        if let Some(acceptance) = risk.newest_acceptance(handbook.today) {
            report(handbook, risk, acceptance, found);
        }
    }
}

fn report(handbook: &Handbook, risk: &Risk, acceptance: &Acceptance, found: &mut Findings) {
    let path = handbook.register(Kind::Risks).path.clone();
    let id = printable(&risk.parsed.id.value);
    if let (Some(accepted), Some(now)) = (&acceptance.residual, &risk.parsed.residual)
        && !accepted.value.is_level_with(&now.value)
    {
        let message = format!(
            "`{id}` was accepted at likelihood {} and impact {}; now it is rated {} and {}",
            accepted.value.likelihood.value,
            accepted.value.impact.value,
            now.value.likelihood.value,
            now.value.impact.value
        );
        let help =
            format!("have the rating of now accepted in a new `{}`", risk.acceptance_header());
        found
            .report_with_help(&ACCEPTANCE_STALE, accepted.span(&path), message, help)
            .about(&risk.parsed.id.value);
    }
    if let Some(expires) =
        acceptance.expires.as_ref().filter(|expires| expires.value < handbook.today)
    {
        let days = usize::try_from(expires.value.days_until(handbook.today)).unwrap_or(0);
        let message = format!(
            "the acceptance of `{id}` held until {}, {} ago",
            expires.value,
            plural(days, "day", "days")
        );
        let help = format!("decide again, and add a new `{}`", risk.acceptance_header());
        found
            .report_with_help(&ACCEPTANCE_STALE, expires.span(&path), message, help)
            .about(&risk.parsed.id.value);
    }
}
