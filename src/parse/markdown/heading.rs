//! What makes a line a heading.

use std::ops::Range;

/// The bytes of the source of a heading that make it one: the `#` before its text, or the line of `=` or `-` below it.
pub(super) fn marks(source: &str, level: usize) -> Range<usize> {
    let text = source.trim_start();
    let start = source.len() - text.len();
    let after = text.trim_start_matches('#');
    let hashes = text.len() - after.len();
    if hashes == level && (after.is_empty() || after.starts_with(char::is_whitespace)) {
        return start..start + hashes;
    }
    let text = source.trim_end();
    let before = match text.chars().next_back() {
        Some(mark @ ('=' | '-')) => text.trim_end_matches(mark),
        _ => source.get(..start).unwrap_or(""),
    };
    before.len()..text.len().max(before.len())
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn both_kinds_of_heading_are_told_apart() {
        for (source, level, expected) in [
            ("## Title ##\n", 2, "##"),
            ("#\n", 1, "#"),
            ("Title\n=====\n", 1, "====="),
            ("#title\n---", 2, "---"),
            ("A -\n> --", 2, "--"),
            ("", 1, ""),
        ] {
            assert_eq!(&source[marks(source, level)], expected, "{source:?}");
        }
    }
}
