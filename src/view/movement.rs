//! How treatment moves risks over the matrix, as a drawing: an arrow for all risks that move from one cell to another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

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
    /// The path of the line between scores within the appetite and above it; none without an appetite.
    pub limit: Option<String>,
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
        let mut taken: Vec<(i32, i32)> = still.iter().map(|([cell, _], _)| middle(*cell)).collect();
        let arrows =
            moving.into_iter().map(|([from, to], count)| arrow(from, to, count, &mut taken));
        let arrows = arrows.collect();
        Some(Self {
            width: LEFT + number(columns.len()) * WIDTH,
            height: height + BELOW,
            cell_width: WIDTH,
            cell_height: HEIGHT,
            limit: scale.appetite.and_then(|appetite| limit(&rows, &columns, appetite)),
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
            arrows,
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

/// The edges at which a cell above the appetite meets one within it.
fn limit(rows: &[&Step], columns: &[&Step], appetite: u32) -> Option<String> {
    let is_above = |row: usize, column: usize| rows[row].level * columns[column].level > appetite;
    let mut path = String::new();
    for row in 0..rows.len() {
        for column in 0..columns.len() {
            let (x, y) = corner((number(column), number(rows.len() - 1 - row)));
            if column > 0 && is_above(row, column) != is_above(row, column - 1) {
                let _ = write!(path, "M{x} {y}v{HEIGHT}");
            }
            if row > 0 && is_above(row, column) != is_above(row - 1, column) {
                let _ = write!(path, "M{x} {}h{WIDTH}", y + HEIGHT);
            }
        }
    }
    (!path.is_empty()).then_some(path)
}

/// Where along an arrow its number may stand, the best place first.
const PLACES: [f64; 7] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];

/// True when a number here would cover the score of a cell.
fn is_on_score(x: i32, y: i32) -> bool {
    let (column, row) = ((x - LEFT).rem_euclid(WIDTH), y.rem_euclid(HEIGHT));
    !(30..WIDTH - 10).contains(&column) && !(28..HEIGHT - 8).contains(&row)
}

fn arrow(from: (i32, i32), to: (i32, i32), count: usize, taken: &mut Vec<(i32, i32)>) -> Arrow {
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
    let on_curve = |part: f64| {
        let (start, middle, end) =
            ((1.0 - part) * (1.0 - part), 2.0 * part * (1.0 - part), part * part);
        (
            round(start * from_x + middle * bend.0 + end * to_x),
            round(start * from_y + middle * bend.1 + end * to_y),
        )
    };
    let is_free = |(x, y): &(i32, i32)| {
        let is_near = |other: &(i32, i32)| (other.0 - x).abs() < 20 && (other.1 - y).abs() < 20;
        !is_on_score(*x, *y) && !taken.iter().any(is_near)
    };
    let label = PLACES.into_iter().map(on_curve).find(is_free).unwrap_or_else(|| on_curve(0.5));
    if count > 1 {
        taken.push(label);
    }
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
        x: label.0,
        y: label.1,
        count,
    }
}

fn round(value: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a place in a drawing of a few hundred")]
    let rounded = value.round() as i32;
    rounded
}
