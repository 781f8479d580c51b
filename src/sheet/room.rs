//! How much room a text takes in a cell. Not every spreadsheet measures that itself, and one that does not shows the first line only.
//!
//! Counted for the usual font of 11 points, a little generously: other fonts are wider.

/// Units of a digit, by which columns are measured.
const DIGIT: usize = 20;

/// Units of most letters.
const LETTER: usize = 17;

/// Units beside a text: the borders of a cell, and in the head the button of the filter.
const BORDERS: usize = DIGIT;
const BUTTON: usize = 3 * DIGIT;

/// The points of a line, and the most of a row.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;

/// How wide a column must be for the widest line of these texts, in digits.
pub(super) fn width<'t>(head: &str, texts: impl Iterator<Item = &'t str>) -> usize {
    let words = head.split(' ').map(|word| breadth(word) + BUTTON);
    let lines = texts.flat_map(|text| text.split('\n')).map(|line| breadth(line) + BORDERS);
    words.chain(lines).max().unwrap_or(0).div_ceil(DIGIT)
}

/// How high a row must be for these texts, each with the width of its column in digits; `None` for one line. `is_head` leaves room for the
/// buttons of the filter.
pub(super) fn height<'t>(texts: impl Iterator<Item = (&'t str, u8)>, is_head: bool) -> Option<f64> {
    let beside = if is_head { BUTTON } else { BORDERS };
    let room = |width: u8| (usize::from(width) * DIGIT).saturating_sub(beside).max(2 * DIGIT);
    let lines = texts.map(|(text, width)| lines(text, room(width))).max().unwrap_or(1);
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    (lines > 1).then(|| (f64::from(lines) * LINE).min(HIGHEST))
}

/// The lines of a text that is wrapped between words.
fn lines(text: &str, room: usize) -> usize {
    let wrapped = |line: &str| {
        let (mut lines, mut filled) = (1, 0);
        for word in line.split(' ').map(breadth) {
            let with = if filled > 0 { filled + LETTER + word } else { word };
            if with <= room {
                filled = with;
            } else {
                // A word that fits on no line goes over several.
                lines += usize::from(filled > 0) + word.saturating_sub(1) / room;
                filled = word % room;
            }
        }
        lines
    };
    text.split('\n').map(wrapped).sum()
}

fn breadth(text: &str) -> usize {
    text.chars().map(|letter| if is_wide(letter) { 2 * DIGIT } else { LETTER }).sum()
}

/// True for letters of Chinese, Japanese and Korean, full-width forms and pictures (roughly, UAX 11).
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        assert_eq!(height([("short", 10), ("R-001", 10)].into_iter(), false), None);
        assert_eq!(height([("one\ntwo\nthree", 10)].into_iter(), false), Some(45.0));
        assert_eq!(height([("more words than fit", 14)].into_iter(), false), Some(30.0));
        assert_eq!(height([("無駄な文字列が長い", 10)].into_iter(), false), Some(30.0));
        assert_eq!(height([("x".repeat(40_000).as_str(), 10)].into_iter(), false), Some(HIGHEST));
        assert_eq!(height([("Inherent likelihood", 13)].into_iter(), true), Some(30.0));
    }

    #[test]
    fn a_column_is_as_wide_as_its_widest_line() {
        assert_eq!(width("Id", ["R-001", "R-002 and more"].into_iter()), 13);
        assert_eq!(width("Reviewed every", std::iter::empty()), 10);
        assert_eq!(width("Id", std::iter::empty()), 5);
        assert_eq!(width("Id", ["a\nlonger line"].into_iter()), 11);
    }
}
