//! Which blocks of two versions belong together.

use std::collections::BTreeMap;
use std::mem::discriminant;

use crate::base::compare::parts;
use crate::base::words::{is_word, pieces};
use crate::parse::markdown::blocks::{Block, Kind};

/// Blocks that belong together, or a block that stands alone.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pair<'b> {
    /// A block that reads as it did.
    Same(&'b Block),
    /// Much the same text.
    Similar(&'b Block, &'b Block),
    /// A block that is gone.
    Old(&'b Block),
    /// A block that is new.
    New(&'b Block),
}

/// How alike two blocks are that belong together, in thousandths: twice the words that they share, divided by all their words.
const ALIKE: u32 = 400;

/// The same for rows of a table whose first cells differ.
const ALIKE_ROW: u32 = 600;

/// The most pairs of blocks between two blocks that did not change of which each is looked at.
const CANDIDATES: usize = 10_000;

/// How many words of a block are looked at to tell whether it is like another.
const LOOKED_AT: usize = 300;

/// The blocks of both versions in the order of reading; `None` when there are too many that differ.
pub(super) fn pairs<'b>(old: &'b [Block], new: &'b [Block]) -> Option<Vec<Pair<'b>>> {
    let keys = |blocks: &[Block]| {
        let key = |block: &Block| (discriminant(&block.kind), block.text());
        blocks.iter().map(key).collect::<Vec<_>>()
    };
    let mut pairs = Vec::new();
    for part in parts(&keys(old), &keys(new))? {
        let (old, new) = (old.get(part.old)?, new.get(part.new)?);
        if part.is_same {
            // The same words can lead elsewhere, or be written in another way.
            pairs.extend(old.iter().zip(new).map(|(old, new)| {
                if old.texts == new.texts { Pair::Same(new) } else { Pair::Similar(old, new) }
            }));
        } else {
            pairs.extend(align(old, new));
        }
    }
    Some(pairs)
}

/// Pairs the blocks of a stretch that changed, so that what belongs together is as much alike as can be. No pair crosses another.
fn align<'b>(old: &'b [Block], new: &'b [Block]) -> Vec<Pair<'b>> {
    let alone = || old.iter().map(Pair::Old).chain(new.iter().map(Pair::New)).collect();
    if old.is_empty() || new.is_empty() || old.len() * new.len() > CANDIDATES {
        return alone();
    }
    let (old_words, new_words): (Vec<_>, Vec<_>) =
        (old.iter().map(words).collect(), new.iter().map(words).collect());
    let width = new.len() + 1;
    let mut alike = vec![0_u32; old.len() * new.len()];
    // How much is alike from here to the end, at best.
    let mut best = vec![0_u32; (old.len() + 1) * width];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            let likeness = likeness(&old[at], &new[to], &old_words[at], &new_words[to]);
            alike[at * new.len() + to] = likeness;
            let paired = match likeness {
                0 => 0,
                likeness => likeness + best[(at + 1) * width + to + 1],
            };
            let skipped = best[(at + 1) * width + to].max(best[at * width + to + 1]);
            best[at * width + to] = paired.max(skipped);
        }
    }
    let (mut at, mut to) = (0, 0);
    let mut pairs = Vec::new();
    let mut waiting = Vec::new();
    while at < old.len() && to < new.len() {
        let here = best[at * width + to];
        let likeness = alike[at * new.len() + to];
        if likeness > 0 && here == likeness + best[(at + 1) * width + to + 1] {
            // What is gone stands before what is new.
            pairs.append(&mut waiting);
            pairs.push(Pair::Similar(&old[at], &new[to]));
            (at, to) = (at + 1, to + 1);
        } else if here == best[(at + 1) * width + to] {
            pairs.push(Pair::Old(&old[at]));
            at += 1;
        } else {
            waiting.push(Pair::New(&new[to]));
            to += 1;
        }
    }
    pairs.extend(old[at..].iter().map(Pair::Old));
    pairs.append(&mut waiting);
    pairs.extend(new[to..].iter().map(Pair::New));
    pairs
}

fn words(block: &Block) -> BTreeMap<String, usize> {
    let text = block.text();
    let mut words = BTreeMap::new();
    for word in pieces(&text).into_iter().filter(|piece| is_word(piece)).take(LOOKED_AT) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// How alike two blocks are, in thousandths; 0 when they do not belong together.
fn likeness(
    old: &Block,
    new: &Block,
    old_words: &BTreeMap<String, usize>,
    new_words: &BTreeMap<String, usize>,
) -> u32 {
    if group(old.kind) != group(new.kind) {
        return 0;
    }
    let all: usize = old_words.values().chain(new_words.values()).sum();
    let shared: usize = old_words
        .iter()
        .filter_map(|(word, count)| Some((*count).min(*new_words.get(word)?)))
        .sum();
    let likeness = u32::try_from(shared * 2_000 / all.max(1)).unwrap_or(0);
    // Words alone make a paragraph of an item, too; the same kind goes first.
    let bonus = u32::from(old.kind == new.kind);
    if old.kind == Kind::Row {
        return row_likeness(old, new, likeness);
    }
    if likeness < ALIKE { 0 } else { likeness + bonus }
}

/// What stands in the first cell says what a row is about.
fn row_likeness(old: &Block, new: &Block, likeness: u32) -> u32 {
    let is_of_same = old.texts.first() == new.texts.first();
    match likeness {
        likeness if is_of_same => likeness + 1_000,
        likeness if likeness >= ALIKE_ROW => likeness,
        _ => 0,
    }
}

/// Kinds that can turn into each other without a reader taking it for another text.
fn group(kind: Kind) -> u8 {
    match kind {
        Kind::Heading(..) => 0,
        Kind::Paragraph | Kind::Item(_) | Kind::Term | Kind::Meaning | Kind::Footnote(_) => 1,
        Kind::Code | Kind::Html => 2,
        Kind::Head => 3,
        Kind::Row => 4,
        Kind::Rule => 5,
    }
}
