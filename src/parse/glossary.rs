//! `glossary.toml`: terms, abbreviations and the words that people use for them.

use std::sync::Arc;

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::parse::fields::Fields;
use crate::parse::toml_text::Toml;

/// One term.
#[derive(Debug, Clone)]
pub struct Term {
    /// The key, which names its place on the glossary page.
    pub key: String,
    /// The term in full.
    pub name: String,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// What it means.
    pub meaning: String,
    /// Other words for it; the search knows them too.
    pub synonyms: Vec<String>,
}

/// Reads `glossary.toml`. A term without a meaning is reported and left out.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Vec<Term> {
    Toml::read(path, text, 0, found, read)
}

/// Reads the terms.
pub(super) fn read(fields: &Fields<'_, '_>) -> Vec<Term> {
    let terms = fields.named("term", |key, term| {
        let (name, meaning) = (term.text("name"), term.required_text("meaning"));
        let (abbreviation, synonyms) = (term.text("abbreviation"), term.plain_texts("synonyms"));
        Some(Term {
            name: name.map_or_else(|| key.value.clone(), |text| text.value),
            meaning: meaning?.value,
            abbreviation: abbreviation.map(|text| text.value),
            synonyms,
            key: key.value,
        })
    });
    terms.into_iter().flatten().collect()
}
