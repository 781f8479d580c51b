//! Risks.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::action::{Action, actions};
use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Term};
use crate::model::entry::Entry;
use crate::model::risk::{Risk as Found, band_of};
use crate::parse::risks::{self as parse, Treatment};

/// A risk.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Risk {
    /// Its id.
    id: String,
    /// What could happen, in a line.
    title: String,
    /// How it would happen.
    scenario: Option<String>,
    /// Who answers for it.
    owner: Option<String>,
    /// What would suffer: ids of assets and suppliers, and words.
    assets: Vec<String>,
    /// What would suffer of confidentiality, integrity and availability.
    properties: Vec<String>,
    /// The rating before treatment.
    inherent: Option<Rating>,
    /// The rating after treatment.
    residual: Option<Rating>,
    /// What is done about it.
    treatment: Option<Term<Treatment>>,
    /// The controls that treat it, as the register says.
    controls: Vec<String>,
    /// The controls that treat it, as the register or the Statement of Applicability says.
    treated_by: Vec<String>,
    /// The steps of its treatment.
    actions: Vec<Action>,
    /// What somebody accepted.
    acceptance: Vec<Acceptance>,
    /// True when what remains must be accepted by somebody.
    needs_acceptance: bool,
    /// True when somebody accepted what remains, and the acceptance still holds.
    is_accepted: bool,
    /// Its page, relative to the root of the site.
    page: String,
}

/// A rating.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Rating {
    /// A step of `settings.risk.likelihood`.
    likelihood: u32,
    /// A step of `settings.risk.impact`.
    impact: u32,
    /// The reasons for both.
    why: Option<String>,
    /// Likelihood times impact.
    score: u32,
    /// The word for the score, if the settings have bands.
    band: Option<String>,
}

/// An acceptance of what remains.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Acceptance {
    /// When.
    date: Option<Day>,
    /// By whom.
    by: Option<String>,
    /// The rating that was accepted.
    residual: Option<Rating>,
    /// The last day on which it holds.
    expires: Option<Day>,
}

/// The rows.
pub(super) fn rows(names: Names<'_>) -> Vec<Risk> {
    let risks = names.handbook.risks.iter().enumerate();
    risks.map(|(number, risk)| of(names, Entry::Risk(number), risk)).collect()
}

fn of(names: Names<'_>, entry: Entry, risk: &Found) -> Risk {
    let (parsed, handbook) = (&risk.parsed, names.handbook);
    let scale = &handbook.settings.risk;
    let rating = |rating: &parse::Rating| Rating {
        likelihood: rating.likelihood.value,
        impact: rating.impact.value,
        why: rating.why.clone(),
        score: rating.score(),
        band: band_of(scale, rating.score()).map(str::to_owned),
    };
    let acceptance = |one: &parse::Acceptance| Acceptance {
        date: Day::of(one.date.as_ref()),
        by: names.party(one.by.as_ref()),
        residual: one.residual.as_ref().map(|residual| rating(&residual.value)),
        expires: Day::of(one.expires.as_ref()),
    };
    let asset = |(typed, entry): &(String, Option<Entry>)| {
        entry.map_or_else(|| typed.clone(), |entry| names.id(entry))
    };
    Risk {
        id: parsed.id.value.clone(),
        title: parsed.title.clone(),
        scenario: parsed.scenario.clone(),
        owner: names.party(parsed.owner.as_ref()),
        assets: risk.assets.iter().map(asset).collect(),
        properties: parsed.properties.clone(),
        inherent: parsed.inherent.as_ref().map(|inherent| rating(&inherent.value)),
        residual: parsed.residual.as_ref().map(|residual| rating(&residual.value)),
        treatment: Term::of(parsed.treatment.as_ref()),
        controls: names.controls(&parsed.controls),
        treated_by: names.ids(risk.controls.iter().copied()),
        actions: actions(names, &parsed.actions),
        acceptance: parsed.acceptances.iter().map(acceptance).collect(),
        needs_acceptance: risk.needs_acceptance(scale),
        is_accepted: risk.is_accepted(handbook.today),
        page: names.page(entry),
    }
}
