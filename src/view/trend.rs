//! The trend of an objective as a small drawing: figures by their days, and the target as a line.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::objective::Objective;

/// Width of the drawing.
const WIDTH: i32 = 400;

/// Height of the drawing.
const HEIGHT: i32 = 100;

/// What stays free around the figures, so that a point at the edge is whole.
const PAD: i32 = 8;

/// A figure in the drawing.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// The drawing.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct TrendView {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The figures, oldest first.
    pub points: Vec<Point>,
    /// The figures as the points of a line: `8,92 200,50`.
    pub line: String,
    /// The height of the target from the top.
    pub target: Option<i32>,
    /// The first day of the drawing.
    pub from: String,
    /// Its last day.
    pub to: String,
}

impl TrendView {
    /// The drawing of the figures up to today; `None` without one. It reaches to the day by which the target is to be reached.
    pub fn new(objective: &Objective, today: Date) -> Option<Self> {
        let parsed = &objective.parsed;
        let values = parsed.values.iter().filter(|value| value.date.value <= today);
        let figures: Vec<(Date, f64)> =
            values.map(|value| (value.date.value, value.value.value)).collect();
        let target = parsed.target.as_ref().map(|target| target.value);
        let (first, last) = (figures.first()?.0, figures.last()?.0);
        let end = parsed.due.as_ref().map_or(last, |due| due.value.max(last));
        let heights = figures.iter().map(|(_, value)| *value).chain(target);
        let low = heights.clone().fold(f64::INFINITY, f64::min);
        let high = heights.fold(f64::NEG_INFINITY, f64::max);
        let x = |day: Date| {
            let (passed, all) = (first.days_until(day), first.days_until(end));
            along(f64::from(passed), f64::from(all), WIDTH)
        };
        let y = |value: f64| HEIGHT - along(value - low, high - low, HEIGHT);
        let points: Vec<Point> =
            figures.iter().map(|(day, value)| Point { x: x(*day), y: y(*value) }).collect();
        let pairs: Vec<String> =
            points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            line: pairs.join(" "),
            points,
            target: target.map(y),
            from: first.long(),
            to: end.long(),
        })
    }
}

/// Where `part` of `whole` lies on a length, without its edges; in the middle when there is nothing to compare it with.
fn along(part: f64, whole: f64, length: i32) -> i32 {
    let inner = f64::from(length - 2 * PAD);
    let share = if whole > 0.0 { part / whole } else { 0.5 };
    #[expect(clippy::cast_possible_truncation, reason = "a share of a length of a few hundred")]
    let at = (share.clamp(0.0, 1.0) * inner).round() as i32;
    PAD + at
}
