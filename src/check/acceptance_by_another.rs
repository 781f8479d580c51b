//! Risks that were accepted by somebody else than their owners.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::risk::Risk;
use crate::parse::risks::Acceptance;

code! {
    /// A risk was accepted by somebody who is not its owner, and nothing shows that the owner agrees.
    ///
    /// The newest acceptance that counts is compared with `owner` of the risk, by the people who hold the roles today. Nothing is
    /// said when the owner has an acceptance of the same rating as well, older or newer, when the risk has no owner, or when it needs no acceptance
    /// any more.
    ///
    /// In many organizations somebody above the owner accepts what is large. That is sound, and the standard still asks for the owner; the
    /// check is a reminder, which a project may set to `allow`.
    ///
    /// # Why
    /// The owners of risks must approve the treatment plan and accept what remains (ISO/IEC 27001:2022, 6.1.3 f).
    ///
    /// # Mend
    /// Let the owner accept it, too, and add a second `[[risk.ID.acceptance]]` with the same `residual`. If whoever accepted it really answers
    /// for the risk, make them its `owner`.
    ///
    /// # Example
    /// ```toml
    /// [risk.R-001]
    /// title = "Customer account taken over"
    /// owner = "cto"
    ///
    /// [[risk.R-001.acceptance]]
    /// date     = 2026-03-09
    /// by       = "ceo"
    /// residual = { likelihood = 2, impact = 4 }
    /// ```
    ///
    /// The owner agreed in the same meeting:
    ///
    /// ```toml
    /// [[risk.R-001.acceptance]]
    /// date     = 2026-03-09
    /// by       = "cto"
    /// residual = { likelihood = 2, impact = 4 }
    /// ```
    ACCEPTANCE_BY_ANOTHER = "acceptance-by-another", Note (Draft: Allow)
}

pub(super) const CHECK: Check = Check { code: &ACCEPTANCE_BY_ANOTHER, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    let path = &handbook.register(Kind::Risks).path;
    let scale = &handbook.settings.risk;
    for risk in &handbook.risks {
        // Without an appetite nobody can tell that a risk needs no acceptance; that there is one says that it does.
        if scale.appetite.is_some() && !risk.needs_acceptance(scale) {
            continue;
        }
        let Some(newest) = risk.newest_acceptance(handbook.today) else { continue };
        let (Some(by), Some(owner)) = (&newest.by, &risk.parsed.owner) else { continue };
        // Whom nobody knows may be the owner, misspelled: that is a finding of its own.
        let is_unknown = |key: &str| handbook.directory.is_unknown(key);
        if is_unknown(&by.value)
            || is_unknown(&owner.value)
            || is_accepted_by_owner(handbook, risk, newest, &owner.value)
        {
            continue;
        }
        let message = format!(
            "`{}` was accepted by `{}`; its owner is `{}`",
            printable(&risk.parsed.id.value),
            printable(&by.value),
            printable(&owner.value)
        );
        let help = format!(
            "if the owner agrees, add a `{}` of theirs with the same `residual`",
            risk.acceptance_header()
        );
        found
            .report_with_help(&ACCEPTANCE_BY_ANOTHER, by.span(path), message, help)
            .about(&risk.parsed.id.value);
    }
}

/// True when the owner accepted what the newest acceptance accepts.
fn is_accepted_by_owner(
    handbook: &Handbook,
    risk: &Risk,
    newest: &Acceptance,
    owner: &str,
) -> bool {
    let is_same_rating = |other: &Acceptance| match (&other.residual, &newest.residual) {
        (Some(other), Some(newest)) => other.value.is_level_with(&newest.value),
        (other, newest) => other.is_none() && newest.is_none(),
    };
    risk.parsed.acceptances.iter().any(|acceptance| {
        let date = acceptance.date.as_ref();
        let counts = date.is_some_and(|date| date.value <= handbook.today);
        let by = acceptance.by.as_ref();
        let is_owner = by.is_some_and(|by| handbook.directory.is_same_person(&by.value, owner));
        counts && is_owner && is_same_rating(acceptance)
    })
}
