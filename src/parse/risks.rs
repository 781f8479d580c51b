//! `registers/risks.toml`: what could happen, how bad it is, and what is done about it.

use std::sync::Arc;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;
use crate::parse::toml_text::Toml;
use crate::parse::word::Word;

/// What is done about a risk (ISO/IEC 27005:2022, 8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// Controls make it smaller.
    Reduce,
    /// Somebody else carries a part of it.
    Share,
    /// What causes it is given up.
    Avoid,
    /// It is carried knowingly.
    Accept,
}

impl Word for Treatment {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("reduce", Self::Reduce),
        ("share", Self::Share),
        ("avoid", Self::Avoid),
        ("accept", Self::Accept),
    ];
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[
        ("mitigate", "reduce"),
        ("modify", "reduce"),
        ("treat", "reduce"),
        ("transfer", "share"),
        ("insure", "share"),
        ("terminate", "avoid"),
        ("retain", "accept"),
        ("tolerate", "accept"),
    ];
}

/// A rating on the scale of `handbook.toml`.
#[derive(Debug, Clone)]
pub struct Rating {
    /// Step of the likelihood scale.
    pub likelihood: Spanned<u32>,
    /// Step of the impact scale.
    pub impact: Spanned<u32>,
    /// The reasons for both.
    pub why: Option<String>,
}

impl Rating {
    /// Likelihood times impact.
    pub fn score(&self) -> u32 {
        self.likelihood.value * self.impact.value
    }

    /// True when both steps are those of the other rating, whatever the reasons.
    pub fn is_level_with(&self, other: &Self) -> bool {
        self.likelihood.value == other.likelihood.value && self.impact.value == other.impact.value
    }
}

/// A step of the treatment.
#[derive(Debug, Clone)]
pub struct Action {
    /// Its id.
    pub id: Option<String>,
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: Option<Spanned<String>>,
    /// By when.
    pub due: Option<Spanned<Date>>,
    /// When it was done.
    pub done: Option<Spanned<Date>>,
}

/// A signed acceptance of what remains.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// When.
    pub date: Option<Spanned<Date>>,
    /// By whom.
    pub by: Option<Spanned<String>>,
    /// The residual rating that was accepted.
    pub residual: Option<Spanned<Rating>>,
    /// Until when it holds.
    pub expires: Option<Spanned<Date>>,
}

/// One risk.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Its id.
    pub id: Spanned<String>,
    /// What could happen, in a line.
    pub title: String,
    /// How it would happen.
    pub scenario: Option<String>,
    /// Who answers for it.
    pub owner: Option<Spanned<String>>,
    /// What would suffer.
    pub assets: Vec<String>,
    /// Confidentiality, integrity, availability.
    pub properties: Vec<String>,
    /// Before treatment.
    pub inherent: Option<Spanned<Rating>>,
    /// After treatment.
    pub residual: Option<Spanned<Rating>>,
    /// What is done about it.
    pub treatment: Option<Spanned<Treatment>>,
    /// The controls that treat it.
    pub controls: Vec<Spanned<String>>,
    /// Keys of a rating or the treatment that were typed and could not be read: they are not missing.
    pub unread: Vec<&'static str>,
    /// The steps of the treatment.
    pub actions: Vec<Action>,
    /// Acceptances of what remains.
    pub acceptances: Vec<Acceptance>,
}

/// Everything that `registers/risks.toml` says.
#[derive(Debug, Clone, Default)]
pub struct RiskRegister {
    /// Entries of the documented-information catalogue that the register fulfils.
    pub fulfils: Vec<Spanned<String>>,
    /// Who keeps it.
    pub owner: Option<Spanned<String>>,
    /// When it is reviewed next.
    pub review_date: Option<Spanned<Date>>,
    /// The risks in the order of the file.
    pub risks: Vec<Risk>,
}

/// Reads `registers/risks.toml`. A risk with an unusable id is reported and left out.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> RiskRegister {
    Toml::read(path, text, 0, found, read)
}

/// Reads the register.
pub(super) fn read(fields: &Fields<'_, '_>) -> RiskRegister {
    RiskRegister {
        fulfils: fields.texts("fulfils"),
        owner: fields.text("owner"),
        review_date: fields.date("review_date"),
        risks: fields.named("risk", read_risk).into_iter().flatten().collect(),
    }
}

/// Reads one row.
pub(super) fn read_risk(id: Spanned<String>, risk: &Fields<'_, '_>) -> Option<Risk> {
    let usable = id::fault(&id.value).is_none();
    let id = id::checked(id.clone(), risk).unwrap_or(id);
    let title = risk.required_text("title");
    let mut entry = Risk {
        id: id.clone(),
        title: title.map_or_else(|| id.value.clone(), |text| text.value),
        scenario: risk.text("scenario").map(|text| text.value),
        owner: risk.text("owner"),
        assets: risk.plain_texts("assets"),
        properties: risk.plain_texts("properties"),
        inherent: risk.table("inherent", read_rating).flatten(),
        residual: risk.table("residual", read_rating).flatten(),
        treatment: risk.word("treatment"),
        unread: Vec::new(),
        controls: risk.texts("controls"),
        actions: risk.tables("actions", read_action),
        acceptances: risk.tables("acceptance", |acceptance| Acceptance {
            date: acceptance.date("date"),
            by: acceptance.text("by"),
            residual: acceptance.table("residual", read_rating).flatten(),
            expires: acceptance.date("expires"),
        }),
    };
    let empty = [
        ("inherent", entry.inherent.is_none()),
        ("treatment", entry.treatment.is_none()),
        ("residual", entry.residual.is_none()),
    ];
    let empty = empty.into_iter().filter(|(_, is_empty)| *is_empty).map(|(key, _)| key);
    entry.unread = empty.filter(|key| risk.is_typed(key)).collect();
    usable.then_some(entry)
}

fn read_rating(rating: &Fields<'_, '_>) -> Option<Spanned<Rating>> {
    rating.require("likelihood");
    rating.require("impact");
    let likelihood = rating.integer("likelihood", 1..=10);
    let impact = rating.integer("impact", 1..=10);
    let why = rating.text("why").map(|text| text.value);
    Some(Spanned::new(Rating { likelihood: likelihood?, impact: impact?, why }, rating.place()))
}

fn read_action(action: &Fields<'_, '_>) -> Action {
    Action {
        id: action.text("id").map(|text| text.value),
        text: action.required_text("text").map(|text| text.value).unwrap_or_default(),
        owner: action.text("owner"),
        due: action.date("due"),
        done: action.date("done"),
    }
}
