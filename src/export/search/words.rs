//! The words of pages with what each counts, and the same by stems.
//!
//! A word is spelled out once for many pages and a number from there on; where it stands is a list in the order of sections. That is what
//! keeps the time linear in the text, and what there is of a long handbook in memory small.

use std::collections::BTreeMap;
use std::mem::take;

use ahash::AHashMap;
use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use rayon::slice::{ParallelSlice, ParallelSliceMut};

use crate::export::search::language::{Splitter, Stems, joined_words};
use crate::export::search::pages::{Findable, Section};

/// How much a word of running text counts at most; less in long sections.
const BODY: f32 = 9.0;

/// The length of a section, in words, at which running text counts half.
const LONG_SECTION: f32 = 200.0;

/// How many pages share one list of words while they are read at the least: enough to meet most words again.
const TOGETHER: usize = 32;

/// How many lists there are at the most for each thread, as merging them costs time: enough to keep all threads busy.
const LISTS: usize = 2;

/// Into how many ranges of words the lists are cut for each thread, to be merged.
const RANGES: usize = 8;

/// How many words a thread finds the stems of at the least.
const ALONE: usize = 1_000;

/// Where a word stands, in the order of sections, and what it counts there.
pub(super) type Places = Vec<(u32, f32)>;

/// The words of some pages.
#[derive(Default)]
struct Lexicon {
    numbers: AHashMap<Box<str>, u32>,
    places: Vec<Places>,
}

impl Lexicon {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = number_of(self.places.len());
        self.numbers.insert(word.into(), number);
        self.places.push(Vec::new());
        number
    }

    /// Adds the words of a section. `seen` is room that is used again.
    fn add(&mut self, number: u32, section: &Section<'_>, splitter: &Splitter, seen: &mut Seen) {
        seen.clear();
        for (field, (_, text)) in (0..).zip(&section.fields) {
            splitter.each(text, |word| seen.push((self.number(word), field)));
            joined_words(text, |word| seen.push((self.number(word), field)));
        }
        let (body, before) = (number_of(section.fields.len()), seen.len());
        splitter.each(&section.text, |word| seen.push((self.number(word), body)));
        joined_words(&section.text, |word| seen.push((self.number(word), body)));
        let length = u16::try_from(seen.len() - before).unwrap_or(u16::MAX);
        let share = LONG_SECTION / (LONG_SECTION + f32::from(length));
        seen.sort_unstable();
        for same in seen.chunk_by(|left, right| left.0 == right.0) {
            let mut weight = 0.0;
            for said in same.chunk_by(|left, right| left.1 == right.1) {
                weight += match section.fields.get(said[0].1 as usize) {
                    // Said twice in a title is not twice as much about it.
                    Some((weight, _)) => *weight,
                    None => {
                        let count = u16::try_from(said.len()).unwrap_or(u16::MAX);
                        BODY * (1.0 + f32::from(count).ln()) * share
                    }
                };
            }
            self.places[same[0].0 as usize].push((number, weight));
        }
    }

    /// The words with their places, sorted.
    fn into_sorted(self) -> Sorted {
        let Self { numbers, mut places } = self;
        let places_of =
            |(word, number): (Box<str>, u32)| (word, take(&mut places[number as usize]));
        let mut sorted: Sorted = numbers.into_iter().map(places_of).collect();
        sorted.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        sorted
    }
}

/// Words with their places, in the order of words.
type Sorted = Vec<(Box<str>, Places)>;

/// Some lists as one. Of the same word, the places of an earlier list come first. The lists are cut into ranges of words, as each range can be merged by
/// itself.
fn merged(mut lists: Vec<Sorted>) -> Sorted {
    let longest = lists.iter().max_by_key(|list| list.len()).map(Vec::as_slice).unwrap_or_default();
    let length = longest.len().div_ceil(RANGES * rayon::current_num_threads()).max(1);
    let bounds: Vec<Box<str>> =
        longest.iter().skip(length).step_by(length).map(|(word, _)| word.clone()).collect();
    let mut ranges: Vec<Vec<Sorted>> = Vec::with_capacity(bounds.len() + 1);
    for bound in bounds.iter().rev() {
        let behind = |list: &mut Sorted| list.split_off(list.partition_point(|it| it.0 < *bound));
        ranges.push(lists.iter_mut().map(behind).collect());
    }
    ranges.push(lists);
    let merged: Vec<Sorted> = ranges.into_par_iter().map(merged_range).collect();
    merged.into_iter().rev().flatten().collect()
}

fn merged_range(lists: Vec<Sorted>) -> Sorted {
    let mut all: Sorted = lists.into_iter().flatten().collect();
    all.sort_by(|left, right| left.0.cmp(&right.0));
    let mut merged = Sorted::new();
    for same in all.chunk_by_mut(|left, right| left.0 == right.0) {
        let (first, later) = same.split_first_mut().expect("a chunk is not empty");
        let (word, mut places) = take(first);
        places.reserve_exact(later.iter().map(|it| it.1.len()).sum());
        for (_, more) in later {
            places.append(more);
        }
        merged.push((word, places));
    }
    merged
}

fn number_of(index: usize) -> u32 {
    u32::try_from(index).expect("fewer words than numbers")
}

/// The number of a word, and of the field that says it; the text of the section comes after its fields.
type Seen = Vec<(u32, u32)>;

/// All words with where they stand, sorted.
pub(super) fn words_of(pages: &[Findable<'_>], splitter: &Splitter) -> Sorted {
    let lists = LISTS * rayon::current_num_threads();
    let together = pages.len().div_ceil(lists).max(TOGETHER);
    let firsts = pages.chunks(together).scan(0, |next, pages| {
        let first = *next;
        *next += pages.iter().map(|page| page.sections.len()).sum::<usize>();
        Some(u32::try_from(first).expect("fewer sections than numbers"))
    });
    let firsts: Vec<u32> = firsts.collect();
    let read = pages.par_chunks(together).zip(firsts).map(|(pages, first)| {
        let (mut lexicon, mut seen) = (Lexicon::default(), Seen::new());
        let sections = pages.iter().flat_map(|page| &page.sections);
        for (number, section) in (first..).zip(sections) {
            lexicon.add(number, section, splitter, &mut seen);
        }
        lexicon
    });
    merged(read.map(Lexicon::into_sorted).collect())
}

/// Where stems stand, and which word has which stem.
#[derive(Default)]
pub(super) struct Stemmed {
    /// The places of each stem, in the order of stems.
    pub(super) stems: Vec<Places>,
    /// Words with the numbers of their stems.
    pub(super) words: BTreeMap<String, u32>,
    pub(super) stop_words: Vec<String>,
}

impl Stemmed {
    /// `language` is a tag, such as `en`.
    pub(super) fn new(places: Sorted, language: &str) -> Self {
        let rules = Stems::of(language);
        let mut stop_words: Vec<String> = rules.stop_words().collect();
        let mut named: Vec<(String, Box<str>, Places)> = Vec::new();
        // Threads cannot share rules.
        let found = places.par_iter().with_min_len(ALONE);
        let found = found.map_init(|| Stems::of(language), |rules, (word, _)| rules.stem(word));
        let found: Vec<Option<String>> = found.collect();
        for ((word, places), stem) in places.into_iter().zip(found) {
            match stem {
                Some(stem) => named.push((stem, word, places)),
                None => stop_words.push(word.into()),
            }
        }
        // Words of one stem stay in their order.
        named.par_sort_by(|left, right| left.0.cmp(&right.0));
        let (mut names, mut stems) = (Vec::new(), Vec::new());
        let mut words: Vec<(String, u32)> = Vec::with_capacity(named.len());
        for (stem, word, places) in named {
            if names.last() != Some(&stem) {
                names.push(stem);
                stems.push(Places::new());
            }
            let number = stems.len() - 1;
            words.push((word.into(), number_of(number)));
            merge(&mut stems[number], places);
        }
        // The other forms of a word that the handbook has can be typed, too; nothing in the browser makes one of the other.
        for form in rules.irregular() {
            let stem = rules.stem(form).and_then(|stem| names.binary_search(&stem).ok());
            if let Some(number) = stem {
                words.push((form.to_owned(), number_of(number)));
            }
        }
        // In many languages the stem is the word that people type: `Passwort`, where the handbook says `Passwörter`.
        words.extend((0..).zip(names).map(|(number, stem)| (stem, number)));
        // Of the same word, what was said first holds.
        words.par_sort_by(|left, right| left.0.cmp(&right.0));
        words.dedup_by(|later, first| later.0 == first.0);
        stop_words.sort();
        stop_words.dedup();
        Self { stems, words: words.into_iter().collect(), stop_words }
    }
}

/// Adds places to others, both in the order of sections.
fn merge(all: &mut Places, more: Places) {
    if all.is_empty() {
        *all = more;
        return;
    }
    let mut before = std::mem::take(all).into_iter().peekable();
    for (section, weight) in more {
        while let Some(place) = before.next_if(|place| place.0 < section) {
            all.push(place);
        }
        let same = before.next_if(|place| place.0 == section).map_or(0.0, |place| place.1);
        all.push((section, same + weight));
    }
    all.extend(before);
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;
    use crate::export::search::pages::found;
    use crate::view::parts::Link;

    fn page_of(sections: Vec<Section<'_>>) -> Findable<'_> {
        let nothing = String::new;
        let link = Link {
            id: nothing(),
            title: nothing(),
            url: nothing(),
            kind: nothing().into(),
            badge: None,
        };
        Findable { sections, ..found(link, 100, None, "") }
    }

    fn stemmed(language: &str, words: &[(&str, &[(u32, f32)])]) -> Stemmed {
        let words = words.iter().map(|(word, places)| ((*word).into(), places.to_vec()));
        Stemmed::new(words.collect(), language)
    }

    #[test]
    fn a_word_counts_where_it_stands_once_for_a_field_and_less_and_less_in_the_text() {
        let fields = vec![(60.0, "Access, access".into()), (30.0, "Wi-Fi".into())];
        let text = "Access to wi-fi. Access for all.".into();
        let page = page_of(vec![Section { fields, text, ..Section::default() }]);
        let words: BTreeMap<_, _> = words_of(&[page], &Splitter::of("en")).into_iter().collect();
        let share = LONG_SECTION / (LONG_SECTION + 8.0);
        let body = |count: f32| BODY * (1.0 + count.ln()) * share;
        assert_eq!(words["access"], [(0, 60.0 + body(2.0))]);
        assert_eq!(words["wi"], [(0, 30.0 + body(1.0))]);
        assert_eq!(words["wifi"], [(0, 30.0 + body(1.0))]);
        assert_eq!(words["all"], [(0, body(1.0))]);
        assert_eq!(words.len(), 7);
    }

    #[test]
    fn sections_are_numbered_through_all_pages() {
        let page = |word: &str| {
            let text = word.to_owned().into();
            page_of(vec![Section::default(), Section { text, ..Section::default() }])
        };
        let pages: Vec<Findable<'_>> = (0..TOGETHER + 2).map(|_| page("risk")).collect();
        let words: BTreeMap<_, _> = words_of(&pages, &Splitter::of("en")).into_iter().collect();
        let sections: Vec<u32> = words["risk"].iter().map(|place| place.0).collect();
        let expected: Vec<u32> = (0..34).map(|page| 2 * page + 1).collect();
        assert_eq!(sections, expected);
    }

    proptest! {
        #[test]
        fn lists_become_one_list_with_the_places_of_earlier_ones_first(
            lists in vec(btree_map("[a-e]{1,2}", vec(0..9_u8, 1..3), 0..24), 0..5),
        ) {
            let mut expected: BTreeMap<String, Places> = BTreeMap::new();
            let mut sorted = Vec::new();
            for (number, list) in (0..).zip(&lists) {
                let places = |weights: &[u8]| -> Places {
                    weights.iter().map(|weight| (number, f32::from(*weight))).collect()
                };
                for (word, weights) in list {
                    expected.entry(word.clone()).or_default().extend(places(weights));
                }
                let list = list.iter().map(|(word, weights)| (word.as_str().into(), places(weights)));
                sorted.push(list.collect::<Sorted>());
            }
            let merged = merged(sorted);
            prop_assert!(merged.is_sorted_by(|left, right| left.0 < right.0));
            let merged: BTreeMap<String, Places> =
                merged.into_iter().map(|(word, places)| (word.into(), places)).collect();
            prop_assert_eq!(merged, expected);
        }
    }

    #[test]
    fn a_word_that_only_stands_in_other_forms_is_known() {
        let stemmed = stemmed("de", &[("passwörter", &[(0, 10.0)])]);
        assert_eq!(stemmed.words.get("passwort"), Some(&stemmed.words["passwörter"]));
    }

    #[test]
    fn words_with_the_same_stem_share_postings() {
        let stemmed = stemmed(
            "en",
            &[
                ("password", &[(0, 10.0), (4, 1.0)]),
                ("passwords", &[(0, 5.0), (3, 7.0)]),
                ("the", &[(0, 1.0)]),
            ],
        );
        assert_eq!(stemmed.words["password"], stemmed.words["passwords"]);
        let expected = [(0, 15.0), (3, 7.0), (4, 1.0)];
        assert_eq!(stemmed.stems[stemmed.words["password"] as usize], expected);
        assert!(stemmed.stop_words.contains(&"the".to_owned()));
    }

    #[test]
    fn irregular_forms_share_postings_and_can_be_typed_though_no_page_has_them() {
        let stemmed = stemmed("en", &[("stolen", &[(2, 5.0)])]);
        assert_eq!(stemmed.words["stole"], stemmed.words["stolen"]);
        assert!(!stemmed.words.contains_key("lost"));
    }
}
