//! The words of pages with what each counts, and the same by stems.

use std::collections::{BTreeMap, BTreeSet};

use crate::export::search::language::{Splitter, Stems, joined_words};
use crate::export::search::pages::Findable;

/// How much a word of running text counts at most; less in long sections.
const BODY: f32 = 9.0;

/// The length of a section, in words, at which running text counts half.
const LONG_SECTION: f32 = 200.0;

/// The words of a page with the section that holds each and what it counts there.
pub(super) fn words_of(page: &Findable, splitter: &Splitter) -> Vec<(String, usize, f32)> {
    let mut found: BTreeMap<(String, usize), f32> = BTreeMap::new();
    for (number, section) in page.sections.iter().enumerate() {
        for (weight, text) in &section.fields {
            // Said twice in a title is not twice as much about it.
            let words = splitter.words(text).into_iter().chain(joined_words(text));
            for word in words.collect::<BTreeSet<_>>() {
                *found.entry((word, number)).or_default() += weight;
            }
        }
        let mut counts: BTreeMap<String, u16> = BTreeMap::new();
        let mut length = 0_u16;
        let words = splitter.words(&section.text);
        for word in words.into_iter().chain(joined_words(&section.text)) {
            length = length.saturating_add(1);
            let count = counts.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        let share = LONG_SECTION / (LONG_SECTION + f32::from(length));
        for (word, count) in counts {
            *found.entry((word, number)).or_default() +=
                BODY * (1.0 + f32::from(count).ln()) * share;
        }
    }
    found.into_iter().map(|((word, section), weight)| (word, section, weight)).collect()
}

/// Postings by stems, and which word has which stem.
pub(super) struct Stemmed {
    pub(super) stems: BTreeMap<String, BTreeMap<usize, f32>>,
    pub(super) words: BTreeMap<String, String>,
    pub(super) stop_words: Vec<String>,
}

impl Stemmed {
    pub(super) fn new(postings: BTreeMap<String, Vec<(usize, f32)>>, rules: &Stems) -> Self {
        let mut stemmed =
            Self { stems: BTreeMap::new(), words: BTreeMap::new(), stop_words: Vec::new() };
        for (word, places) in postings {
            let Some(stem) = rules.stem(&word) else {
                stemmed.stop_words.push(word);
                continue;
            };
            let merged = stemmed.stems.entry(stem.clone()).or_default();
            for (section, weight) in places {
                *merged.entry(section).or_default() += weight;
            }
            stemmed.words.insert(word, stem);
        }
        // The other forms of a word that the handbook has can be typed, too; nothing in the browser makes one of the other.
        for form in rules.irregular() {
            if let Some(stem) = rules.stem(form).filter(|stem| stemmed.stems.contains_key(stem)) {
                stemmed.words.entry(form.to_owned()).or_insert(stem);
            }
        }
        // In many languages the stem is the word that people type: `Passwort`, where the handbook says `Passwörter`.
        for stem in stemmed.stems.keys() {
            stemmed.words.entry(stem.clone()).or_insert_with(|| stem.clone());
        }
        stemmed.stop_words.extend(rules.stop_words());
        stemmed.stop_words.sort();
        stemmed.stop_words.dedup();
        stemmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_only_stands_in_other_forms_is_known() {
        let postings = BTreeMap::from([("passwörter".to_owned(), vec![(0, 10.0)])]);
        let stemmed = Stemmed::new(postings, &Stems::of("de"));
        assert_eq!(stemmed.words.get("passwort"), Some(&stemmed.words["passwörter"]));
    }

    #[test]
    fn words_with_the_same_stem_share_postings() {
        let postings = BTreeMap::from([
            ("password".to_owned(), vec![(0, 10.0)]),
            ("passwords".to_owned(), vec![(0, 5.0), (3, 7.0)]),
            ("the".to_owned(), vec![(0, 1.0)]),
        ]);
        let stemmed = Stemmed::new(postings, &Stems::of("en"));
        assert_eq!(stemmed.words["password"], stemmed.words["passwords"]);
        assert_eq!(
            stemmed.stems[&stemmed.words["password"]],
            BTreeMap::from([(0, 15.0), (3, 7.0)])
        );
        assert!(stemmed.stop_words.contains(&"the".to_owned()));
    }

    #[test]
    fn irregular_forms_share_postings_and_can_be_typed_though_no_page_has_them() {
        let postings = BTreeMap::from([("stolen".to_owned(), vec![(2, 5.0)])]);
        let stemmed = Stemmed::new(postings, &Stems::of("en"));
        assert_eq!(stemmed.words["stole"], stemmed.words["stolen"]);
        assert!(!stemmed.words.contains_key("lost"));
    }
}
