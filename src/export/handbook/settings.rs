//! What the settings say that a reader of the handbook needs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::values::{Every, Term};
use crate::model::handbook::Handbook;
use crate::model::review::DEFAULT_EVERY;
use crate::parse::settings::{self as parse, PeopleShown};

/// What the settings say that a reader of the handbook needs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Settings {
    /// Questions that the home page answers.
    questions: Vec<String>,
    /// How often a text is reviewed that does not say so itself.
    review_every: Every,
    /// How long before its day something counts as due soon.
    review_warn: Every,
    /// The longest time between two internal audits.
    audit_every: Option<Every>,
    /// The longest time between two management reviews.
    management_review_every: Option<Every>,
    /// Whether persons are named, or roles only.
    people_show: Term<PeopleShown>,
    /// The classifications, from open to closed.
    classifications: Vec<Classification>,
    /// How risks are rated.
    risk: RiskScale,
    /// What everybody must be able to report.
    report: Option<Report>,
}

/// A classification.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Classification {
    /// Its key: what documents write.
    id: String,
    /// What readers see.
    label: String,
    /// What it means for handling.
    meaning: Option<String>,
}

/// How risks are rated: likelihood times impact.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RiskScale {
    /// The highest score that is carried without acceptance.
    appetite: Option<u32>,
    /// The steps of likelihood, from low to high.
    likelihood: Vec<Step>,
    /// The steps of impact, from low to high.
    impact: Vec<Step>,
    /// The bands of scores, from low to high.
    bands: Vec<Band>,
}

/// A step of a scale.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Step {
    /// Its number.
    level: u32,
    /// The word for it.
    word: String,
    /// What it means.
    meaning: Option<String>,
}

/// A band of scores.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Band {
    /// The highest score of the band.
    up_to: u32,
    /// The word for it.
    word: String,
}

/// What everybody must be able to report.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Report {
    /// What is reported, in the words of the pages.
    label: String,
    /// A telephone number.
    phone: Option<String>,
    /// A mail address.
    mail: Option<String>,
    /// The id of the document that says how.
    document: Option<String>,
}

impl Settings {
    /// The settings of a handbook.
    pub(super) fn new(handbook: &Handbook) -> Self {
        let settings = &handbook.settings;
        let classification = |one: &parse::Classification| Classification {
            id: one.key.clone(),
            label: one.label.clone(),
            meaning: one.meaning.clone(),
        };
        let steps = |steps: &[parse::Step]| {
            let step = |one: &parse::Step| Step {
                level: one.level,
                word: one.word.clone(),
                meaning: one.meaning.clone(),
            };
            steps.iter().map(step).collect()
        };
        let band = |one: &parse::Band| Band { up_to: one.up_to, word: one.word.clone() };
        let report = |one: &parse::Report| Report {
            label: one.label.clone(),
            phone: one.phone.clone(),
            mail: one.mail.clone(),
            document: one.document.as_ref().map(|id| id.value.clone()),
        };
        Self {
            questions: settings.questions.clone(),
            review_every: Every(settings.review_every.unwrap_or(DEFAULT_EVERY)),
            review_warn: Every(settings.review_warn),
            audit_every: Every::of(settings.audit_every.as_ref()),
            management_review_every: Every::of(settings.management_review_every.as_ref()),
            people_show: Term(settings.people_shown),
            classifications: settings.classifications.iter().map(classification).collect(),
            risk: RiskScale {
                appetite: settings.risk.appetite,
                likelihood: steps(&settings.risk.likelihood),
                impact: steps(&settings.risk.impact),
                bands: settings.risk.bands.iter().map(band).collect(),
            },
            report: settings.report.as_ref().map(report),
        }
    }
}
