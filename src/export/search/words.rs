//! Text to words, words to stems. The only file that names `elasticlunr`.

use std::collections::{BTreeMap, BTreeSet};

use elasticlunr::lang::{self, Language};

use crate::export::search::pages::Findable;

/// How much a word of running text counts at most; less in long sections.
const BODY: f32 = 9.0;

/// The length of a section, in words, at which running text counts half.
const LONG_SECTION: f32 = 400.0;

/// The words of a text, lower case, without punctuation around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    let separated: String = text
        .chars()
        .map(|letter| {
            if matches!(letter, '/' | '–' | '—' | '…' | '|' | '’' | '\'') {
                ' '
            } else {
                letter
            }
        })
        .collect();
    lang::tokenize_whitespace(&separated)
        .into_iter()
        .map(move |word| word.trim_matches(|letter| !inside(letter)).to_owned())
        // A longer "word" is a token or a digest: nobody types it.
        .filter(|word| !word.is_empty() && word.chars().count() <= 40)
}

/// The words of a page with the section that holds each and what it counts there.
pub(super) fn words_of(page: &Findable) -> Vec<(String, usize, f32)> {
    let mut found: BTreeMap<(String, usize), f32> = BTreeMap::new();
    for (number, section) in page.sections.iter().enumerate() {
        for (weight, text) in &section.fields {
            // Said twice in a title is not twice as much about it.
            for word in words(text).collect::<BTreeSet<_>>() {
                *found.entry((word, number)).or_default() += weight;
            }
        }
        let mut counts: BTreeMap<String, u16> = BTreeMap::new();
        let mut length = 0_u16;
        for word in words(&section.text) {
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
    pub(super) fn new(postings: BTreeMap<String, Vec<(usize, f32)>>, language_tag: &str) -> Self {
        let pipeline = language(language_tag).make_pipeline();
        let mut stemmed =
            Self { stems: BTreeMap::new(), words: BTreeMap::new(), stop_words: Vec::new() };
        for (word, places) in postings {
            let Some(stem) = pipeline.run(vec![word.clone()]).pop().filter(|stem| !stem.is_empty())
            else {
                stemmed.stop_words.push(word);
                continue;
            };
            let merged = stemmed.stems.entry(stem.clone()).or_default();
            for (section, weight) in places {
                *merged.entry(section).or_default() += weight;
            }
            stemmed.words.insert(word, stem);
        }
        stemmed
    }
}

/// The language of a tag such as `de-AT` (BCP 47); English where there are no rules for it.
fn language(tag: &str) -> Box<dyn Language> {
    let primary = tag.split('-').next().unwrap_or(tag).to_lowercase();
    // What the library calls otherwise.
    let code = match primary.as_str() {
        "nl" => "du",
        "nb" | "nn" => "no",
        other => other,
    };
    lang::from_code(code).unwrap_or_else(|| Box::new(lang::English::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_found_by_their_tags() {
        for (tag, name) in
            [("de-AT", "German"), ("nl", "Dutch"), ("nb-NO", "Norwegian"), ("tlh", "English")]
        {
            assert_eq!(language(tag).name(), name, "{tag}");
        }
    }

    #[test]
    fn words_lose_what_surrounds_them() {
        let found: Vec<String> = words("“Laptops”, two-factor (A.5.15)! and/or it’s").collect();
        assert_eq!(found, ["laptops", "two", "factor", "a.5.15", "and", "or", "it", "s"]);
    }

    #[test]
    fn words_with_the_same_stem_share_postings() {
        let postings = BTreeMap::from([
            ("password".to_owned(), vec![(0, 10.0)]),
            ("passwords".to_owned(), vec![(0, 5.0), (3, 7.0)]),
            ("the".to_owned(), vec![(0, 1.0)]),
        ]);
        let stemmed = Stemmed::new(postings, "en");
        assert_eq!(stemmed.words["password"], stemmed.words["passwords"]);
        assert_eq!(
            stemmed.stems[&stemmed.words["password"]],
            BTreeMap::from([(0, 15.0), (3, 7.0)])
        );
        assert_eq!(stemmed.stop_words, ["the"]);
    }
}
