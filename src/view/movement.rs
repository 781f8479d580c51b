//! How treatment moves risks over the matrix, as a drawing: an arrow for all risks that move from one cell to another.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::parse::risks::Rating;
use crate::parse::settings::Step;
use crate::view::matrix::sorted;
use crate::view::rating::band_badge;

/// Width of a cell.
const WIDTH: i32 = 100;

/// Height of a cell.
const HEIGHT: i32 = 64;

/// Room for the words of likelihood at the left.
const LEFT: i32 = 110;

/// Room for the words of impact below.
const BELOW: i32 = 28;

/// How far an arrow ends before the middle of its cell, so that its head can be seen.
const SHORT: f64 = 10.0;

/// How far an arrow bends to its left, so that two in opposite directions or along the same cells lie apart.
const BEND: f64 = 0.12;

/// A cell of the drawing.
#[derive(Debug, Serialize)]
pub struct Field {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// `ok`, `warn`, `bad` or `quiet`, after its band.
    pub tone: &'static str,
    /// The score.
    pub score: u32,
}

/// A word at the edge of the drawing.
#[derive(Debug, Serialize)]
pub struct EdgeWord {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// The word.
    pub word: String,
}

/// An arrow.
#[derive(Debug, Serialize)]
pub struct Arrow {
    /// The path of its line.
    pub path: String,
    /// The points of its head.
    pub head: String,
    /// Where it begins, from the left.
    pub from_x: i32,
    /// Where it begins, from the top.
    pub from_y: i32,
    /// Where its number stands, from the left.
    pub x: i32,
    /// Where its number stands, from the top.
    pub y: i32,
    /// How many risks move along it.
    pub count: usize,
}

/// Risks that stay in their cell.
#[derive(Debug, Serialize)]
pub struct Still {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// How many stay.
    pub count: usize,
}

/// The drawing.
#[derive(Debug, Serialize)]
pub struct MovementView {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Width of a cell.
    pub cell_width: i32,
    /// Height of a cell.
    pub cell_height: i32,
    /// The cells.
    pub fields: Vec<Field>,
    /// The words of likelihood, at the left.
    pub likelihoods: Vec<EdgeWord>,
    /// The words of impact, below.
    pub impacts: Vec<EdgeWord>,
    /// The arrows.
    pub arrows: Vec<Arrow>,
    /// Risks that stay where they are.
    pub still: Vec<Still>,
}

impl MovementView {
    /// The drawing of the handbook; `None` when no risk is rated before and after treatment.
    pub fn new(handbook: &Handbook) -> Option<Self> {
        let scale = &handbook.settings.risk;
        let (rows, columns) = (sorted(&scale.likelihood), sorted(&scale.impact));
        let cell_of = |rating: &Rating| {
            let row = rows.iter().position(|step| step.level == rating.likelihood.value)?;
            let column = columns.iter().position(|step| step.level == rating.impact.value)?;
            Some((number(column), number(rows.len() - 1 - row)))
        };
        let mut counts: BTreeMap<[(i32, i32); 2], usize> = BTreeMap::new();
        for risk in &handbook.risks {
            let before = risk.parsed.inherent.as_ref().and_then(|rating| cell_of(&rating.value));
            let after = risk.parsed.residual.as_ref().and_then(|rating| cell_of(&rating.value));
            if let (Some(before), Some(after)) = (before, after) {
                *counts.entry([before, after]).or_default() += 1;
            }
        }
        if counts.is_empty() {
            return None;
        }
        let (still, moving): (Vec<_>, Vec<_>) =
            counts.into_iter().partition(|([from, to], _)| from == to);
        let field = |row: usize, column: usize| {
            let score = rows[rows.len() - 1 - row].level * columns[column].level;
            let (x, y) = corner((number(column), number(row)));
            Field { x, y, tone: band_badge(scale, score).tone, score }
        };
        let fields = (0..rows.len())
            .flat_map(|row| (0..columns.len()).map(move |column| (row, column)))
            .map(|(row, column)| field(row, column));
        let height = number(rows.len()) * HEIGHT;
        Some(Self {
            width: LEFT + number(columns.len()) * WIDTH,
            height: height + BELOW,
            cell_width: WIDTH,
            cell_height: HEIGHT,
            fields: fields.collect(),
            likelihoods: rows
                .iter()
                .rev()
                .enumerate()
                .map(|(row, step)| word(step, 0, number(row) * HEIGHT + HEIGHT / 2 + 5))
                .collect(),
            impacts: columns
                .iter()
                .enumerate()
                .map(|(column, step)| {
                    word(step, LEFT + number(column) * WIDTH + WIDTH / 2, height + 19)
                })
                .collect(),
            arrows: moving.into_iter().map(|([from, to], count)| arrow(from, to, count)).collect(),
            still: still
                .into_iter()
                .map(|([cell, _], count)| {
                    let (x, y) = middle(cell);
                    Still { x, y, count }
                })
                .collect(),
        })
    }
}

/// A scale has a few steps.
fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(0)
}

fn word(step: &Step, x: i32, y: i32) -> EdgeWord {
    EdgeWord { x, y, word: format!("{} {}", step.level, step.word) }
}

fn corner((column, row): (i32, i32)) -> (i32, i32) {
    (LEFT + column * WIDTH, row * HEIGHT)
}

fn middle(cell: (i32, i32)) -> (i32, i32) {
    let (x, y) = corner(cell);
    (x + WIDTH / 2, y + HEIGHT / 2)
}

fn arrow(from: (i32, i32), to: (i32, i32), count: usize) -> Arrow {
    let point = |cell| {
        let (x, y) = middle(cell);
        (f64::from(x), f64::from(y))
    };
    let ((from_x, from_y), (to_x, to_y)) = (point(from), point(to));
    let (dx, dy) = (to_x - from_x, to_y - from_y);
    // The bend stands off the middle of the straight line, at a right angle to it.
    let bend = (f64::midpoint(from_x, to_x) + dy * BEND, f64::midpoint(from_y, to_y) - dx * BEND);
    // The head lies along the last part of the line, which comes from the bend.
    let (along_x, along_y) = (to_x - bend.0, to_y - bend.1);
    let length = along_x.hypot(along_y);
    let (unit_x, unit_y) = (along_x / length, along_y / length);
    let tip = (to_x - unit_x * SHORT, to_y - unit_y * SHORT);
    let foot = (tip.0 - unit_x * 9.0, tip.1 - unit_y * 9.0);
    let side = (-unit_y * 4.0, unit_x * 4.0);
    // The middle of the curve lies halfway between the straight line and its bend.
    let label = ((from_x + to_x) / 4.0 + bend.0 / 2.0, (from_y + to_y) / 4.0 + bend.1 / 2.0);
    Arrow {
        path: format!(
            "M{from_x} {from_y}Q{} {} {} {}",
            round(bend.0),
            round(bend.1),
            round(foot.0),
            round(foot.1)
        ),
        head: format!(
            "{},{} {},{} {},{}",
            round(tip.0),
            round(tip.1),
            round(foot.0 + side.0),
            round(foot.1 + side.1),
            round(foot.0 - side.0),
            round(foot.1 - side.1)
        ),
        from_x: round(from_x),
        from_y: round(from_y),
        x: round(label.0),
        y: round(label.1),
        count,
    }
}

fn round(value: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a place in a drawing of a few hundred")]
    let rounded = value.round() as i32;
    rounded
}
