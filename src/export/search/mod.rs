//! The search index as classic scripts, so that it works from a folder as from a server.
//!
//! `elasticlunr` splits text into words, knows the stop words and finds the stem of a word. Its own index would be one file with
//! every text in it; here a reader loads what a question needs, however large the handbook is:
//!
//! - `search/index.js`: which file holds what, how many sections pages have, synonyms, stop words;
//! - `search/words-N.js`: some words in their order, with the numbers of their stems;
//! - `search/places-N.js`: for some stems, the sections that hold them with weights;
//! - `search/pages-N.js`: what hits show of some pages: titles, headings, texts;
//! - `search/ids-N.js`: ids in their order, with the numbers of their pages;
//! - `search/facets.js`: what the search page filters by;
//! - `search/titles.js`: words of titles, for suggestions when nothing is found.
//!
//! The browser never computes a stem: which words share one is part of the index. `theme/static/search-index.js` reads these files.

mod code;
mod facets;
mod forms;
mod fragments;
mod ids;
mod index;
mod language;
mod pages;
mod postings;
mod registers;
mod table;
mod thesaurus;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::base::path::OutPath;
use crate::export::search::facets::Facets;
use crate::export::search::fragments::Row;
use crate::export::search::index::{Cuts, Index};
use crate::export::search::language::Splitter;
use crate::export::search::pages::{Findable, findable};
use crate::export::search::postings::{Ground, coded};
use crate::export::search::table::{Piece, order, pieces};
use crate::export::search::words::{Stemmed, words_of};
use crate::model::handbook::Handbook;
use crate::render::site::{File, Kind};

/// About how many bytes a file of a table has. A question reads one or two for each of its words.
const TABLE: usize = 1_500;

/// A file of places ends with the stem that fills so many bytes.
const PLACES: usize = 500;

/// A script of the search.
type Script = (OutPath, Vec<u8>);

/// The scripts of the search. What hits show is most of them by far, and made when it is asked for.
pub fn files(handbook: &Handbook) -> Vec<(OutPath, File<'_>)> {
    let language = &handbook.settings.language;
    let splitter = Splitter::of(language);
    let mut pages = findable(handbook);
    let stemmed = Stemmed::new(words_of(&pages, &splitter), language);
    pages.iter_mut().for_each(Findable::forget_fields);
    let keys = ids::keys(&pages);
    let ((mut files, firsts), ((words, words_start), (ids, ids_start))) = rayon::join(
        || places(&stemmed, &grounds(&pages, &stemmed, &splitter)),
        || {
            let words = sorted(&stemmed);
            let ids = keys.iter().map(|(key, page)| (key.as_str(), *page));
            (table("words", pieces(words, TABLE)), table("ids", pieces(ids, TABLE)))
        },
    );
    files.extend(words);
    files.extend(ids);
    files.push((OutPath::fixed("search/titles.js"), titles(&pages, &stemmed, &splitter)));
    let facets = Facets::new(handbook, &pages);
    files.push((OutPath::fixed("search/facets.js"), call("annexaFacets", &(facets,))));
    let cut = fragments::cut(&pages);
    let pages_of_files = cut.iter().map(Range::len).collect();
    let cuts = Cuts { pages: pages_of_files, places: firsts, words: words_start, ids: ids_start };
    let index = Index::new(handbook, &splitter, &pages, &stemmed, cuts);
    files.push((OutPath::fixed("search/index.js"), call("annexaIndex", &(index,))));
    let held = files.into_iter().map(|(path, bytes)| (path, File::held(Kind::Search, bytes)));
    held.chain(fragments(pages, cut)).collect()
}

/// The words in the order of tables, with the numbers of their stems.
fn sorted(stemmed: &Stemmed) -> Vec<(&str, u32)> {
    let words = stemmed.words.iter();
    let mut words: Vec<(&str, u32)> = words.map(|(word, stem)| (word.as_str(), *stem)).collect();
    words.sort_by(|left, right| order(left.0, right.0));
    words
}

/// What hits show, some pages in each file.
fn fragments(
    pages: Vec<Findable<'_>>,
    cut: Vec<Range<usize>>,
) -> impl Iterator<Item = (OutPath, File<'_>)> {
    let pages = Arc::new(pages);
    cut.into_iter().enumerate().map(move |(number, range)| {
        let pages = Arc::clone(&pages);
        let make = move || {
            let rows: Vec<Row<'_>> = pages[range.clone()].iter().map(Row::of).collect();
            Ok(call("annexaPages", &(number, rows)))
        };
        let path = OutPath::fixed(&format!("search/pages-{number}.js"));
        (path, File::made(Kind::Search, make))
    })
}

/// What places are about, section by section.
fn grounds(pages: &[Findable<'_>], stemmed: &Stemmed, splitter: &Splitter) -> Vec<Ground> {
    let asked = |question: &str| {
        let words = splitter.words(question);
        let stems: BTreeSet<u32> =
            words.iter().filter_map(|word| stemmed.words.get(word).copied()).collect();
        u8::try_from(stems.len()).unwrap_or(u8::MAX)
    };
    let sections = (0..).zip(pages).flat_map(|(page, found)| {
        let sections = found.sections.iter().enumerate();
        sections.map(move |(number, section)| {
            let is_question = number > 0 && section.anchor.is_empty();
            Ground { page, asked: is_question.then(|| asked(&section.heading)) }
        })
    });
    sections.collect()
}

/// Where stems stand, and the first stem of each file.
fn places(stemmed: &Stemmed, sections: &[Ground]) -> (Vec<Script>, Vec<u32>) {
    let all: Vec<String> = stemmed.stems.par_iter().map(|places| coded(places, sections)).collect();
    let mut files: Vec<(u32, Vec<String>)> = Vec::new();
    let mut length = PLACES;
    for (stem, places) in (0..).zip(all) {
        if length >= PLACES {
            files.push((stem, Vec::new()));
            length = 0;
        }
        length += places.len();
        if let Some((_, file)) = files.last_mut() {
            file.push(places);
        }
    }
    let firsts = files.iter().map(|(first, _)| *first).collect();
    let file = |(number, (_, places)): (usize, &(u32, Vec<String>))| {
        (
            OutPath::fixed(&format!("search/places-{number}.js")),
            call("annexaPlaces", &(number, places)),
        )
    };
    (files.par_iter().enumerate().map(file).collect(), firsts)
}

/// The files of a table, and where each begins.
fn table(name: &str, pieces: Vec<Piece>) -> (Vec<Script>, Vec<String>) {
    let file = |(number, piece): (usize, &Piece)| {
        let path = OutPath::fixed(&format!("search/{name}-{number}.js"));
        (path, call("annexaTable", &(name, number, &piece.words, piece.next, &piece.others)))
    };
    let files = pieces.iter().enumerate().map(file).collect();
    (files, pieces.into_iter().map(|piece| piece.start).collect())
}

/// Words of titles: what a word that led nowhere may have been.
fn titles(pages: &[Findable<'_>], stemmed: &Stemmed, splitter: &Splitter) -> Vec<u8> {
    let mut words = BTreeSet::new();
    for page in pages {
        splitter.each(&page.link.title, |word| {
            if word.chars().nth(3).is_some() && stemmed.words.contains_key(word) {
                words.insert(word.to_owned());
            }
        });
    }
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_by(|left, right| order(left, right));
    let piece = pieces(words.into_iter().map(|word| (word, 0)), usize::MAX).pop();
    call("annexaTitles", &(piece.map(|piece| piece.words).unwrap_or_default(),))
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
}
