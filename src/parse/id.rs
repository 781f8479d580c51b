//! The rule for ids, and the search for ids in running text.

use std::ops::Range;

use crate::base::path::is_reserved_name;
use crate::base::text::printable;
use crate::diag::span::Spanned;
use crate::parse::codes::INVALID_ID;
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Shape;

/// The longest id, in characters.
pub const LONGEST: usize = 64;

/// The rule as a regular expression, but for the length and the names that Windows reserves.
pub const PATTERN: &str = r"^[A-Za-z0-9](\.?[A-Za-z0-9-])*$";

/// Says why `id` cannot be used, or `None` when it can.
///
/// An id is `[A-Za-z0-9][A-Za-z0-9.-]*` without `..` and without a dot at the end, and no device name of Windows.
pub fn fault(id: &str) -> Option<&'static str> {
    let stem = id.split('.').next().unwrap_or("");
    match id {
        "" => Some("it is empty"),
        _ if id.len() > LONGEST => Some("it is longer than 64 characters"),
        _ if !id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')) =>
        {
            Some("only letters a-z, digits, `.` and `-` may stand in it")
        }
        _ if !id.as_bytes()[0].is_ascii_alphanumeric() => {
            Some("it must begin with a letter or a digit")
        }
        _ if id.contains("..") || id.ends_with('.') => {
            Some("dots must stand between other characters")
        }
        _ if is_reserved_name(stem) => Some("Windows reserves that name for a device"),
        _ => None,
    }
}

/// Reads a key that holds an id; one that cannot be used is reported.
pub fn read(fields: &Fields<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
    fields.note(key, || Shape::Id);
    usable(fields.text(key)?, fields)
}

/// Returns the name of a table if it can be an id, else reports why not.
pub fn checked(id: Spanned<String>, fields: &Fields<'_, '_>) -> Option<Spanned<String>> {
    fields.note_id_as_name();
    usable(id, fields)
}

fn usable(id: Spanned<String>, fields: &Fields<'_, '_>) -> Option<Spanned<String>> {
    let Some(why) = fault(&id.value) else { return Some(id) };
    let message = format!("`{}` cannot be an id: {why}", printable(&id.value));
    fields.report(&INVALID_ID, id.at, message, "use a short lasting id such as `POL-005`");
    None
}

/// The pieces of a text that look like an id: with a capital and a digit, as in `POL-005`, `A.5.15`, `R-012`.
///
/// Ranges are byte ranges of `text`. Punctuation at the end of a sentence is not part of an id.
pub fn mentions(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // Most texts hold no digit, and without one there is no id: from the first digit, the word around it.
            let digit = at + first_digit(bytes.get(at..)?)?;
            let before = bytes[at..digit].iter().rev().take_while(|byte| is_part(byte)).count();
            let marks = bytes[digit - before..].iter();
            let marks = marks.take_while(|byte| matches!(byte, b'.' | b'-')).count();
            let start = digit - before + marks;
            let end = digit + bytes[digit..].iter().take_while(|byte| is_part(byte)).count();
            at = end;
            let trimmed = text[start..end].trim_end_matches(['.', '-']);
            let joined = |neighbor: Option<char>| {
                neighbor
                    .is_some_and(|near| near.is_alphanumeric() || matches!(near, '_' | '/' | '@'))
            };
            let is_inside_a_word =
                || joined(text[..start].chars().next_back()) || joined(text[end..].chars().next());
            let id_like =
                trimmed.len() <= LONGEST && trimmed.bytes().any(|byte| byte.is_ascii_uppercase());
            if id_like && !is_inside_a_word() {
                return Some(start..start + trimmed.len());
            }
        }
    })
}

/// Where the first digit of ASCII is. Bytes are looked at in blocks without a way out, which processors do all at once.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 32;
    let has = |block: &[u8]| block.iter().fold(false, |has, byte| has | byte.is_ascii_digit());
    let start = bytes.chunks(BLOCK).position(has)? * BLOCK;
    bytes[start..].iter().position(u8::is_ascii_digit).map(|at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_survive_file_systems_and_urls() {
        for id in ["POL-005", "A.5.15", "access-control", "x"] {
            assert_eq!(fault(id), None, "{id}");
        }
        for id in ["", "POL 5", "../x", "a..b", "a.", ".a", "con", "CON.1", "ä", "a/b"] {
            assert!(fault(id).is_some(), "{id}");
        }
    }

    #[test]
    fn ids_are_found_in_sentences() {
        let text = "See POL-005, A.5.15. (R-012) but not a.b, 2026-11-21, http://x/POL-1 or mail@POL-1; COVID-19!";
        let found: Vec<&str> = mentions(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["POL-005", "A.5.15", "R-012", "COVID-19"]);
    }

    #[test]
    fn an_id_is_found_wherever_it_stands_in_a_long_text() {
        for before in 0..70 {
            let text =
                format!("{}POL-005, and so on until the end of the text.", " ".repeat(before));
            let found: Vec<&str> = mentions(&text).map(|at| &text[at]).collect();
            assert_eq!(found, ["POL-005"], "{before}");
        }
    }

    proptest! {
        #[test]
        fn what_the_pattern_matches_is_an_id(id in PATTERN.trim_matches(['^', '$'])) {
            let stem = id.split('.').next().unwrap_or("");
            prop_assert!(id.len() > LONGEST || is_reserved_name(stem) || fault(&id).is_none(), "{id}");
        }

        #[test]
        fn mentions_are_ranges_of_the_text(text in "\\PC{0,60}") {
            for range in mentions(&text) {
                prop_assert!(fault(&text[range.clone()]).is_none() || text[range].contains(".."));
            }
        }
    }
}
