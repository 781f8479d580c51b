//! `search/index.js`: what the search must know before a word is typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::export::search::code::numbers;
use crate::export::search::language::Splitter;
use crate::export::search::pages::Findable;
use crate::export::search::table::{order, pieces};
use crate::export::search::thesaurus::{Group, thesaurus};
use crate::export::search::words::Stemmed;
use crate::model::handbook::Handbook;

/// The content of the file.
#[derive(Serialize)]
pub(super) struct Index {
    /// How many sections each page has.
    sections: String,
    /// What hits are multiplied with, in hundredths, and which of these numbers is that of each page.
    factors: Vec<u32>,
    factor: String,
    /// How many pages are in each `search/pages-N.js`.
    pages: String,
    /// The first stem of each `search/places-N.js`, as its distance from the one before.
    places: String,
    /// Where each `search/words-N.js` begins, and each `search/ids-N.js`.
    words: Vec<String>,
    ids: Vec<String>,
    /// Words for the same thing: what is typed, and what to look for besides.
    synonyms: Vec<(String, String)>,
    /// Words and phrases that stand for each other in the language.
    alike: Vec<Group>,
    /// The stems of the words of both, as a table: words, numbers.
    stems: (String, String),
    /// Words that are never looked for.
    stop: String,
}

/// How the other files are cut.
pub(super) struct Cuts {
    pub(super) pages: Vec<usize>,
    pub(super) places: Vec<u32>,
    pub(super) words: Vec<String>,
    pub(super) ids: Vec<String>,
}

impl Index {
    pub(super) fn new(
        handbook: &Handbook,
        splitter: &Splitter,
        pages: &[Findable<'_>],
        stemmed: &Stemmed,
        cuts: Cuts,
    ) -> Self {
        let language = &handbook.settings.language;
        let alike = thesaurus(language, splitter, |word| stemmed.words.contains_key(word));
        let synonyms: Vec<_> =
            synonyms(handbook, splitter).into_iter().chain(alike.wider).collect();
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let factors: BTreeSet<u32> = pages.iter().map(|page| page.factor).collect();
        let number = |factor: u32| short(factors.range(..factor).count());
        let firsts = cuts
            .places
            .iter()
            .scan(0, |before, first| Some(first - std::mem::replace(before, *first)));
        Self {
            sections: numbers(pages.iter().map(|page| short(page.sections.len()))),
            factor: numbers(pages.iter().map(|page| number(page.factor))),
            factors: factors.iter().copied().collect(),
            pages: numbers(cuts.pages.into_iter().map(short)),
            places: numbers(firsts),
            words: cuts.words,
            ids: cuts.ids,
            stems: stems(&synonyms, &alike.groups, stemmed),
            synonyms,
            alike: alike.groups,
            stop: stemmed.stop_words.join(" "),
        }
    }
}

/// The words of phrases that the handbook has, with their stems: phrases are met before a file of words is read.
fn stems(synonyms: &[(String, String)], alike: &[Group], stemmed: &Stemmed) -> (String, String) {
    let pairs = synonyms.iter().flat_map(|(typed, meant)| [typed, meant]);
    let words = pairs.chain(alike.iter().flatten()).flat_map(|phrase| phrase.split(' '));
    let known: BTreeMap<&str, u32> =
        words.filter_map(|word| Some((word, *stemmed.words.get(word)?))).collect();
    let mut known: Vec<(&str, u32)> = known.into_iter().collect();
    known.sort_by(|left, right| order(left.0, right.0));
    let table = pieces(known, usize::MAX).pop();
    table.map(|piece| (piece.words, piece.others)).unwrap_or_default()
}

/// Every word for a term leads to its name, and its abbreviation, too.
fn synonyms(handbook: &Handbook, splitter: &Splitter) -> Vec<(String, String)> {
    let join = |text: &str| splitter.words(text).join(" ");
    let mut pairs = Vec::new();
    for term in &handbook.glossary {
        let name = join(&term.name);
        for other in term.synonyms.iter().chain(&term.abbreviation) {
            pairs.push((join(other), name.clone()));
        }
        if let Some(abbreviation) = &term.abbreviation {
            pairs.push((name, join(abbreviation)));
        }
    }
    pairs.retain(|(typed, meant)| !typed.is_empty() && typed != meant);
    pairs
}
