//! The language of a handbook: how its texts are split into words, and which words count as one. The only file that names `elasticlunr`.
//!
//! Most languages put spaces between words. Chinese and Japanese do not: a run of their characters is split by a dictionary where there is
//! one (Chinese), else into all pairs of neighboring characters. `theme/static/search-words.js` finds the words of a question in the
//! index itself and needs neither.

use std::collections::HashMap;

use elasticlunr::Pipeline;
use elasticlunr::lang::{self, Chinese, Language as _};

use crate::export::search::forms::families;

/// Words of English that say nothing about what is looked for and that `elasticlunr` does not leave out: from the list of Snowball,
/// without what verbs are made of (`locked out`, `sign up`), and what questions are made of besides.
const STOP_WORDS: &str = include_str!("forms/en-stop.txt");

/// Which words count as one in a language, and which are never looked for. Without rules for it, each word stands for itself.
pub(super) struct Stems {
    pipeline: Option<Pipeline>,
    knows_unspaced: bool,
    stop_words: Vec<&'static str>,
    /// An irregular form, and the word that it stands for.
    irregular: HashMap<&'static str, &'static str>,
}

impl Stems {
    /// The rules of the language with this tag.
    pub(super) fn of(tag: &str) -> Self {
        let code = code(tag);
        Self {
            pipeline: lang::from_code(&code).map(|language| language.make_pipeline()),
            knows_unspaced: code == "zh",
            stop_words: if code == "en" { STOP_WORDS.lines().collect() } else { Vec::new() },
            irregular: families(&code)
                .flat_map(|family| family.clone().into_iter().map(move |form| (form, family[0])))
                .collect(),
        }
    }

    /// Words that are never looked for, whether the handbook has them or not; not all of them.
    pub(super) fn stop_words(&self) -> impl Iterator<Item = String> {
        self.stop_words.iter().map(|word| (*word).to_owned())
    }

    /// Forms that are not made by an ending.
    pub(super) fn irregular(&self) -> impl Iterator<Item = &'static str> {
        self.irregular.keys().copied()
    }

    /// What words with the same meaning have in common; `None` for a word that is never looked for.
    ///
    /// A word with a digit is its own stem, and so is one in a script that the language does not write: the rules of most languages would take
    /// off what they do not know, and with it what sets ids apart.
    pub(super) fn stem(&self, word: &str) -> Option<String> {
        if self.stop_words.contains(&word) {
            return None;
        }
        let word = self.irregular.get(word).copied().unwrap_or(word);
        let is_foreign = word.contains(is_unspaced) && !self.knows_unspaced;
        match &self.pipeline {
            Some(pipeline) if !is_foreign && !word.contains(char::is_numeric) => {
                pipeline.run(vec![word.to_owned()]).pop().filter(|stem| !stem.is_empty())
            }
            _ => Some(word.to_owned()),
        }
    }
}

/// What the library calls the language of a tag.
fn code(tag: &str) -> String {
    match tag.split('-').next().unwrap_or(tag).to_lowercase().as_str() {
        "nl" => "du".to_owned(),
        "nb" | "nn" => "no".to_owned(),
        other => other.to_owned(),
    }
}

/// Splits texts into words.
pub(super) struct Splitter {
    dictionary: Option<Chinese>,
}

impl Splitter {
    /// The rules of the language with this tag.
    pub(super) fn of(tag: &str) -> Self {
        // It takes a quarter of a second to read; every other language does without.
        Self { dictionary: (code(tag) == "zh").then(Chinese::new) }
    }

    /// The words of a text, lower case, without punctuation around them.
    pub(super) fn words(&self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.each(text, |word| words.push(word.to_owned()));
        words
    }

    /// Calls a function with each of the words.
    pub(super) fn each(&self, text: &str, mut take: impl FnMut(&str)) {
        let has_unspaced = !text.is_ascii() && text.contains(is_unspaced);
        each_spaced(&text.to_lowercase(), |word| {
            if has_unspaced && word.contains(is_unspaced) {
                self.split(word, &mut take);
            } else {
                take(word);
            }
        });
    }

    /// Splits a word into runs with and without characters of a script that has no spaces, and the former into words.
    fn split(&self, word: &str, take: &mut impl FnMut(&str)) {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let other = |letter: char| is_unspaced(letter) != is_unspaced(first);
            let (run, behind) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
            rest = behind;
            match &self.dictionary {
                _ if !is_unspaced(first) => each_spaced(run, &mut *take),
                Some(dictionary) => {
                    dictionary.tokenize(run).iter().for_each(|word| take(word));
                }
                None => pairs(run).for_each(&mut *take),
            }
        }
    }
}

/// All pairs of neighboring characters; the character, where there is only one.
fn pairs(run: &str) -> impl Iterator<Item = &str> {
    let ends = || run.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let starts = run.char_indices().map(|(start, _)| start);
    let is_one = ends().nth(1).is_none();
    starts.zip(ends().skip(usize::from(!is_one))).map(|(start, end)| &run[start..end])
}

/// The words between spaces, hyphens and slashes in a text of lower case. A longer "word" is a token or a digest: nobody types it.
fn each_spaced(text: &str, mut take: impl FnMut(&str)) {
    if text.is_ascii() {
        return each_ascii(text, take);
    }
    let inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    // At blanks and hyphens `elasticlunr` splits, too. `each_ascii` has the same gaps.
    let is_gap = |letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '/' | '–' | '—' | '…' | '|')
    };
    for word in text.split(is_gap) {
        without_elision(word, |word| {
            let word = word.trim_matches(|letter| !inside(letter));
            let is_short = word.len() <= LONGEST || word.chars().count() <= LONGEST;
            if !word.is_empty() && (is_short || word.contains(is_unspaced)) {
                take(word);
            }
        });
    }
}

/// The same for a text of ASCII, as most of a handbook is: by its bytes.
fn each_ascii(text: &str, mut take: impl FnMut(&str)) {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let is_gap = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | b'-' | b'/' | b'|');
    let mut trimmed = |word: &str| {
        let first = word.as_bytes().iter().position(inside);
        let last = word.as_bytes().iter().rposition(inside);
        if let (Some(first), Some(last)) = (first, last)
            && last - first < LONGEST
        {
            take(&word[first..=last]);
        }
    };
    let mut start = 0;
    while start < text.len() {
        let length = text.as_bytes()[start..].iter().position(is_gap);
        let end = length.map_or(text.len(), |length| start + length);
        let word = &text[start..end];
        if word.as_bytes().contains(&b'\'') {
            without_elision(word, &mut trimmed);
        } else {
            trimmed(word);
        }
        start = end + 1;
    }
}

/// The most letters of a word.
const LONGEST: usize = 40;

/// The parts of a word around its apostrophes, without what is cut short there: `can’t` is `can`, `l’accès` is `accès`.
fn without_elision(word: &str, mut take: impl FnMut(&str)) {
    const APOSTROPHES: [char; 2] = ['\'', '’'];
    if !word.contains(APOSTROPHES) {
        take(word);
        return;
    }
    let parts = || word.split(APOSTROPHES).filter(|part| !part.is_empty());
    let is_long = |part: &&str| part.chars().nth(2).is_some();
    if parts().any(|part| is_long(&part)) {
        parts().filter(is_long).for_each(take);
    } else if let Some(first) = parts().next() {
        take(first);
    }
}

/// Calls a function with words with hyphens as people also write them: `wi-fi` as `wifi`, `e-mail` as `email`.
pub(super) fn joined_words(text: &str, mut take: impl FnMut(&str)) {
    let is_gap = |letter: char| letter.is_whitespace() || letter == '/';
    let mut rest = text;
    while let Some(hyphen) = rest.find('-') {
        let start = rest[..hyphen].rfind(is_gap).unwrap_or(0);
        let end = rest[hyphen..].find(is_gap).map_or(rest.len(), |end| hyphen + end);
        let word = &rest[start..end];
        rest = &rest[end..];
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let is_joined = word.contains('-')
            && word.chars().count() <= 24
            && word.chars().all(|letter| letter == '-' || letter.is_alphabetic());
        if is_joined {
            take(&word.replace('-', ""));
        }
    }
}

/// True for the characters of scripts that put no spaces between words: Han, Hiragana, Katakana. `search-words.js` has the same rule.
fn is_unspaced(letter: char) -> bool {
    matches!(
        letter,
        '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn languages_are_found_by_their_tags() {
        for (tag, one, other) in [
            ("en-GB", "review", "reviews"),
            ("de-AT", "passwort", "passwörter"),
            ("nl", "wachtwoord", "wachtwoorden"),
            ("nb-NO", "passord", "passordene"),
        ] {
            let stems = Stems::of(tag);
            assert_eq!(stems.stem(one), stems.stem(other), "{tag}");
        }
        assert_eq!(Stems::of("ar").stem("على").as_deref(), Some("علا"));
        for (tag, stop_word) in [("ko-KR", "그리고"), ("zh-Hans-CN", "的")] {
            assert_eq!(Stems::of(tag).stem(stop_word), None, "{tag}");
        }
    }

    #[test]
    fn without_rules_a_word_stands_for_itself() {
        assert_eq!(Stems::of("el").stem("πολιτική").as_deref(), Some("πολιτική"));
        assert_eq!(Stems::of("ja").stem("クア").as_deref(), Some("クア"));
        assert_eq!(Stems::of("en").stem("密性").as_deref(), Some("密性"));
    }

    #[test]
    fn words_lose_what_surrounds_them() {
        let found =
            Splitter::of("en").words("“Laptops”, two-factor (A.5.15)! and/or it’s can't l’accès");
        assert_eq!(
            found,
            ["laptops", "two", "factor", "a.5.15", "and", "or", "it", "can", "accès"]
        );
    }

    #[test]
    fn words_without_spaces_are_split_by_the_dictionary_or_into_pairs() {
        let chinese = Splitter::of("zh").words("信息安全政策,见 A.5.15。");
        assert!(chinese.contains(&"信息安全".to_owned()), "{chinese:?}");
        assert!(chinese.contains(&"政策".to_owned()), "{chinese:?}");
        assert!(chinese.contains(&"a.5.15".to_owned()), "{chinese:?}");
        assert_eq!(Splitter::of("ja").words("機密性 PC"), ["機密", "密性", "pc"]);
    }

    #[test]
    fn ids_keep_their_digits_in_every_language() {
        for tag in ["en", "de", "fr", "ru", "zh"] {
            assert_eq!(Stems::of(tag).stem("a.5.15").as_deref(), Some("a.5.15"), "{tag}");
            assert_eq!(Stems::of(tag).stem("005").as_deref(), Some("005"), "{tag}");
        }
    }

    #[test]
    fn words_with_hyphens_are_also_one_word() {
        let mut found = Vec::new();
        joined_words("the Wi-Fi, an e-mail; POL-005 and/or – e-", |word| {
            found.push(word.to_owned());
        });
        assert_eq!(found, ["wifi", "email"]);
    }

    proptest! {
        #[test]
        fn a_text_of_ascii_is_split_as_any_other(
            text in "[a-z0-9'_ /|.,\t\u{b}\u{1f}-]{0,40}[a-z.-]{35,45}[ -~]{0,20}",
        ) {
            // The dash at the end alone makes it another text.
            let other = format!("{text} –");
            prop_assert_eq!(Splitter::of("en").words(&text), Splitter::of("en").words(&other));
        }

        #[test]
        fn texts_of_words_alone_are_split_as_the_library_splits_them(
            text in "([A-Za-zÄÖÜäöüßΣσς0-9_]{1,6}[ \u{a0}\u{2003}\t\n-]{1,3}){0,12}",
        ) {
            prop_assert_eq!(Splitter::of("en").words(&text), lang::tokenize_whitespace(&text));
        }
    }
}
