//! Getters for words of an enumeration.

use std::ops::Range;

use crate::base::text::{did_you_mean, printable};
use crate::diag::Diagnostic;
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
        let message = match near::<T>(&text.value) {
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
                None => {
                    let finding = self.no_level(&word, value.span());
                    self.toml.stray(name.get_ref(), name.span(), finding);
                }
            }
        }
        self.accept_every_key();
        levels
    }

    fn no_level(&self, word: &Spanned<String>, at: Range<usize>) -> Diagnostic {
        let words = words::<Level>();
        let typed = printable(&word.value);
        let message = match near::<Level>(&word.value) {
            Some(near) => format!("`{typed}` is no level; did you mean `{near}`?"),
            None => format!("`{typed}` is no level"),
        };
        let help = format!("use one of: {}", words.join(", "));
        self.toml.finding(&WRONG_TYPE, &at, message, help)
    }
}

fn words<T: Word>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}

/// The word that an author means: one that is spelled nearly like it, or that says the same elsewhere.
fn near<T: Word>(typed: &str) -> Option<&'static str> {
    let lower = typed.to_lowercase().replace([' ', '_'], "-");
    let synonym = T::SYNONYMS.iter().find(|(other, _)| *other == lower);
    synonym.map(|(_, word)| *word).or_else(|| did_you_mean(&lower, words::<T>()))
}

#[cfg(test)]
mod tests {
    use crate::base::path::RelPath;
    use crate::diag::Findings;
    use crate::parse::document::Status;
    use crate::parse::fields::Fields;
    use crate::parse::risks::Treatment;
    use crate::parse::toml_text::Toml;

    /// What is wrong with the text of a table and how to mend it.
    fn found(text: &str, read: impl FnOnce(&Fields<'_, '_>)) -> Vec<String> {
        let mut found = Findings::default();
        Toml::read(&RelPath::fixed("a.toml"), text, 0, &mut found, read);
        found
            .iter()
            .map(|one| format!("{} | {}", one.message, one.help.as_deref().unwrap_or("")))
            .collect()
    }

    #[test]
    fn words_of_other_tools_are_near_misses() {
        let text = "treatment = \"Mitigate\"\nstatus = \"in review\"\n";
        assert_eq!(
            found(text, |fields| {
                fields.word::<Treatment>("treatment");
                fields.word::<Status>("status");
            }),
            [
                "`treatment` cannot be `Mitigate`; did you mean `reduce`? | use one of: reduce, share, avoid, accept",
                "`status` cannot be `in review`; did you mean `in-review`? | use one of: draft, in-review, approved, superseded, retired"
            ]
        );
        assert_eq!(
            found("a = \"error\"\nb = \"none of these\"\n", |fields| {
                fields.levels();
            }),
            [
                "`error` is no level; did you mean `deny`? | use one of: allow, note, warn, deny",
                "`none of these` is no level | use one of: allow, note, warn, deny"
            ]
        );
    }

    #[test]
    fn the_help_says_what_to_type() {
        let text = "clauses = [5.2]\nwarn = 30\nmaterial = \"Yes\"\nsure = \"maybe\"\nappetite = \"6\"\nhigh = \"600\"\n[[risk.R-1]]\n";
        assert_eq!(
            found(text, |fields| {
                fields.texts("clauses");
                fields.interval("warn");
                fields.boolean("material");
                fields.boolean("sure");
                fields.integer("appetite", 0..=100);
                fields.integer("high", 0..=100);
                fields.named("risk", |_, _| {});
            }),
            [
                "`clauses` must be text in quotes, not a number | write `\"5.2\"`",
                "`warn` is no interval: it has no unit | write `warn = \"30 days\"`",
                "`material` must be `true` or `false`, not a text | write `material = true`, without quotes",
                "`sure` must be `true` or `false`, not a text | write `sure = true` or `sure = false`, without quotes",
                "`appetite` must be a whole number from 0 to 100, not a text | write `appetite = 6`, without quotes",
                "`high` must be a whole number from 0 to 100, not a text | write a number, such as `high = 0`",
                "`R-1` must be a table, not a list | write its header with one pair of brackets"
            ]
        );
    }
}
