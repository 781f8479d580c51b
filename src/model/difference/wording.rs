//! Which words of a block were added and removed.

use std::ops::Range;

use crate::base::compare::{Part, parts};
use crate::base::words::pieces;
use crate::model::difference::{Mark, Run};
use crate::parse::markdown::blocks::{Block, Kind, Span};

/// How much comparing words may cost in a whole text; what is left then is shown as removed and added.
pub(super) struct Effort(usize);

impl Default for Effort {
    fn default() -> Self {
        Self(60_000_000)
    }
}

impl Effort {
    /// Takes what comparing two texts of these lengths may cost; false when it is not there.
    fn take(&mut self, old: usize, new: usize) -> bool {
        let cost = old.saturating_mul(new);
        let is_there = cost <= self.0;
        self.0 -= if is_there { cost } else { 0 };
        is_there
    }
}

/// The least that two texts share, in hundredths of the longer one, for words to be marked inside it. With less, a reader is better served
/// by the two texts one after the other.
const SHARED: usize = 25;

/// How many letters at most two versions share by chance.
const SPLINTER: usize = 20;

/// What became of the words of two blocks that belong together, cell by cell; `None` when too little is left of the older one.
pub(super) fn cells(old: &Block, new: &Block, effort: &mut Effort) -> Option<Vec<Vec<Run>>> {
    let is_code = matches!(new.kind, Kind::Code | Kind::Html);
    let split: fn(&str) -> Vec<&str> =
        if is_code { |text| text.split_inclusive('\n').collect() } else { pieces };
    if matches!(new.kind, Kind::Head | Kind::Row) {
        let cells = columns(&old.texts, &new.texts).into_iter();
        let text = |cell: Option<&Vec<Span>>| cell.cloned().unwrap_or_default();
        return Some(cells.map(|(old, new)| runs(&text(old), &text(new), split, effort)).collect());
    }
    let (old, new) = (old.texts.concat(), new.texts.concat());
    let runs = runs(&old, &new, split, effort);
    let length = |spans: &[Span]| spans.iter().map(|span| span.text.len()).sum::<usize>();
    let kept = runs.iter().filter(|run| matches!(run.mark, Mark::Same | Mark::Restyled));
    let kept: usize = kept.map(|run| length(&run.spans)).sum();
    let is_enough = kept * 100 >= length(&old).max(length(&new)) * SHARED;
    is_enough.then(|| vec![runs])
}

/// A cell of a row, where a version has it.
type Cell<'s> = Option<&'s Vec<Span>>;

/// The cells of a row of both versions that stand in the same column. A column that one version lacks has no cell there.
fn columns<'s>(old: &'s [Vec<Span>], new: &'s [Vec<Span>]) -> Vec<(Cell<'s>, Cell<'s>)> {
    let side_by_side = |old: &'s [Vec<Span>], new: &'s [Vec<Span>]| {
        (0..old.len().max(new.len())).map(|at| (old.get(at), new.get(at))).collect()
    };
    if old.len() == new.len() {
        return side_by_side(old, new);
    }
    let text = |cells: &[Vec<Span>]| {
        let text = |spans: &Vec<Span>| spans.iter().map(|span| span.text.as_str()).collect();
        cells.iter().map(text).collect::<Vec<String>>()
    };
    let Some(parts) = parts(&text(old), &text(new)) else { return side_by_side(old, new) };
    parts.into_iter().flat_map(|part| side_by_side(&old[part.old], &new[part.new])).collect()
}

/// A text in pieces, each with the span that it belongs to.
struct Pieces<'s> {
    texts: Vec<&'s str>,
    spans: Vec<&'s Span>,
}

impl<'s> Pieces<'s> {
    fn new(spans: &'s [Span], split: fn(&str) -> Vec<&str>) -> Self {
        let mut all = Self { texts: Vec::new(), spans: Vec::new() };
        for span in spans {
            let pieces = split(&span.text);
            all.spans.extend(pieces.iter().map(|_| span));
            all.texts.extend(pieces);
        }
        all
    }

    /// The number of letters in a range.
    fn letters(&self, range: &Range<usize>) -> usize {
        self.texts[range.clone()].iter().map(|text| text.trim().chars().count()).sum()
    }

    fn run(&self, mark: Mark, range: Range<usize>) -> Run {
        let mut spans: Vec<Span> = Vec::new();
        for (text, span) in self.texts[range.clone()].iter().zip(&self.spans[range]) {
            let is_next = |last: &&mut Span| last.style == span.style && last.target == span.target;
            match spans.last_mut().filter(is_next) {
                Some(last) => last.text.push_str(text),
                None => spans.push(Span { text: (*text).to_owned(), ..(*span).clone() }),
            }
        }
        Run { mark, spans }
    }
}

fn runs(old: &[Span], new: &[Span], split: fn(&str) -> Vec<&str>, effort: &mut Effort) -> Vec<Run> {
    let (old, new) = (Pieces::new(old, split), Pieces::new(new, split));
    let whole = || Part { is_same: false, old: 0..old.texts.len(), new: 0..new.texts.len() };
    let parts = (old.texts == new.texts || effort.take(old.texts.len(), new.texts.len()))
        .then(|| parts(&old.texts, &new.texts))
        .flatten();
    let parts =
        parts.map_or_else(|| vec![whole()], |parts| slid(joined(parts, &old, &new), &old, &new));
    let mut runs = Vec::new();
    for part in parts {
        if part.is_same {
            same(&mut runs, &old, &new, &part);
            continue;
        }
        if !part.old.is_empty() {
            runs.push(old.run(Mark::Removed, part.old));
        }
        if !part.new.is_empty() {
            runs.push(new.run(Mark::Added, part.new));
        }
    }
    runs
}

/// Words that both versions have, apart where a link or the way of writing changed.
fn same(runs: &mut Vec<Run>, old: &Pieces<'_>, new: &Pieces<'_>, part: &Part) {
    // What became of a piece, and for a restyled one of which span; a blank belongs to what stands on both of its sides.
    let mark = |offset: usize| {
        let at = part.new.start + offset;
        let (before, after) = (old.spans[part.old.start + offset], new.spans[at]);
        let is_same = before.style == after.style && before.target == after.target;
        let mark = if is_same { (Mark::Same, None) } else { (Mark::Restyled, Some(after)) };
        (!new.texts[at].trim().is_empty()).then_some(mark)
    };
    let marks: Vec<_> = (0..part.new.len()).map(mark).collect();
    let mut start = 0;
    while start < marks.len() {
        let (first, of) =
            marks[start..].iter().flatten().next().copied().unwrap_or((Mark::Same, None));
        let differs = |mark: &&Option<(Mark, Option<&Span>)>| **mark != Some((first, of));
        let is_other = |mark: &&Option<_>| mark.is_some() && differs(mark);
        let end = marks[start..].iter().position(|mark| is_other(&mark));
        let end = end.map_or(marks.len(), |at| start + at);
        let blanks = marks[start..end].iter().rev().take_while(|mark| mark.is_none()).count();
        let leading = marks[start..end].iter().take_while(|mark| mark.is_none()).count();
        if first == Mark::Restyled && leading > 0 {
            runs.push(
                new.run(Mark::Same, part.new.start + start..part.new.start + start + leading),
            );
            start += leading;
            continue;
        }
        let is_cut = first == Mark::Restyled && blanks < end - start;
        let end = if is_cut { end - blanks } else { end };
        runs.push(new.run(first, part.new.start + start..part.new.start + end));
        start = end;
    }
}

/// The parts without the little that both versions share by chance between two changes: it belongs to both of these when it is no longer
/// than either, so that a reader meets one change instead of splinters.
fn joined(parts: Vec<Part>, old: &Pieces<'_>, new: &Pieces<'_>) -> Vec<Part> {
    let size = |part: &Part| old.letters(&part.old).max(new.letters(&part.new));
    let mut joined: Vec<Part> = Vec::new();
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        let is_splinter = match (joined.last(), rest.peek()) {
            (Some(last), Some(next)) if part.is_same => {
                // Between two additions, or two removals, what stands is what stood there.
                let is_one_sided = last.old.is_empty() && next.old.is_empty()
                    || last.new.is_empty() && next.new.is_empty();
                !is_one_sided && size(&part) <= size(last).min(size(next)).min(SPLINTER)
            }
            _ => false,
        };
        match joined.last_mut().filter(|last| is_splinter || (!last.is_same && !part.is_same)) {
            Some(last) => {
                last.old.end = part.old.end;
                last.new.end = part.new.end;
            }
            None => joined.push(part),
        }
    }
    joined
}

/// The parts with what was only added, or only removed, where a reader expects it: the same letters can be cut as `. And more` before a
/// full stop or as `And more.` behind one.
fn slid(mut parts: Vec<Part>, old: &Pieces<'_>, new: &Pieces<'_>) -> Vec<Part> {
    for at in 0..parts.len() {
        let (is_old, is_new) = (!parts[at].old.is_empty(), !parts[at].new.is_empty());
        if parts[at].is_same || is_old == is_new {
            continue;
        }
        let (texts, range) = if is_old {
            (&old.texts, parts[at].old.clone())
        } else {
            (&new.texts, parts[at].new.clone())
        };
        let room = |side: Option<&Part>| side.map_or(0, |part| part.new.len());
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        let (left, right) = (room(before), room(parts.get(at + 1)));
        let back = (1..=left.min(range.start))
            .take_while(|by| texts[range.start - by] == texts[range.end - by])
            .count();
        let ahead = (0..right.min(texts.len() - range.end))
            .take_while(|by| texts[range.start + by] == texts[range.end + by])
            .count();
        // No stretch between two changes is used up, and the ends of the text stay where they are.
        let back = if at > 1 { back.min(left.saturating_sub(1)) } else { back };
        let ahead = if at + 2 < parts.len() { ahead.min(right.saturating_sub(1)) } else { ahead };
        let (from, until) = (range.start - back, range.start + ahead);
        let rank = |start: usize| {
            let end = start + range.len();
            edge(texts, start) + edge(texts, end)
        };
        // Where two places are as good, the one that was found stands.
        let best = (from..=until).max_by_key(|start| (rank(*start), *start == range.start));
        let Some(best) = best.filter(|best| *best != range.start) else { continue };
        slide(&mut parts, at, range.start, best);
    }
    parts.retain(|part| !part.old.is_empty() || !part.new.is_empty());
    parts
}

/// How well a text can be cut before the piece with this number: at an end of the text, behind a sentence, at a blank, or within words.
fn edge(texts: &[&str], at: usize) -> usize {
    let before = at.checked_sub(1).and_then(|before| texts.get(before));
    match (before, texts.get(at)) {
        (None, _) | (_, None) => 4,
        (Some(before), Some(_)) if [".", "!", "?", "。"].contains(before) => 3,
        (Some(before), Some(after)) if before.trim().is_empty() || after.trim().is_empty() => 1,
        _ => 0,
    }
}

fn slide(parts: &mut [Part], at: usize, from: usize, to: usize) {
    let moved = |place: usize| (place + to).saturating_sub(from);
    let ranges = [&mut parts[at].old, &mut parts[at].new];
    for range in ranges {
        *range = moved(range.start)..moved(range.end);
    }
    let (old, new) = (parts[at].old.clone(), parts[at].new.clone());
    if let Some(before) = at.checked_sub(1).and_then(|before| parts.get_mut(before)) {
        (before.old.end, before.new.end) = (old.start, new.start);
    }
    if let Some(after) = parts.get_mut(at + 1) {
        (after.old.start, after.new.start) = (old.end, new.end);
    }
}
