//! How high a row must be for its texts to be seen and printed in full.
//!
//! Some spreadsheets compute the height of a row when they open a file, others take what the file says: without a height they print one
//! line of each text over the next row.

use crate::sheet::{Cell, Column};

/// The height of a line in points, in the font of the workbook.
const LINE: u32 = 15;

/// The greatest height that a row can have, in points.
const HIGHEST: u32 = 405;

/// The height of a row in points.
pub(super) fn of_row<'c>(cells: impl IntoIterator<Item = (&'c Column, &'c Cell)>) -> u32 {
    let lines = cells.into_iter().map(|(column, cell)| lines_of(cell, usize::from(column.width)));
    (lines.max().unwrap_or(1).max(1) * LINE).min(HIGHEST)
}

/// The height of the head in points. Its letters are bold, and a sign for the filter stands beside them.
pub(super) fn of_head(columns: &[Column]) -> u32 {
    let lines = columns
        .iter()
        .map(|column| lines(&column.title, usize::from(column.width).saturating_sub(3)));
    (lines.max().unwrap_or(1).max(1) * LINE).min(HIGHEST)
}

fn lines_of(cell: &Cell, width: usize) -> u32 {
    match cell {
        Cell::Empty | Cell::Day(_) | Cell::Number(_) => 1,
        Cell::Text(text) | Cell::Link { text, .. } => lines(text, width),
        Cell::List(texts) => texts.iter().map(|text| lines(text, width)).sum(),
    }
}

/// How many lines a text takes, broken between words, and within those that are too long for a line.
fn lines(text: &str, width: usize) -> u32 {
    let width = width.max(1);
    let count = |line: &str| {
        let (mut lines, mut taken) = (1_usize, 0);
        for word in line.split(' ') {
            let length: usize = word.chars().map(columns_of).sum();
            let wanted = if taken == 0 { length } else { taken + 1 + length };
            if wanted <= width {
                taken = wanted;
                continue;
            }
            if taken > 0 {
                lines += 1;
            }
            lines += length.saturating_sub(1) / width;
            taken = length - length.saturating_sub(1) / width * width;
        }
        lines
    };
    u32::try_from(text.split('\n').map(count).sum::<usize>()).unwrap_or(u32::MAX / LINE)
}

/// Letters of East Asia and pictures take the room of two others.
fn columns_of(letter: char) -> usize {
    if matches!(letter, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{1F000}'..)
    {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_as_many_lines_as_its_words_need() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("ten signs!", 10), 1);
        assert_eq!(lines("eleven sign", 10), 2);
        assert_eq!(lines("one\ntwo\n", 10), 3);
        assert_eq!(lines(&"x".repeat(25), 10), 3);
        assert_eq!(lines(&format!("a {} b", "x".repeat(18)), 10), 3);
        assert_eq!(lines("情報情報情報", 10), 2);
    }

    #[test]
    fn the_highest_cell_makes_the_row_and_no_row_is_too_high() {
        let column = |width| Column { key: String::new(), title: String::new(), width };
        let (narrow, wide) = (column(4), column(40));
        let list = Cell::list(["one", "two", "three"]);
        assert_eq!(of_row([(&wide, &Cell::text("one two three")), (&wide, &list)]), 45);
        assert_eq!(of_row([(&narrow, &list)]), 60);
        assert_eq!(of_row([(&narrow, &Cell::text("x".repeat(32_767)))]), HIGHEST);
        assert_eq!(of_row([]), LINE);
    }
}
