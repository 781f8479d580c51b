//! Sorted words with a number each, cut into pieces of which a reader loads the one where a word would stand.
//!
//! A word repeats the beginning of the one before it, so only the rest is written. Its number most often is that of the word before, or the
//! next one that no word had, which costs nothing to say.

use std::cmp::Ordering;

use crate::export::search::code::{folded, numbers, symbol};

/// The most letters that a word can take from the one before: the symbols, shared by the ways to say its number.
const SHARED: usize = 29;

/// How the number of a word is said.
const SAME: u32 = 0;
const NEXT: u32 = 1;
const OTHER: u32 = 2;
const WAYS: u32 = 3;

/// Some words, one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What sorts after all words of the pieces before, and not after the first word of this one.
    pub(super) start: String,
    /// The words with blanks between them; each begins with a symbol for the letters that it shares with the one before and for its number.
    pub(super) words: String,
    /// The largest number of the pieces before, plus one.
    pub(super) next: u32,
    /// The numbers that are neither the same nor the next, each as a difference to the one before.
    pub(super) others: String,
}

/// Cuts words that are sorted by [`order`] into pieces of this many bytes, or a little more. A word may come with several numbers, and is not cut apart.
pub(super) fn pieces<'w>(
    all: impl IntoIterator<Item = (&'w str, u32)>,
    length: usize,
) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut before, mut number, mut next) = ("", 0, 0);
    let mut others = Vec::new();
    for (word, this) in all {
        let is_full = pieces.last().is_none_or(|piece| piece.words.len() >= length);
        if is_full && (pieces.is_empty() || word != before) {
            if let Some(piece) = pieces.last_mut() {
                piece.others = numbers(others.drain(..));
            }
            pieces.push(Piece {
                start: start(before, word),
                words: String::new(),
                next,
                others: String::new(),
            });
            (before, number) = ("", next);
        }
        let Some(piece) = pieces.last_mut() else { break };
        if !piece.words.is_empty() {
            piece.words.push(' ');
        }
        let way = if this == number && !piece.words.is_empty() {
            SAME
        } else if this == next {
            NEXT
        } else {
            others.push(folded(number, this));
            OTHER
        };
        let (letters, rest) = shared(before, word);
        piece.words.push(symbol(letters * WAYS + way));
        piece.words.push_str(rest);
        (before, number, next) = (word, this, next.max(this + 1));
    }
    if let Some(piece) = pieces.last_mut() {
        piece.others = numbers(others);
    }
    pieces
}

/// The order of words in browsers: by UTF-16 code units.
pub(super) fn order(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() {
        left.cmp(right)
    } else {
        left.encode_utf16().cmp(right.encode_utf16())
    }
}

/// How much of a word the one before has, in UTF-16 code units, and the rest of it.
fn shared<'w>(before: &str, word: &'w str) -> (u32, &'w str) {
    let (mut units, mut bytes) = (0, 0);
    for (left, right) in before.chars().zip(word.chars()) {
        if left != right || units + right.len_utf16() > SHARED {
            break;
        }
        units += right.len_utf16();
        bytes += right.len_utf8();
    }
    (u32::try_from(units).unwrap_or(0), &word[bytes..])
}

/// As much of a word as sorts after the one before.
fn start(before: &str, word: &str) -> String {
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let end = ends.into_iter().find(|end| order(&word[..*end], before) == Ordering::Greater);
    word[..end.unwrap_or(word.len())].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_is_new_in_them() {
        let all = [("access", 0), ("accessed", 0), ("account", 1), ("act", 5), ("acting", 5)];
        let found = pieces(all, 1000);
        let words = [
            format!("{}access", symbol(1)),
            format!("{}ed", symbol(6 * 3)),
            format!("{}ount", symbol(3 * 3 + 1)),
            format!("{}t", symbol(2 * 3 + 2)),
            format!("{}ing", symbol(3 * 3)),
        ];
        let expected =
            Piece { start: "a".to_owned(), words: words.join(" "), next: 0, others: numbers([8]) };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_piece_begins_with_as_much_of_a_word_as_tells_it_from_the_one_before() {
        let all = [("access", 0), ("accessible", 1), ("accident", 2), ("accident", 3), ("act", 4)];
        let found = pieces(all, 1);
        let starts: Vec<&str> = found.iter().map(|piece| piece.start.as_str()).collect();
        assert_eq!(starts, ["a", "accessi", "acci", "act"]);
        assert_eq!(found[2].words, format!("{}accident {}", symbol(1), symbol(8 * 3 + 1)));
        assert_eq!(found.iter().map(|piece| piece.next).collect::<Vec<_>>(), [0, 1, 2, 4]);
    }

    #[test]
    fn words_are_sorted_as_browsers_sort() {
        assert_eq!(order("\u{20000}", "\u{ff66}"), Ordering::Less);
        assert_eq!(order("z", "é"), Ordering::Less);
        assert_eq!(shared("𠀀a", "𠀀b"), (2, "b"));
    }
}
