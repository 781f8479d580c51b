//! Small rules of language: counting in words, near misses, lists, natural order.

use std::cmp::Ordering;

use crate::base::unseen::{hides_width, is_zero_width};

/// `1 page`, `2 pages`: the number with the word in its right form.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Joins words as a sentence does: `a`, `a and b`, `a, b and c`.
pub fn list_of(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Names between which a reader has to choose: `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn one_of(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        names => names.concat(),
    }
}

/// For how many names of a handbook that lead nowhere a near one is looked for. There may be tens of thousands, and as many candidates for each.
pub const SEARCHED: usize = 500;

/// The candidates for the name with this number among those that lead nowhere: none beyond the first [`SEARCHED`].
pub fn searched<'a>(
    number: usize,
    candidates: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = &'a str> {
    candidates.into_iter().take(if number < SEARCHED { usize::MAX } else { 0 })
}

/// The candidate that is nearest to `text`, if one is near enough to be a typing error: the first of [`near_misses`].
pub fn did_you_mean<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    near_misses(text, candidates).into_iter().next()
}

/// The candidates that are nearest to `text`, if they are near enough to be typing errors: at most three, all equally near.
///
/// Nearest is one that differs only in the zeros before a number, as `POL-1` and `POL-001`. Else near means an edit distance (Damerau,
/// adjacent letters may swap) of at most a third of the length, at least one and at most three, with case ignored. Of equally near ones
/// those of the same length win.
pub fn near_misses<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // Longer input is no typing error, and the comparison would cost its square.
    const LONGEST: usize = 80;
    // What is only padded with zeros is behind what differs in nothing but its case.
    const PADDED: (usize, usize) = (0, 1);
    let typed: Vec<char> = text.to_lowercase().chars().take(LONGEST + 1).collect();
    // A single letter is near to everything.
    if typed.len() > LONGEST || typed.len() < 2 {
        return Vec::new();
    }
    let has_number = text.bytes().any(|byte| byte.is_ascii_digit());
    let allowed = (typed.len() / 3).clamp(1, 3);
    let mut limit = allowed * OTHER;
    let mut rows = Rows::default();
    let mut best = None;
    let mut nearest: Vec<&str> = Vec::new();
    for candidate in candidates {
        let difference = candidate.len().abs_diff(text.len());
        let rank = if has_number && difference > 0 && is_same_but_for_zeros(text, candidate) {
            PADDED
        } else {
            // A letter in lower case may have more bytes than it had; more than four have none.
            if difference > allowed * 4 {
                continue;
            }
            let Some(distance) = rows.distance(&typed, candidate, limit) else { continue };
            (distance, difference)
        };
        if best.is_none_or(|best| rank < best) {
            best = Some(rank);
            limit = rank.0;
            nearest.clear();
        }
        if best == Some(rank) && nearest.len() < 3 && !nearest.contains(&candidate) {
            nearest.push(candidate);
        }
    }
    nearest
}

/// True when two texts are the same, with case and the zeros before numbers ignored.
fn is_same_but_for_zeros(left: &str, right: &str) -> bool {
    fn without_zeros(text: &str) -> impl Iterator<Item = u8> {
        let mut in_number = false;
        let mut bytes = text.bytes().peekable();
        std::iter::from_fn(move || {
            loop {
                let byte = bytes.next()?;
                let is_last = !bytes.peek().is_some_and(u8::is_ascii_digit);
                if byte == b'0' && !in_number && !is_last {
                    continue;
                }
                in_number = byte.is_ascii_digit();
                return Some(byte.to_ascii_lowercase());
            }
        })
    }
    without_zeros(left).eq(without_zeros(right))
}

/// What two swapped letters cost: they are the commonest typing error.
const SWAP: usize = 2;

/// What a letter costs that is missing, too many, or another one.
const OTHER: usize = 3;

/// The rows of the comparison, kept from one candidate to the next: there may be thousands for each of thousands of typing errors.
#[derive(Default)]
struct Rows {
    letters: Vec<char>,
    before: Vec<usize>,
    previous: Vec<usize>,
    current: Vec<usize>,
}

impl Rows {
    /// The optimal string alignment distance between a word and a candidate, weighted; `None` when it is above `limit`.
    fn distance(&mut self, word: &[char], candidate: &str, limit: usize) -> Option<usize> {
        let Self { letters, before, previous, current } = self;
        letters.clear();
        letters.extend(candidate.chars().flat_map(char::to_lowercase));
        // No swap changes the length.
        if letters.len().abs_diff(word.len()) * OTHER > limit {
            return None;
        }
        previous.clear();
        previous.extend((0..=letters.len()).map(|column| column * OTHER));
        let mut lowest_before = 0;
        for (row, from) in word.iter().enumerate() {
            current.clear();
            current.push((row + 1) * OTHER);
            for (column, to) in letters.iter().enumerate() {
                let substitution = previous[column] + if from == to { 0 } else { OTHER };
                let mut best =
                    substitution.min(previous[column + 1] + OTHER).min(current[column] + OTHER);
                let swapped =
                    row > 0 && column > 0 && *from == letters[column - 1] && word[row - 1] == *to;
                if swapped {
                    best = best.min(before[column - 1] + SWAP);
                }
                current.push(best);
            }
            // Each row is made of the two before it, and costs are never negative.
            let lowest = current.iter().copied().min().unwrap_or(0);
            if lowest > limit && lowest_before > limit {
                return None;
            }
            lowest_before = lowest;
            std::mem::swap(before, previous);
            std::mem::swap(previous, current);
        }
        previous.last().copied().filter(|distance| *distance <= limit)
    }
}

/// Orders texts as people do: runs of digits count as numbers, so that `A.5.9` comes before `A.5.10`.
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    while !left_rest.is_empty() && !right_rest.is_empty() {
        let (left_part, right_part) = (leading_run(left_rest), leading_run(right_rest));
        let is_number = |part: &str| part.starts_with(|first: char| first.is_ascii_digit());
        let order = if is_number(left_part) && is_number(right_part) {
            // Without leading zeros the longer number is the larger one, however long.
            let (one, other) =
                (left_part.trim_start_matches('0'), right_part.trim_start_matches('0'));
            one.len().cmp(&other.len()).then_with(|| one.cmp(other))
        } else {
            lower(left_part).cmp(lower(right_part))
        };
        if order != Ordering::Equal {
            return order;
        }
        left_rest = &left_rest[left_part.len()..];
        right_rest = &right_rest[right_part.len()..];
    }
    left_rest.len().cmp(&right_rest.len()).then_with(|| left.cmp(right))
}

/// The letters of a text in lower case.
fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// The digits, or the other characters, with which a text begins.
fn leading_run(text: &str) -> &str {
    let digits = text.starts_with(|first: char| first.is_ascii_digit());
    let end = text.find(|part: char| part.is_ascii_digit() != digits).unwrap_or(text.len());
    &text[..end]
}

/// A number of bytes as people say it: `312 bytes`, `9.2 kB`, `1.4 MB`.
pub fn size_in_words(bytes: u64) -> String {
    if bytes < 1000 {
        return match bytes {
            1 => "1 byte".to_owned(),
            _ => format!("{bytes} bytes"),
        };
    }
    let (mut unit, mut names) = (1000, ["kB", "MB", "GB"].iter());
    loop {
        let tenths = (bytes.saturating_mul(10)).saturating_add(unit / 2) / unit;
        let name = names.next().unwrap_or(&"GB");
        // What would be written as 1000.0 is 1.0 of the next unit.
        if tenths < 10_000 || *name == "GB" {
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
        unit *= 1000;
    }
}

/// How many characters of its input a message quotes.
pub const QUOTED: usize = 80;

/// Input as a message may show it: one line, control and bidirectional characters written as `\u{…}`, at
/// most [`QUOTED`] characters. A terminal or a log can then not be steered by what an author wrote.
pub fn printable(input: &str) -> String {
    let mut shown = String::new();
    let is_odd = hides_width(input);
    for character in input.chars().take(QUOTED) {
        if is_hidden(character) || is_odd && is_zero_width(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if input.chars().nth(QUOTED).is_some() {
        shown.push('…');
    }
    shown
}

/// True for characters that act without being seen: controls, bidirectional overrides and isolates, tags.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}')
}

/// A text of any length and number of lines in which what acts without being seen is written out: a terminal shows it and does nothing.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends_line = letter == '\n' || (letter == '\r' && letters.peek() == Some(&'\n'));
        if is_hidden(letter) && !ends_line && letter != '\t' {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_in_a_harmless_text_acts_without_being_seen() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\u{202e}\rc\td\r\n"),
            "a\\u{1b}[2Jb\\u{202e}\\u{d}c\td\r\n"
        );
    }

    #[test]
    fn sizes_are_words() {
        let sizes = [0, 1, 999, 1000, 9249, 9250, 999_949, 999_950, 2_266_162, u64::from(u32::MAX)];
        let words = sizes.map(size_in_words);
        let wanted = "0 bytes|1 byte|999 bytes|1.0 kB|9.2 kB|9.3 kB|999.9 kB|1.0 MB|2.3 MB|4.3 GB";
        assert_eq!(words.join("|"), wanted);
    }

    #[test]
    fn near_misses_are_found() {
        let keys = ["review_date", "review_every", "reviews", "owner"];
        assert_eq!(did_you_mean("reveiw_date", keys), Some("review_date"));
        assert_eq!(did_you_mean("Ownr", keys), Some("owner"));
        assert_eq!(did_you_mean("classification", keys), None);
        assert_eq!(did_you_mean("A.5.51", ["A.5.1", "A.5.11", "A.5.15", "A.5.5"]), Some("A.5.15"));
    }

    #[test]
    fn of_equally_near_words_the_first_of_the_same_length_wins() {
        assert_eq!(
            did_you_mean("POL-0010x", ["POL-001", "POL-0010", "POL-00100"]),
            Some("POL-00100")
        );
        assert_eq!(did_you_mean("abdc", ["abcx", "abcd", "abd"]), Some("abcd"));
        assert_eq!(did_you_mean("ÜBUNG", ["übing", "übungen"]), Some("übing"));
    }

    #[test]
    fn zeros_before_a_number_are_the_nearest_miss() {
        let ids = ["POL-11", "POL-2", "POL-001", "POL-010", "POL-0001"];
        assert_eq!(near_misses("POL-1", ids), ["POL-001", "POL-0001"]);
        assert_eq!(near_misses("pol-000010", ids), ["POL-010"]);
        assert_eq!(near_misses("POL-0", ["POL-000", "POL-1"]), ["POL-000"]);
        assert_eq!(near_misses("R-001", ["r-001", "R-1"]), ["r-001"]);
    }

    #[test]
    fn of_equally_near_words_three_are_named() {
        let clauses = ["4.1", "4.2", "4.3", "4.4", "4.1", "5.1"];
        assert_eq!(near_misses("4.9", clauses), ["4.1", "4.2", "4.3"]);
        assert_eq!(near_misses("x", clauses), [""; 0]);
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!((one_of(&["a"]), one_of(&[])), ("`a`".to_owned(), String::new()));
    }

    #[test]
    fn numbers_in_ids_count_as_numbers() {
        let mut ids =
            ["A.5.10", "A.5.9", "POL-2", "A.10.1", "POL-10", "A.5", "POL-50000000000000000000"];
        ids.sort_by(|left, right| natural_order(left, right));
        assert_eq!(
            ids,
            ["A.5", "A.5.9", "A.5.10", "A.10.1", "POL-2", "POL-10", "POL-50000000000000000000"]
        );
    }

    #[test]
    fn hidden_characters_are_written_out() {
        assert_eq!(printable("a\u{202E}b\u{1b}[31m"), "a\\u{202e}b\\u{1b}[31m");
    }

    #[test]
    fn words_join_as_in_a_sentence() {
        let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(list_of(&words(&["a", "b", "c"])), "a, b and c");
        assert_eq!(plural(1, "page", "pages"), "1 page");
    }

    proptest! {
        #[test]
        fn giving_up_early_changes_nothing(typed in "[abß]{2,9}", words in proptest::collection::vec("[aAbß]{0,9}", 0..8)) {
            let letters: Vec<char> = typed.to_lowercase().chars().collect();
            let allowed = (letters.len() / 3).clamp(1, 3);
            let far = |word: &&str| Rows::default().distance(&letters, word, usize::MAX / 2);
            let rank = |word: &&str| (far(word), word.len().abs_diff(typed.len()));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let near = words.iter().copied().filter(|word| far(word) <= Some(allowed * OTHER)).min_by_key(rank);
            prop_assert_eq!(did_you_mean(&typed, words.iter().copied()), near);
        }
    }
}
