//! Words that people at work use for the same thing, one list for each language that has one: what they say, and what rules call it.
//!
//! The lists hold words of every office. What a handbook calls otherwise than its readers belongs into its glossary.

use crate::export::search::language::Splitter;

/// Words and phrases that stand for each other.
pub(super) type Group = Vec<String>;

/// What a language calls alike.
#[derive(Default)]
pub(super) struct Thesaurus {
    pub(super) groups: Vec<Group>,
    /// A phrase, and the words that it also stands for, but which do not stand for it: `taxi` is `travel`.
    pub(super) wider: Vec<(String, String)>,
}

/// What a language calls alike, as far as it can lead to a word that the handbook holds. Other words stay, since they may be typed.
pub(super) fn thesaurus(tag: &str, splitter: &Splitter, holds: impl Fn(&str) -> bool) -> Thesaurus {
    let list = match tag.split('-').next().unwrap_or(tag).to_lowercase().as_str() {
        "en" => include_str!("thesaurus/en.txt"),
        _ => "",
    };
    let phrases = |list: &str| -> Group {
        let phrases = list.split(',').map(|phrase| splitter.words(phrase).join(" "));
        phrases.filter(|phrase| !phrase.is_empty()).collect()
    };
    let is_held = |phrase: &String| phrase.split(' ').any(&holds);
    let mut found = Thesaurus::default();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        if let Some((narrow, wide)) = line.split_once('>') {
            let wide: Group = phrases(wide).into_iter().filter(is_held).collect();
            for phrase in phrases(narrow) {
                found.wider.extend(wide.iter().map(|wide| (phrase.clone(), wide.clone())));
            }
        } else {
            found.groups.push(phrases(line));
        }
    }
    found.groups.retain(|group| group.iter().any(is_held));
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_group_is_left_out_when_nothing_of_it_could_be_found() {
        let splitter = Splitter::of("en");
        let found = thesaurus("en-GB", &splitter, |word| word == "laptop").groups;
        assert_eq!(found.len(), 1);
        assert!(found[0].contains(&"notebook".to_owned()));
        assert!(thesaurus("de", &splitter, |_| true).groups.is_empty());
    }

    #[test]
    fn every_group_has_two_different_words() {
        for group in thesaurus("en", &Splitter::of("en"), |_| true).groups {
            let different: BTreeSet<&String> = group.iter().collect();
            assert!(different.len() == group.len() && group.len() > 1, "{group:?}");
        }
    }

    #[test]
    fn a_narrower_word_leads_to_the_wider_ones_that_the_handbook_holds() {
        let found = thesaurus("en", &Splitter::of("en"), |word| word == "travel");
        assert!(found.wider.contains(&("taxi".to_owned(), "travel".to_owned())));
    }
}
