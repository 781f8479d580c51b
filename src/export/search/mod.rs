//! The search index as classic scripts, so that it works from a folder as from a server.
//!
//! `elasticlunr` splits text into words, knows the stop words and finds the stem of a word. Its own index would be one file with
//! every text in it; here the same postings go into one script for each first letter, with numbers instead of texts:
//!
//! - `search/index.js`: the pages that can be found, their sections, synonyms, stop words that occur;
//! - `search/words-X.js`: for words that begin with X, their stems, and for stems the sections that hold them with weights;
//! - `search/text-N.js`: the text of page N by sections, read only for the excerpts of the hits that are shown.
//!
//! The browser never computes a stem: which words share one is part of the index. `theme/static/search-index.js` reads these files.

mod forms;
mod index;
mod language;
mod pages;
mod registers;
mod thesaurus;
mod words;

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::base::path::OutPath;
use crate::export::search::index::Index;
use crate::export::search::language::{Splitter, Stems};
use crate::export::search::pages::{Findable, findable};
use crate::export::search::words::{Stemmed, words_of};
use crate::model::handbook::Handbook;

/// The power of a weight that counts: a word in a title is worth four of a text rather than seven.
const DAMPING: f32 = 0.7;

/// The scripts of the search.
pub fn files(handbook: &Handbook) -> Vec<(OutPath, Vec<u8>)> {
    let language = &handbook.settings.language;
    let splitter = Splitter::of(language);
    let pages = findable(handbook);
    let firsts: Vec<usize> = pages
        .iter()
        .scan(0, |next, page| {
            let first = *next;
            *next += page.sections.len();
            Some(first)
        })
        .collect();
    let words: Vec<Vec<(String, usize, f32)>> =
        pages.par_iter().map(|page| words_of(page, &splitter)).collect();
    let mut postings: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
    for (first, words) in firsts.iter().zip(words) {
        for (word, section, weight) in words {
            postings.entry(word).or_default().push((first + section, weight));
        }
    }
    let stemmed = Stemmed::new(postings, &Stems::of(language));
    let index = Index::new(handbook, &splitter, &pages, &stemmed);
    let mut files = vec![(OutPath::fixed("search/index.js"), call("annexaIndex", &(index,)))];
    files.extend(shards(&stemmed));
    files.extend(
        pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.has_text)
            .map(|(number, page)| text_file(number, page)),
    );
    files
}

/// One script for each first letter. A stem may begin with another letter than its word in some languages; it stands with its words.
fn shards(stemmed: &Stemmed) -> Vec<(OutPath, Vec<u8>)> {
    let mut shards: BTreeMap<String, Shard<'_>> = BTreeMap::new();
    for (word, stem) in &stemmed.words {
        let shard = shards.entry(shard_of(word)).or_default();
        let number = *shard.numbers.entry(stem).or_insert_with(|| {
            shard.postings.push(stemmed.stems.get(stem).map(coded).unwrap_or_default());
            shard.postings.len() - 1
        });
        shard.words.push((word, number));
    }
    let file = |(name, shard): (String, Shard<'_>)| {
        let content = (shard.words, shard.postings);
        (OutPath::fixed(&format!("search/words-{name}.js")), call("annexaWords", &(name, content)))
    };
    shards.into_iter().map(file).collect()
}

/// The words of one first letter.
#[derive(Default)]
struct Shard<'s> {
    words: Vec<(&'s str, usize)>,
    postings: Vec<Vec<usize>>,
    numbers: BTreeMap<&'s str, usize>,
}

/// The name of the script for a word; `search-index.js` computes the same.
fn shard_of(word: &str) -> String {
    match word.chars().next() {
        Some(first @ ('a'..='z' | '0'..='9')) => first.to_string(),
        _ => "other".to_owned(),
    }
}

/// Section and weight in turns; a section as its distance from the one before, which keeps numbers short.
///
/// The weight is what the places of the word add up to, dampened so that the best place does not outweigh all other words, in tenths.
fn coded(places: &BTreeMap<usize, f32>) -> Vec<usize> {
    let mut before = 0;
    let mut numbers = Vec::with_capacity(places.len() * 2);
    for (section, weight) in places {
        numbers.push(section - before);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to what a small number holds"
        )]
        numbers.push((weight.powf(DAMPING) * 10.0).round().clamp(1.0, 999.0) as usize);
        before = *section;
    }
    numbers
}

fn text_file(number: usize, page: &Findable) -> (OutPath, Vec<u8>) {
    let texts: Vec<&str> = page.sections.iter().map(|section| section.text.as_str()).collect();
    (OutPath::fixed(&format!("search/text-{number}.js")), call("annexaText", &(number, texts)))
}

/// A script that calls a function with the values; `<` is escaped so that no text can end a script element.
fn call<T: Serialize>(function: &str, arguments: &T) -> Vec<u8> {
    let json = serde_json::to_string(arguments).expect("texts and numbers always serialize");
    let inner = json.strip_prefix('[').and_then(|json| json.strip_suffix(']')).unwrap_or(&json);
    let inner =
        inner.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("{function}({inner});\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_a_script() {
        let script = String::from_utf8(call("f", &("</script><b>", 1))).expect("UTF-8");
        assert_eq!(script, "f(\"\\u003c/script>\\u003cb>\",1);\n");
    }

    #[test]
    fn sections_are_coded_as_distances() {
        assert_eq!(
            coded(&BTreeMap::from([(0, 60.0), (3, 9.0), (4, 0.001)])),
            [0, 176, 3, 47, 1, 1]
        );
    }
}
