//! Words that people at work use for the same thing, one list for each language that has one: what they say, and what rules call it.
//!
//! The lists hold words of every office. What a handbook calls otherwise than its readers belongs into its glossary.

use crate::export::search::language::Splitter;

/// Words and phrases that stand for each other.
pub(super) type Group = Vec<String>;

/// The groups of a language. Words that the handbook does not hold stay, since they may be typed; a group of nothing else goes.
pub(super) fn groups(tag: &str, splitter: &Splitter, holds: impl Fn(&str) -> bool) -> Vec<Group> {
    let list = match tag.split('-').next().unwrap_or(tag).to_lowercase().as_str() {
        "en" => include_str!("thesaurus/en.txt"),
        _ => "",
    };
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let groups = lines.map(|line| {
        let phrases = line.split(',').map(|phrase| splitter.words(phrase).join(" "));
        phrases.filter(|phrase| !phrase.is_empty()).collect::<Group>()
    });
    groups.filter(|group| group.iter().any(|phrase| phrase.split(' ').any(&holds))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_group_is_left_out_when_nothing_of_it_could_be_found() {
        let splitter = Splitter::of("en");
        let found = groups("en-GB", &splitter, |word| word == "laptop");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains(&"notebook".to_owned()));
        assert!(groups("de", &splitter, |_| true).is_empty());
    }

    #[test]
    fn every_group_has_two_different_words() {
        for group in groups("en", &Splitter::of("en"), |_| true) {
            let different: BTreeSet<&String> = group.iter().collect();
            assert!(different.len() == group.len() && group.len() > 1, "{group:?}");
        }
    }
}
