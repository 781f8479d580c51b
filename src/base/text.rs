//! Small rules of language: counting in words, near misses, lists, natural order.

use std::cmp::Ordering;

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

/// The candidate that is nearest to `text`, if one is near enough to be a typing error.
///
/// Near means an edit distance (Damerau, adjacent letters may swap) of at most a third of the length, at
/// least one and at most three, with case ignored. Of equally near ones the one of the same
/// length wins, then the first.
pub fn did_you_mean<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Longer input is no typing error, and the comparison would cost its square.
    const LONGEST: usize = 80;
    let typed: Vec<char> = text.to_lowercase().chars().take(LONGEST + 1).collect();
    // A single letter is near to everything.
    if typed.len() > LONGEST || typed.len() < 2 {
        return None;
    }
    let allowed = (typed.len() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(text.len()) <= allowed * 4)
        .map(|candidate| {
            (distance(&typed, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate)
        })
        .filter(|(distance, _)| *distance <= allowed * OTHER)
        .min_by_key(|(distance, candidate)| (*distance, candidate.len().abs_diff(text.len())))
        .map(|(_, candidate)| candidate)
}

/// What two swapped letters cost: they are the commonest typing error.
const SWAP: usize = 2;

/// What a letter costs that is missing, too many, or another one.
const OTHER: usize = 3;

/// The optimal string alignment distance between two words, weighted.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=right.len()).map(|column| column * OTHER).collect();
    for (row, from) in left.iter().enumerate() {
        let mut current = vec![(row + 1) * OTHER];
        for (column, to) in right.iter().enumerate() {
            let substitution = previous[column] + if from == to { 0 } else { OTHER };
            let mut best =
                substitution.min(previous[column + 1] + OTHER).min(current[column] + OTHER);
            let swapped =
                row > 0 && column > 0 && *from == right[column - 1] && left[row - 1] == *to;
            if swapped {
                best = best.min(before[column - 1] + SWAP);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut previous, current);
    }
    previous[right.len()]
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
            left_part.to_lowercase().cmp(&right_part.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
        left_rest = &left_rest[left_part.len()..];
        right_rest = &right_rest[right_part.len()..];
    }
    left_rest.len().cmp(&right_rest.len()).then_with(|| left.cmp(right))
}

/// The digits, or the other characters, with which a text begins.
fn leading_run(text: &str) -> &str {
    let digits = text.starts_with(|first: char| first.is_ascii_digit());
    let end = text.find(|part: char| part.is_ascii_digit() != digits).unwrap_or(text.len());
    &text[..end]
}

/// Input as a message may show it: one line, control and bidirectional characters written as `\u{…}`, at
/// most 80 characters. A terminal or a log can then not be steered by what an author wrote.
pub fn printable(input: &str) -> String {
    let mut shown = String::new();
    for character in input.chars().take(80) {
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if input.chars().nth(80).is_some() {
        shown.push('…');
    }
    shown
}

/// True for characters that act without being seen: controls, bidirectional overrides and isolates, tags.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found() {
        let keys = ["review_date", "review_every", "reviews", "owner"];
        assert_eq!(did_you_mean("reveiw_date", keys), Some("review_date"));
        assert_eq!(did_you_mean("Ownr", keys), Some("owner"));
        assert_eq!(did_you_mean("classification", keys), None);
        assert_eq!(did_you_mean("A.5.51", ["A.5.1", "A.5.11", "A.5.15", "A.5.5"]), Some("A.5.15"));
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
}
