//! Getters for words of an enumeration.

use crate::base::text::{did_you_mean, printable};
use crate::diag::code::Level;
use crate::diag::span::Spanned;
use crate::parse::codes::WRONG_TYPE;
use crate::parse::fields::Fields;
use crate::parse::fields::keys::{Rest, Shape};
use crate::parse::word::Word;

impl Fields<'_, '_> {
    /// One of the words of an enumeration.
    pub fn word<T: Word>(&self, key: &'static str) -> Option<Spanned<T>> {
        self.note(key, || Shape::Word(words::<T>()));
        let text = self.text(key)?;
        self.word_of(key, text)
    }

    /// A list of words of an enumeration.
    pub fn words<T: Word>(&self, key: &'static str) -> Vec<Spanned<T>> {
        self.note(key, || Shape::Words(words::<T>()));
        self.texts(key).into_iter().filter_map(|text| self.word_of(key, text)).collect()
    }

    fn word_of<T: Word>(&self, key: &str, text: Spanned<String>) -> Option<Spanned<T>> {
        if let Some((_, value)) = T::WORDS.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*value, text.at));
        }
        let words = words::<T>();
        let near = did_you_mean(&text.value, words.iter().copied());
        let message = match near {
            Some(near) => {
                format!("`{key}` cannot be `{}`; did you mean `{near}`?", printable(&text.value))
            }
            None => format!("`{key}` cannot be `{}`", printable(&text.value)),
        };
        self.report(&WRONG_TYPE, text.at, message, format!("use one of: {}", words.join(", ")));
        None
    }

    /// Levels by the names of codes, as in `[checks]`. Whether there is such a code is not known here.
    pub fn levels(&self) -> Vec<(Spanned<String>, Level)> {
        self.note_rest(Rest::Levels);
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut levels = Vec::new();
        for (name, value) in entries {
            let Some(word) = self.text_of(name.get_ref(), value) else { continue };
            match Level::WORDS.iter().find(|(known, _)| *known == word.value) {
                Some((_, level)) => {
                    let code = Spanned::new(name.get_ref().to_string(), self.at(name.span()));
                    levels.push((code, *level));
                }
                None => self.report_no_level(&word),
            }
        }
        self.accept_every_key();
        levels
    }

    fn report_no_level(&self, word: &Spanned<String>) {
        let words = words::<Level>();
        let near = did_you_mean(&word.value, words.iter().copied()).unwrap_or("warn");
        let message = format!("`{}` is no level; did you mean `{near}`?", printable(&word.value));
        let help = format!("use one of: {}", words.join(", "));
        self.report(&WRONG_TYPE, word.at.clone(), message, help);
    }
}

fn words<T: Word>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}
