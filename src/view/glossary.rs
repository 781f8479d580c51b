//! The glossary.

use serde::Serialize;

use crate::base::slug::file_slug;
use crate::model::handbook::Handbook;

/// A term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Its name.
    pub name: String,
    /// Its abbreviation.
    pub abbreviation: Option<String>,
    /// What it means.
    pub meaning: String,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Its anchor.
    pub anchor: String,
}

/// Terms that begin with the same letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// The terms.
    pub terms: Vec<TermView>,
}

/// The glossary by letters.
#[derive(Debug, Serialize)]
pub struct GlossaryView {
    /// The letters in order.
    pub letters: Vec<Letter>,
    /// How many terms there are.
    pub count: usize,
}

/// The anchor of a term on the glossary page.
pub fn anchor(key: &str) -> String {
    format!("g-{}", file_slug(key))
}

impl GlossaryView {
    /// The glossary of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        for term in &handbook.glossary {
            let letter: String = term
                .name
                .chars()
                .next()
                .map(|first| first.to_uppercase().collect())
                .unwrap_or_default();
            let view = TermView {
                name: term.name.clone(),
                abbreviation: term.abbreviation.clone(),
                meaning: term.meaning.clone(),
                synonyms: term.synonyms.clone(),
                anchor: anchor(&term.key),
            };
            match letters.last_mut().filter(|last| last.letter == letter) {
                Some(last) => last.terms.push(view),
                None => letters.push(Letter { letter, terms: vec![view] }),
            }
        }
        Self { letters, count: handbook.glossary.len() }
    }
}
