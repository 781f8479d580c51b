//! The risk register.

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::parse::settings::Step;
use crate::view::head::HeadView;
use crate::view::risk::RiskView;

/// The register.
#[derive(Debug, Serialize)]
pub struct RisksView {
    /// What it says of itself.
    pub head: HeadView,
    /// The appetite.
    pub appetite: Option<u32>,
    /// The risks: those above the appetite first, then by what remains, the largest first.
    pub risks: Vec<RiskView>,
    /// How many lie above the appetite.
    pub above_appetite: usize,
    /// How many steps of treatment are open.
    pub open_actions: usize,
    /// The scale of likelihood.
    pub likelihood: Vec<StepView>,
    /// The scale of impact.
    pub impact: Vec<StepView>,
}

/// A step of a scale.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// The number.
    pub level: u32,
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: Option<String>,
}

impl RisksView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mut risks: Vec<RiskView> =
            (0..handbook.risks.len()).map(|index| RiskView::new(handbook, index)).collect();
        risks.sort_by_key(|risk| {
            std::cmp::Reverse(risk.residual.as_ref().map(|rating| rating.score))
        });
        let steps = |steps: &[Step]| {
            steps
                .iter()
                .map(|step| StepView {
                    level: step.level,
                    word: step.word.clone(),
                    meaning: step.meaning.clone(),
                })
                .collect()
        };
        Self {
            head: HeadView::new(handbook, Kind::Risks),
            appetite: handbook.settings.risk.appetite,
            above_appetite: risks
                .iter()
                .filter(|risk| risk.appetite.as_ref().is_some_and(|badge| badge.tone == "bad"))
                .count(),
            open_actions: risks.iter().map(|risk| risk.open_actions).sum(),
            likelihood: steps(&handbook.settings.risk.likelihood),
            impact: steps(&handbook.settings.risk.impact),
            risks,
        }
    }
}
