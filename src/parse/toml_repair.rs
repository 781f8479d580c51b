//! Faults of TOML after which the parser understands nothing more: a key without `=`, a list without its end.
//!
//! One such fault would hide all others of the file, or bring a finding for each line that follows. [`repair`] takes it out of a copy of the
//! text, in which everything else keeps its place; the key keeps a value, so that nobody calls it missing.

use std::ops::Range;

use toml::de::DeTable;
use toml::de::Error;

use crate::parse::toml_escapes;

/// How many lists without an end are looked for; each costs one more reading of the file.
const ROUNDS: usize = 8;

/// How many parts a key has that the parser does not follow any more.
const PARTS: usize = 81;

/// A text that can be read on, and what was taken out of it.
pub(super) struct Repaired {
    /// The text, as long as it was.
    pub(super) text: String,
    /// What was wrong, and where.
    pub(super) faults: Vec<Fault>,
}

/// A fault that was taken out.
pub(super) struct Fault {
    /// Where it is.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) message: String,
    /// The bytes that do not say what the author meant.
    pub(super) lost: Range<usize>,
}

/// Takes out what stops the parser; `None` when nothing does. `errors` are those of the text.
pub(super) fn repair(text: &str, errors: &[Error]) -> Option<Repaired> {
    let mut bytes = text.as_bytes().to_vec();
    let mut faults = Vec::new();
    let mut found = take_out(text, &mut bytes, errors, &mut faults);
    for _ in 0..ROUNDS {
        if !found {
            break;
        }
        // Only ASCII was put in, and only whole lines were taken out.
        let current = String::from_utf8(bytes.clone()).ok()?;
        let (_, errors) = DeTable::parse_recoverable(&current);
        found = take_out(&current, &mut bytes, &errors, &mut faults);
    }
    let text = String::from_utf8(bytes).ok().filter(|_| !faults.is_empty())?;
    // Where a string began in what was taken out, other text is a string now.
    Some(Repaired { text: toml_escapes::seen(&text), faults })
}

/// The first key of more parts than the parser follows, which it does not place.
pub(super) fn deepest_key(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let typed = line.split_once('=').map_or(line, |(key, _)| key);
        let is_deep = typed.split('.').filter(|part| !part.trim().is_empty()).count() >= PARTS;
        let at = start + typed.len() - typed.trim_start().len();
        start += line.len();
        is_deep.then(|| at..at + typed.trim().len())
    })
}

/// Takes out all keys without `=`, or the first list without an end; false when there is neither.
fn take_out(text: &str, bytes: &mut [u8], errors: &[Error], faults: &mut Vec<Fault>) -> bool {
    let places = |says: &'static str| {
        let told = errors.iter().filter(move |error| error.message().starts_with(says));
        told.filter_map(|error| Some((error, error.span()?)))
    };
    // What stands inside a list without an end is no fault of its own.
    if let Some((_, at)) = places("unexpected `=` in array").next()
        && let Some(open) = opening(text, at.start)
    {
        let end = end_of_list(text, open, at.start);
        let message = "the list that begins here has no end, expected `]`".to_owned();
        fill(bytes, open..end);
        if let Some(bracket) = bytes.get_mut(open) {
            *bracket = b'0';
        }
        faults.push(Fault { at: open..open + 1, message, lost: open..end });
        return true;
    }
    let before = faults.len();
    for (error, at) in places("key with no value").chain(places("missing value for key")) {
        let rest = at.start..line(text, at.start).end;
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        if let Some(value) = bytes.get_mut(rest.start..rest.start + 2).filter(|_| rest.len() >= 2) {
            value.copy_from_slice(b"=0");
            fill(bytes, rest.start + 2..rest.end);
        } else {
            fill(bytes, line(text, at.start));
        }
        faults.push(Fault { at, message, lost: rest });
    }
    faults.len() > before
}

/// Blanks, but for the ends of lines.
fn fill(bytes: &mut [u8], range: Range<usize>) {
    for byte in bytes.get_mut(range).into_iter().flatten() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// The line of an offset, without its end.
fn line(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    start..after.find('\n').map_or(text.len(), |end| at + end)
}

/// The bracket of the list that is still open at the `=` at `at`.
fn opening(text: &str, at: usize) -> Option<usize> {
    let mut start = line(text, at).start;
    let mut end = at;
    loop {
        let typed = text.get(start..end)?;
        if let Some((key, value)) = typed.split_once('=')
            && value.trim_start().starts_with('[')
        {
            return Some(start + key.len() + 1 + value.len() - value.trim_start().len());
        }
        end = start.checked_sub(1)?;
        start = line(text, end).start;
    }
}

/// Where what follows a list without an end begins: at the next header, or at the line of the `=` at `at`.
fn end_of_list(text: &str, open: usize, at: usize) -> usize {
    let first = line(text, open).end;
    let end = line(text, at).start.max(first);
    let mut start = first;
    for between in text.get(first..end).unwrap_or("").split_inclusive('\n') {
        let typed = between.trim_start();
        let name = typed.strip_prefix("[[").or_else(|| typed.strip_prefix('['));
        if name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic())) {
            return start;
        }
        start += between.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repaired(text: &str) -> Option<String> {
        let (_, errors) = DeTable::parse_recoverable(text);
        repair(text, &errors).map(|repaired| repaired.text)
    }

    #[test]
    fn what_stops_the_parser_is_taken_out() {
        for (text, expected) in [
            ("a \"x\"\nb = 1\n", "a =0 \nb = 1\n"),
            ("a\nb = 1\n", " \nb = 1\n"),
            ("a = [\"x\", \"y\"\nb = 1\n", "a = 0        \nb = 1\n"),
            ("a = [1\n\n[[b.c]]\nd = 2\n", "a = 0 \n\n[[b.c]]\nd = 2\n"),
            ("a = [\n  \"ü\",\nb = [1]\nc = 2\n", "a = 0\n       \nb = [1]\nc = 2\n"),
        ] {
            assert_eq!(repaired(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_was_in_a_literal_string_is_looked_at_when_that_is_taken_out() {
        let text = "x '''\n\"\\x1b\" = 1 # '''\n";
        assert_eq!(repaired(text).as_deref(), Some("x =0 \n\"\\xBF\" = 1 # '''\n"));
    }

    #[test]
    fn a_key_that_is_too_deep_has_its_place() {
        for (before, after, is_deep) in
            [("a.", "b = 1\n", true), ("[a.", "b]\n", true), ("", "b = 1\n", false)]
        {
            let key = before.to_owned() + &"a.".repeat(PARTS - 2);
            let text = format!("c = \"…\"\n  {key}{after}");
            let (_, errors) = DeTable::parse_recoverable(&text);
            let unplaced = errors.iter().find(|error| error.message() == "recursion limit");
            assert_eq!(unplaced.is_some(), is_deep, "{text}");
            assert!(unplaced.is_none_or(|error| error.span().is_none()));
            assert_eq!(deepest_key(&text).map(|at| at.start), is_deep.then_some(12));
        }
    }

    #[test]
    fn what_can_be_read_on_is_left() {
        for text in ["a = 1\n", "a = x\nb = 1\n", "a = \"x\nb = 1\n", "a = 1\na = 2\n"] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn everything_keeps_its_place(text in "[a=\\[\\]\"'ü\n ,{}#.0]{0,30}") {
            if let Some(repaired) = repaired(&text) {
                prop_assert_eq!(repaired.len(), text.len());
                let ends = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
                prop_assert_eq!(ends(&repaired), ends(&text));
            }
        }
    }
}
