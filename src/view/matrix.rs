//! The risk matrix: where risks lie before and after treatment, and how they move.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::risk::Risk;
use crate::parse::risks::Rating;
use crate::parse::settings::Step;
use crate::view::movement::MovementView;
use crate::view::parts::{Badge, Link, link_to};
use crate::view::rating::{RatingView, band_badge, cell_anchor, rating_view};

/// A level of the scale.
#[derive(Debug, Serialize)]
pub struct LevelHead {
    /// The number.
    pub level: u32,
    /// The word.
    pub word: String,
}

/// A cell: a likelihood and an impact.
#[derive(Debug, Serialize)]
pub struct MatrixCell {
    /// Its anchor.
    pub anchor: String,
    /// Likelihood times impact.
    pub score: u32,
    /// The word of its band; the score when the settings have no bands.
    pub band: Badge,
    /// True when its score lies above the appetite.
    pub is_above: bool,
    /// The risks that lie in it.
    pub risks: Vec<Link>,
}

/// A row: a likelihood.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The likelihood.
    pub likelihood: LevelHead,
    /// One cell for each impact.
    pub cells: Vec<MatrixCell>,
}

/// The matrix before or after treatment.
#[derive(Debug, Serialize)]
pub struct Grid {
    /// Its title.
    pub title: &'static str,
    /// Its anchor.
    pub anchor: &'static str,
    /// The rows, the most likely first.
    pub rows: Vec<MatrixRow>,
    /// Risks that it does not hold, because they are not rated or lie on no step of the scale.
    pub outside: Vec<Link>,
    /// How many risks it holds.
    pub count: usize,
}

/// How a risk moves by its treatment.
#[derive(Debug, Serialize)]
pub struct Move {
    /// The risk.
    pub risk: Link,
    /// Before treatment.
    pub before: RatingView,
    /// After treatment.
    pub after: RatingView,
    /// In which direction, in a word: `Smaller`, `As large`, `Larger`.
    pub direction: &'static str,
}

/// The risk matrix.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    /// True when the settings have a scale of likelihood and one of impact.
    pub has_scale: bool,
    /// How many risks the register has.
    pub count: usize,
    /// The highest score that is carried without further treatment.
    pub appetite: Option<u32>,
    /// The scale of impact, smallest first.
    pub impacts: Vec<LevelHead>,
    /// The matrix before and after treatment.
    pub grids: Vec<Grid>,
    /// How risks move, those that are largest after treatment first.
    pub moves: Vec<Move>,
    /// The same as a drawing.
    pub movement: Option<MovementView>,
}

impl MatrixView {
    /// The matrix of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let scale = &handbook.settings.risk;
        let has_scale = !scale.likelihood.is_empty() && !scale.impact.is_empty();
        let before = |risk: &Risk| risk.parsed.inherent.as_ref().map(|rating| rating.value.clone());
        let after = |risk: &Risk| risk.parsed.residual.as_ref().map(|rating| rating.value.clone());
        let grids = [
            grid(handbook, ("Before treatment", "inherent"), before),
            grid(handbook, ("After treatment", "residual"), after),
        ];
        Self {
            has_scale,
            count: handbook.risks.len(),
            appetite: scale.appetite,
            impacts: heads(sorted(&scale.impact)),
            grids: if has_scale { grids.into() } else { Vec::new() },
            moves: moves(handbook),
            movement: has_scale.then(|| MovementView::new(handbook)).flatten(),
        }
    }
}

/// The steps of a scale, smallest first.
pub fn sorted(steps: &[Step]) -> Vec<&Step> {
    let mut sorted: Vec<&Step> = steps.iter().collect();
    sorted.sort_by_key(|step| step.level);
    sorted
}

fn heads(steps: Vec<&Step>) -> Vec<LevelHead> {
    let head = |step: &Step| LevelHead { level: step.level, word: step.word.clone() };
    steps.into_iter().map(head).collect()
}

fn grid(
    handbook: &Handbook,
    (title, anchor): (&'static str, &'static str),
    rating: impl Fn(&Risk) -> Option<Rating>,
) -> Grid {
    let scale = &handbook.settings.risk;
    let placed: Vec<(Entry, Option<String>)> = handbook
        .risks
        .iter()
        .enumerate()
        .map(|(number, risk)| {
            let rating = rating(risk);
            let cell = rating.and_then(|rating| cell_anchor(scale, anchor, &rating));
            (Entry::Risk(number), cell)
        })
        .collect();
    let links = |wanted: Option<&str>| -> Vec<Link> {
        let here = placed.iter().filter(|(_, cell)| cell.as_deref() == wanted);
        here.map(|(risk, _)| link_to(handbook, *risk)).collect()
    };
    let cell = |likelihood: &Step, impact: &Step| {
        let score = likelihood.level * impact.level;
        let anchor = format!("{anchor}-{}-{}", likelihood.level, impact.level);
        MatrixCell {
            score,
            band: band_badge(scale, score),
            is_above: scale.appetite.is_some_and(|appetite| score > appetite),
            risks: links(Some(&anchor)),
            anchor,
        }
    };
    let row = |likelihood: &Step| MatrixRow {
        likelihood: LevelHead { level: likelihood.level, word: likelihood.word.clone() },
        cells: sorted(&scale.impact).into_iter().map(|impact| cell(likelihood, impact)).collect(),
    };
    let outside = links(None);
    Grid {
        title,
        anchor,
        rows: sorted(&scale.likelihood).into_iter().rev().map(row).collect(),
        count: handbook.risks.len() - outside.len(),
        outside,
    }
}

fn moves(handbook: &Handbook) -> Vec<Move> {
    let risks = handbook.risks.iter().enumerate();
    let rated = risks.filter_map(|(number, risk)| {
        let (before, after) = (risk.parsed.inherent.as_ref()?, risk.parsed.residual.as_ref()?);
        let direction = match after.value.score().cmp(&before.value.score()) {
            std::cmp::Ordering::Less => "Smaller",
            std::cmp::Ordering::Equal => "As large",
            std::cmp::Ordering::Greater => "Larger",
        };
        Some(Move {
            risk: link_to(handbook, Entry::Risk(number)),
            before: rating_view(handbook, &before.value),
            after: rating_view(handbook, &after.value),
            direction,
        })
    });
    let mut moves: Vec<Move> = rated.collect();
    moves.sort_by_key(|one| std::cmp::Reverse((one.after.score, one.before.score)));
    moves
}
