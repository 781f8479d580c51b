//! The trainings as a list, newest first.

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::view::parts::{Link, link_to};
use crate::view::record::training::TrainingView;

/// The trainings.
#[derive(Debug, Serialize)]
pub struct TrainingsView {
    /// The trainings, newest first.
    pub rows: Vec<TrainingRow>,
}

/// A training as a row.
#[derive(Debug, Serialize)]
pub struct TrainingRow {
    /// Its record.
    pub link: Link,
    /// What it says of the training.
    pub training: TrainingView,
}

impl TrainingsView {
    /// The trainings of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mut found: Vec<_> = handbook.trainings().collect();
        found.sort_by_key(|(_, _, training)| {
            std::cmp::Reverse(training.parsed.date.as_ref().map(|day| day.value))
        });
        let row = |(entry, _, training)| TrainingRow {
            link: link_to(handbook, entry),
            training: TrainingView::new(handbook, training),
        };
        Self { rows: found.into_iter().map(row).collect() }
    }
}
