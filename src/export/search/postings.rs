//! Where a stem stands and what it counts there, as text.
//!
//! A place is one symbol as long as the one before is near: it says the distance of the sections and the class of the place. What a word
//! counts is rounded to steps of a fifth, so that all of this fits into a symbol.

use std::borrow::Cow;

use crate::export::search::code::{SYMBOLS, push_number, symbol};

/// The power of a weight that counts: a word in a title is worth four of a text rather than seven.
const DAMPING: f32 = 0.7;

/// What a word counts grows with its level by this factor; at level 0 it counts 1.
const STEP: f32 = 1.2;

/// The classes of places: levels of weights, then questions by the number of their words.
const LEVELS: u8 = 20;
const QUESTIONS: u8 = 8;
const CLASSES: u32 = LEVELS as u32 + QUESTIONS as u32;

/// The distances that are said along with the class. What is left of the symbols are digits of the distance, the lowest first.
const NEAR: u32 = 2;
const DIGITS: u32 = SYMBOLS - NEAR * CLASSES;

/// The most places of a stem that are told. A stem with more is one of the most common of a large handbook.
const COMMON: usize = 700;

/// A word of running text weighs less than this, and one in a heading or a better place this much at the least.
const HEADING: f32 = 20.0;

/// What a word in a title weighs at the least: it always counts.
const TITLE: f32 = 60.0;

/// A section as far as places are about it.
#[derive(Clone, Copy)]
pub(super) struct Ground {
    /// The page that it belongs to.
    pub(super) page: u32,
    /// The number of words of a question; `None` for what is no question.
    pub(super) asked: Option<u8>,
}

/// The places of a stem as text, after the number of pages that it is on.
pub(super) fn coded(places: &[(u32, f32)], sections: &[Ground]) -> String {
    let pages = places.chunk_by(|left, right| page(sections, left.0) == page(sections, right.0));
    let mut text = String::with_capacity(places.len() + places.len() / 2);
    push_number(&mut text, u32::try_from(pages.count()).unwrap_or(u32::MAX));
    let mut next = 0;
    for (section, weight) in kept(places, sections).iter() {
        let far = section - next;
        let mut digits = far / NEAR;
        while digits > 0 {
            text.push(symbol(NEAR * CLASSES + digits % DIGITS));
            digits /= DIGITS;
        }
        let asked = sections.get(*section as usize).and_then(|ground| ground.asked);
        let class =
            asked.map_or_else(|| level(*weight), |words| LEVELS + words.clamp(1, QUESTIONS) - 1);
        text.push(symbol(far % NEAR * CLASSES + u32::from(class)));
        next = section + 1;
    }
    text
}

/// The page of a section.
fn page(sections: &[Ground], section: u32) -> Option<u32> {
    sections.get(section as usize).map(|ground| ground.page)
}

/// What a weight amounts to, dampened so that the best place does not outweigh all other words, in steps.
fn level(weight: f32) -> u8 {
    let steps = (weight.powf(DAMPING).ln() / STEP.ln()).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the levels"
    )]
    let level = steps.clamp(0.0, f32::from(LEVELS - 1)) as u8;
    level
}

/// Of a common stem, running text counts in one section of a page, and all of it only where it counts most: that each of ten thousand pages
/// says `policy` somewhere says nothing, and would be most of what a question reads.
fn kept<'p>(places: &'p [(u32, f32)], sections: &[Ground]) -> Cow<'p, [(u32, f32)]> {
    if places.len() <= COMMON {
        return Cow::Borrowed(places);
    }
    let mut kept: Vec<(u32, f32)> = Vec::new();
    for places in places.chunk_by(|left, right| page(sections, left.0) == page(sections, right.0)) {
        let best = places
            .iter()
            .fold(places[0], |best, place| if place.1 > best.1 { *place } else { best });
        kept.extend(places.iter().filter(|place| place.1 >= HEADING || place.0 == best.0));
    }
    let mut levels = [0; LEVELS as usize];
    for place in &kept {
        levels[usize::from(level(place.1))] += 1;
    }
    let mut count = 0;
    // Where a level has more places than there is room for, none of them is better than another: all are left out.
    let fits = |wanted: &u8| {
        count += levels[usize::from(*wanted)];
        count <= COMMON
    };
    let least = (0..LEVELS).rev().take_while(fits).last().unwrap_or(LEVELS);
    kept.retain(|place| place.1 >= TITLE || level(place.1) >= least);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::search::words::Places;

    const TEXT: Ground = Ground { page: 0, asked: None };

    #[test]
    fn a_place_is_a_distance_and_what_the_word_counts() {
        let sections = [TEXT; 200];
        assert_eq!(
            coded(&[(0, 60.0), (1, 1.0), (3, 1.0)], &sections),
            [1, 16, 0, CLASSES].map(symbol).iter().collect::<String>()
        );
        // 122 behind: an even distance, and 61 pairs, of which the last digit is 27.
        let far = [1, NEAR * CLASSES + 27, NEAR * CLASSES + 1, 0].map(symbol);
        assert_eq!(coded(&[(122, 1.0)], &sections), far.iter().collect::<String>());
    }

    #[test]
    fn a_place_in_a_question_says_how_many_words_that_has() {
        let sections =
            [TEXT, Ground { asked: Some(3), ..TEXT }, Ground { asked: Some(30), ..TEXT }];
        let expected = [1, CLASSES + 22, 27].map(symbol);
        assert_eq!(coded(&[(1, 45.0), (2, 45.0)], &sections), expected.iter().collect::<String>());
    }

    #[test]
    fn what_a_word_counts_is_within_a_tenth_of_its_step() {
        for (weight, expected) in
            [(1.0, 0), (2.0, 3), (9.0, 8), (20.0, 12), (60.0, 16), (250.0, 19), (0.01, 0)]
        {
            assert_eq!(level(weight), expected, "{weight}");
        }
    }

    #[test]
    fn a_common_word_counts_once_on_a_page_and_where_it_counts_most() {
        let sections: Vec<Ground> =
            (0..3_000).map(|section| Ground { page: section / 3, asked: None }).collect();
        let places = |weights: fn(u32) -> f32| -> Places {
            (0..3_000).map(|section| (section, weights(section))).collect()
        };
        let text = places(|section| {
            [1.0, if section / 3 < 300 { 6.0 } else { 2.0 }, 1.5][section as usize % 3]
        });
        assert_eq!(kept(&text[..699], &sections).len(), 699, "it is not common yet");
        let most = kept(&text, &sections);
        assert_eq!(most.len(), 300, "700 others count the same, and there is no room for all");
        assert!(most.iter().all(|place| place.1 > 5.0));
        let titles = places(|section| if section % 3 == 0 { 60.0 } else { 1.0 });
        assert_eq!(kept(&titles, &sections).len(), 1_000, "titles always count");
    }
}
