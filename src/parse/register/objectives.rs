//! `registers/objectives.toml`: what is to be reached, how it is measured, and the figures so far (6.2, 9.1).

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;
use crate::parse::word::Word;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Better {
    /// The target is reached by at least its figure.
    #[default]
    Higher,
    /// The target is reached by at most its figure.
    Lower,
}

impl Word for Better {
    const WORDS: &'static [(&'static str, Self)] =
        &[("higher", Self::Higher), ("lower", Self::Lower)];
    const SYNONYMS: &'static [(&'static str, &'static str)] =
        &[("more", "higher"), ("up", "higher"), ("less", "lower"), ("down", "lower")];
}

/// A figure that was measured.
#[derive(Debug, Clone)]
pub struct Value {
    /// When.
    pub date: Spanned<Date>,
    /// How much.
    pub value: Spanned<f64>,
    /// What stands behind the figure.
    pub note: Option<String>,
}

/// One objective.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Its id.
    pub id: Spanned<String>,
    /// What is to be reached.
    pub title: String,
    /// What is measured, and how.
    pub measure: Option<Spanned<String>>,
    /// The figure to reach.
    pub target: Option<Spanned<f64>>,
    /// Which way is better.
    pub better: Better,
    /// The unit of the figures.
    pub unit: Option<String>,
    /// What will be done, and with what means.
    pub plan: Option<String>,
    /// Who answers for it.
    pub owner: Option<Spanned<String>>,
    /// By when.
    pub due: Option<Spanned<Date>>,
    /// Risks that it makes smaller.
    pub risks: Vec<Spanned<String>>,
    /// Anything else that belongs to it.
    pub related: Vec<Spanned<String>>,
    /// The figures in the order of their days.
    pub values: Vec<Value>,
    /// Keys that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
}

/// Reads an objective.
pub(in crate::parse) fn read(id: Spanned<String>, row: &Fields<'_, '_>) -> Option<Objective> {
    let name = id.value.clone();
    let id = id::checked(id, row);
    let title = row.required_text("title");
    let value = |entry: &Fields<'_, '_>| {
        entry.require("date");
        entry.require("value");
        let (date, value) = (entry.date("date"), entry.number("value"));
        let note = entry.text("note").map(|text| text.value);
        Some(Value { date: date?, value: value?, note })
    };
    let mut objective = Objective {
        id: Spanned::new(name.clone(), 0..0),
        title: title.map_or(name, |text| text.value),
        measure: row.text("measure"),
        target: row.number("target"),
        better: row.word("better").map(|word| word.value).unwrap_or_default(),
        unit: row.text("unit").map(|text| text.value),
        plan: row.text("plan").map(|text| text.value),
        owner: row.text("owner"),
        due: row.date("due"),
        risks: row.texts("risks"),
        related: row.texts("related"),
        values: row.tables("values", value).into_iter().flatten().collect(),
        unread: Vec::new(),
    };
    objective.values.sort_by_key(|value| value.date.value);
    let empty = [
        ("measure", objective.measure.is_none()),
        ("target", objective.target.is_none()),
        ("owner", objective.owner.is_none()),
        ("due", objective.due.is_none()),
    ];
    let empty = empty.into_iter().filter(|(_, is_empty)| *is_empty).map(|(key, _)| key);
    objective.unread = empty.filter(|key| row.is_typed(key)).collect();
    objective.id = id?;
    Some(objective)
}
