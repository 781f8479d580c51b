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

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelExtend,
    ParallelIterator,
};
use serde::Serialize;

use crate::base::path::OutPath;
use crate::diag::Findings;
use crate::export::search::index::Index;
use crate::export::search::language::{Splitter, Stems};
use crate::export::search::pages::{Findable, findable};
use crate::export::search::words::{Stemmed, words_of};
use crate::model::handbook::Handbook;
use crate::render::output::OutputTree;

/// The power of a weight that counts: a word in a title is worth four of a text rather than seven.
const DAMPING: f32 = 0.7;

/// Adds the scripts of the search to the site.
pub fn export(handbook: &Handbook, tree: &mut OutputTree, found: &mut Findings) {
    for (path, bytes) in files(handbook) {
        tree.insert(path, bytes, found);
    }
}

/// The scripts of the search.
pub fn files(handbook: &Handbook) -> Vec<(OutPath, Vec<u8>)> {
    let language = &handbook.settings.language;
    let splitter = Splitter::of(language);
    let pages = findable(handbook);
    let stemmed = Stemmed::new(words_of(&pages, &splitter), &Stems::of(language));
    let index = Index::new(handbook, &splitter, &pages, &stemmed);
    let mut files = vec![(OutPath::fixed("search/index.js"), call("annexaIndex", &(index,)))];
    files.extend(shards(&stemmed));
    let texts = pages.par_iter().enumerate().filter(|(_, page)| page.has_text);
    files.par_extend(texts.map(|(number, page)| text_file(number, page)));
    files
}

/// One script for each first letter. A stem may begin with another letter than its word in some languages; it stands with its words.
fn shards(stemmed: &Stemmed) -> Vec<(OutPath, Vec<u8>)> {
    let mut shards: BTreeMap<String, Shard<'_>> = BTreeMap::new();
    for (word, stem) in &stemmed.words {
        let shard = shards.entry(shard_of(word)).or_default();
        let number = *shard.numbers.entry(stem).or_insert_with(|| {
            shard.postings.push(stemmed.stems.get(stem).map_or(&[], Vec::as_slice));
            shard.postings.len() - 1
        });
        shard.words.push((word, number));
    }
    let file = |(name, shard): (String, Shard<'_>)| {
        let postings: Vec<Vec<u32>> = shard.postings.into_iter().map(coded).collect();
        let path = OutPath::fixed(&format!("search/words-{name}.js"));
        (path, call("annexaWords", &(name, (shard.words, postings))))
    };
    shards.into_par_iter().map(file).collect()
}

/// The words of one first letter.
#[derive(Default)]
struct Shard<'s> {
    words: Vec<(&'s str, usize)>,
    postings: Vec<&'s [(u32, f32)]>,
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
fn coded(places: &[(u32, f32)]) -> Vec<u32> {
    let mut before = 0;
    let mut numbers = Vec::with_capacity(places.len() * 2);
    for (section, weight) in places {
        numbers.push(section - before);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to what a small number holds"
        )]
        numbers.push((weight.powf(DAMPING) * 10.0).round().clamp(1.0, 999.0) as u32);
        before = *section;
    }
    numbers
}

fn text_file(number: usize, page: &Findable<'_>) -> (OutPath, Vec<u8>) {
    let texts: Vec<&str> = page.sections.iter().map(|section| section.text.as_ref()).collect();
    (OutPath::fixed(&format!("search/text-{number}.js")), call("annexaText", &(number, texts)))
}

/// A script that calls a function with the values; `<` is escaped so that no text can end a script element.
fn call<T: Serialize>(function: &str, arguments: &T) -> Vec<u8> {
    let mut script = function.to_owned().into_bytes();
    serde_json::to_writer(&mut script, arguments).expect("texts and numbers always serialize");
    // A list in JSON is, but for its brackets, the arguments of a call.
    script[function.len()] = b'(';
    let end = script.len() - 1;
    script[end] = b')';
    script.extend(b";\n");
    let mut text = String::from_utf8(script).expect("JSON is text");
    for (mark, escaped) in [('<', "\\u003c"), ('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")] {
        if text.contains(mark) {
            text = text.replace(mark, escaped);
        }
    }
    text.into_bytes()
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
        assert_eq!(coded(&[(0, 60.0), (3, 9.0), (4, 0.001)]), [0, 176, 3, 47, 1, 1]);
    }
}
