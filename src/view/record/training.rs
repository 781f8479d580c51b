//! A training: what was taught, to how many, and what it proves. Names only where names are shown.

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::model::link::Link as Target;
use crate::model::record::training::Training;
use crate::view::parts::{Link, When, links_to, name_of};
use crate::view::record::somebody::{Somebody, names_are_shown, of_key};
use crate::view::record::words::when;

/// A training.
#[derive(Debug, Serialize)]
pub struct TrainingView {
    /// When it took place, or ended.
    pub date: Option<When>,
    /// What was taught.
    pub topic: Option<String>,
    /// Who taught.
    pub trainer: Option<Somebody>,
    /// How many were there, as `60`, or as many as are named, as `4 named`; none when nobody counted.
    pub count: Option<String>,
    /// Who was there, where names are shown.
    pub attendees: Vec<String>,
    /// The address of the list of those who were there, relative to the root of the site.
    pub file_url: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// The competences that it proves.
    pub competences: Vec<Link>,
}

impl TrainingView {
    /// The view of a training.
    pub fn new(handbook: &Handbook, training: &Training) -> Self {
        let parsed = &training.parsed;
        let attendees = parsed.attendees.iter();
        let attendees = attendees.filter(|_| names_are_shown(handbook));
        Self {
            date: when(handbook, parsed.date.as_ref()),
            topic: parsed.topic.clone(),
            trainer: parsed.trainer.as_ref().map(|key| of_key(handbook, &key.value)),
            count: count(training),
            attendees: attendees.map(|key| name_of(handbook, &key.value)).collect(),
            file_url: match &training.file {
                Some(Target::Asset { path, .. }) => Some(path.to_string()),
                _ => None,
            },
            outcome: parsed.outcome.clone(),
            competences: links_to(handbook, training.competences.iter().copied()),
        }
    }
}

/// How many were there: as counted, else as many as are named, who may be groups.
fn count(training: &Training) -> Option<String> {
    let counted = training.parsed.attendees_count.map(|count| count.to_string());
    let named = training.parsed.attendees.len();
    counted.or_else(|| (named > 0).then(|| format!("{named} named")))
}
