//! A training: who learned what, and what shows it (7.2, 7.3).

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;

/// What the front matter of a training says.
#[derive(Debug, Clone)]
pub struct Training {
    /// When it took place, or ended.
    pub date: Option<Spanned<Date>>,
    /// What was taught.
    pub topic: Option<String>,
    /// Who taught: a key of `people.toml`, or a name.
    pub trainer: Option<Spanned<String>>,
    /// Who was there.
    pub attendees: Vec<Spanned<String>>,
    /// How many were there.
    pub attendees_count: Option<u32>,
    /// The list of those who were there.
    pub file: Option<Spanned<String>>,
    /// What came of it.
    pub outcome: Option<String>,
    /// What it proves, of the competence register.
    pub competences: Vec<Spanned<String>>,
}

/// Reads the keys of a training.
pub(super) fn read(fields: &Fields<'_, '_>) -> Training {
    Training {
        date: fields.date("date"),
        topic: fields.text("topic").map(|text| text.value),
        trainer: fields.text("trainer"),
        attendees: fields.texts("attendees"),
        attendees_count: fields.integer("attendees_count", 0..=1_000_000).map(|count| count.value),
        file: fields.text("file"),
        outcome: fields.text("outcome").map(|text| text.value),
        competences: fields.texts("competences"),
    }
}
