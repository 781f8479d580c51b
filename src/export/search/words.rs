//! The words of pages with what each counts, and the same by stems.
//!
//! A word is spelled out once for many pages and a number from there on; where it stands is a list in the order of sections. That is what
//! keeps the time linear in the text, and what there is of a long handbook in memory small.

use std::collections::{BTreeMap, HashMap};

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::export::search::language::{Splitter, Stems, joined_words};
use crate::export::search::pages::{Findable, Section};

/// How much a word of running text counts at most; less in long sections.
const BODY: f32 = 9.0;

/// The length of a section, in words, at which running text counts half.
const LONG_SECTION: f32 = 200.0;

/// How many pages share one list of words while they are read at the least: enough to meet most words again.
const TOGETHER: usize = 32;

/// How many lists there are at the most, as they are merged by one thread: enough to keep all threads busy.
const LISTS: usize = 32;

/// Where a word stands, in the order of sections, and what it counts there.
pub(super) type Places = Vec<(u32, f32)>;

/// The words of some pages.
#[derive(Default)]
struct Lexicon {
    numbers: HashMap<Box<str>, u32>,
    places: Vec<Places>,
}

impl Lexicon {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.places.len()).expect("fewer words than numbers");
        self.numbers.insert(word.into(), number);
        self.places.push(Vec::new());
        number
    }

    /// Adds the words of a section. `seen` is room that is used again.
    fn add(&mut self, number: u32, section: &Section<'_>, splitter: &Splitter, seen: &mut Seen) {
        seen.clear();
        for (field, (_, text)) in section.fields.iter().enumerate() {
            splitter.each(text, |word| seen.push((self.number(word), field)));
            joined_words(text, |word| seen.push((self.number(word), field)));
        }
        let (body, before) = (section.fields.len(), seen.len());
        splitter.each(&section.text, |word| seen.push((self.number(word), body)));
        joined_words(&section.text, |word| seen.push((self.number(word), body)));
        let length = u16::try_from(seen.len() - before).unwrap_or(u16::MAX);
        let share = LONG_SECTION / (LONG_SECTION + f32::from(length));
        seen.sort_unstable();
        for same in seen.chunk_by(|left, right| left.0 == right.0) {
            let mut weight = 0.0;
            for said in same.chunk_by(|left, right| left.1 == right.1) {
                weight += match section.fields.get(said[0].1) {
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
}

/// The number of a word, and of the field that says it; the text of the section comes after its fields.
type Seen = Vec<(u32, usize)>;

/// All words with where they stand, sorted.
pub(super) fn words_of(pages: &[Findable<'_>], splitter: &Splitter) -> BTreeMap<Box<str>, Places> {
    let together = pages.len().div_ceil(LISTS).max(TOGETHER);
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
    let read: Vec<Lexicon> = read.collect();
    let mut words: HashMap<Box<str>, Places> = HashMap::new();
    for Lexicon { numbers, mut places } in read {
        // In any order: each word has places of its own.
        let numbers: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        for (word, number) in numbers {
            words.entry(word).or_default().append(&mut places[number as usize]);
        }
    }
    words.into_iter().collect()
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
    pub(super) fn new(places: BTreeMap<Box<str>, Places>, rules: &Stems) -> Self {
        let mut stop_words: Vec<String> = rules.stop_words().collect();
        let mut stems: BTreeMap<String, Places> = BTreeMap::new();
        let mut words: BTreeMap<String, String> = BTreeMap::new();
        for (word, places) in places {
            let Some(stem) = rules.stem(&word) else {
                stop_words.push(word.into());
                continue;
            };
            merge(stems.entry(stem.clone()).or_default(), places);
            words.insert(word.into(), stem);
        }
        // The other forms of a word that the handbook has can be typed, too; nothing in the browser makes one of the other.
        for form in rules.irregular() {
            if let Some(stem) = rules.stem(form).filter(|stem| stems.contains_key(stem)) {
                words.entry(form.to_owned()).or_insert(stem);
            }
        }
        // In many languages the stem is the word that people type: `Passwort`, where the handbook says `Passwörter`.
        for stem in stems.keys() {
            words.entry(stem.clone()).or_insert_with(|| stem.clone());
        }
        stop_words.sort();
        stop_words.dedup();
        let (names, stems): (Vec<String>, Vec<Places>) = stems.into_iter().unzip();
        let number = |stem: String| u32::try_from(names.binary_search(&stem).ok()?).ok();
        let words = words.into_iter().filter_map(|(word, stem)| Some((word, number(stem)?)));
        Self { stems, words: words.collect(), stop_words }
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
    use super::*;
    use crate::export::search::pages::found;
    use crate::view::parts::Link;

    fn page_of(sections: Vec<Section<'_>>) -> Findable<'_> {
        let nothing = String::new;
        let link =
            Link { id: nothing(), title: nothing(), url: nothing(), kind: nothing(), badge: None };
        Findable { sections, ..found(link, 100, None, "") }
    }

    fn stemmed(language: &str, words: &[(&str, &[(u32, f32)])]) -> Stemmed {
        let words = words.iter().map(|(word, places)| ((*word).into(), places.to_vec()));
        Stemmed::new(words.collect(), &Stems::of(language))
    }

    #[test]
    fn a_word_counts_where_it_stands_once_for_a_field_and_less_and_less_in_the_text() {
        let fields = vec![(60.0, "Access, access".to_owned()), (30.0, "Wi-Fi".to_owned())];
        let text = "Access to wi-fi. Access for all.".into();
        let page = page_of(vec![Section { fields, text, ..Section::default() }]);
        let words = words_of(&[page], &Splitter::of("en"));
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
        let words = words_of(&pages, &Splitter::of("en"));
        let sections: Vec<u32> = words["risk"].iter().map(|place| place.0).collect();
        let expected: Vec<u32> = (0..34).map(|page| 2 * page + 1).collect();
        assert_eq!(sections, expected);
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
