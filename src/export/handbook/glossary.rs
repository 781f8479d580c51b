//! Terms.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::parse::glossary;

/// A term.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Term {
    /// Its key.
    id: String,
    /// The term in full.
    name: String,
    /// Its abbreviation.
    abbreviation: Option<String>,
    /// What it means.
    meaning: String,
    /// Other words for it.
    synonyms: Vec<String>,
}

/// The terms in alphabetical order.
pub(super) fn terms(handbook: &Handbook) -> Vec<Term> {
    let term = |term: &glossary::Term| Term {
        id: term.key.clone(),
        name: term.name.clone(),
        abbreviation: term.abbreviation.clone(),
        meaning: term.meaning.clone(),
        synonyms: term.synonyms.clone(),
    };
    handbook.glossary.iter().map(term).collect()
}
