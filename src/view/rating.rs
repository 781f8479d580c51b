//! A rating of a risk in words: of its levels, and of the band in which its score lies.

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::model::risk::band_of;
use crate::parse::risks::Rating;
use crate::parse::settings::{RiskScale, Step};
use crate::view::parts::{Badge, capitalized};

/// A rating in words.
#[derive(Debug, Serialize)]
pub struct RatingView {
    /// Likelihood times impact.
    pub score: u32,
    /// The word of its band.
    pub band: Badge,
    /// The likelihood as `2 unlikely`.
    pub likelihood: String,
    /// The impact as `4 major`.
    pub impact: String,
    /// The reasons.
    pub why: Option<String>,
}

/// A rating with its words.
pub fn rating_view(handbook: &Handbook, rating: &Rating) -> RatingView {
    let scale = &handbook.settings.risk;
    RatingView {
        score: rating.score(),
        band: band_badge(scale, rating.score()),
        likelihood: level(&scale.likelihood, rating.likelihood.value),
        impact: level(&scale.impact, rating.impact.value),
        why: rating.why.clone(),
    }
}

/// A level with its word: `2 unlikely`.
fn level(steps: &[Step], level: u32) -> String {
    let word = steps.iter().find(|step| step.level == level).map_or("", |step| step.word.as_str());
    format!("{level} {word}").trim_end().to_owned()
}

/// The word of a score's band; its tone follows its place among the bands.
pub fn band_badge(scale: &RiskScale, score: u32) -> Badge {
    let Some(word) = band_of(scale, score) else {
        return Badge::new(score.to_string(), "quiet");
    };
    let place = scale.bands.iter().position(|band| band.word == word).unwrap_or(0);
    // The lowest band is calm, the upper half of them is loud.
    let tone = match place {
        0 => "ok",
        _ if place * 2 >= scale.bands.len() => "bad",
        _ => "warn",
    };
    Badge::new(capitalized(word), tone)
}

/// The anchor of the cell of the matrix in which a rating lies; `None` when it lies on no step of the scale.
pub fn cell_anchor(scale: &RiskScale, when: &str, rating: &Rating) -> Option<String> {
    let has = |steps: &[Step], level: u32| steps.iter().any(|step| step.level == level);
    let (likelihood, impact) = (rating.likelihood.value, rating.impact.value);
    (has(&scale.likelihood, likelihood) && has(&scale.impact, impact))
        .then(|| format!("{when}-{likelihood}-{impact}"))
}
