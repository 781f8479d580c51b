//! The cells of a row of a table, as its author wrote them: the events leave out those that have no column.

use std::ops::Range;

/// The cells of the source of a row, as ranges of that source without the blanks around them.
///
/// As on GitHub a bar divides cells wherever it stands, in code too, unless a backslash stands before it.
fn cells(row: &str) -> Vec<Range<usize>> {
    let mut dividers: Vec<usize> =
        row.match_indices('|').map(|(at, _)| at).filter(|at| !row[..*at].ends_with('\\')).collect();
    // The bars at both ends are decoration.
    let trimmed = row.trim_end();
    let end = if dividers.last().is_some_and(|last| last + 1 == trimmed.len()) {
        dividers.pop().unwrap_or(trimmed.len())
    } else {
        trimmed.len()
    };
    let mut start = row.len() - row.trim_start().len();
    if dividers.first() == Some(&start) {
        dividers.remove(0);
        start += 1;
    }
    let mut cells = Vec::with_capacity(dividers.len() + 1);
    for divider in dividers.into_iter().chain([end]) {
        let cell = row.get(start..divider).unwrap_or("");
        let text_at = start + (cell.len() - cell.trim_start().len());
        cells.push(text_at..text_at + cell.trim().len());
        start = divider + 1;
    }
    cells
}

/// The first cell beyond `columns` that holds text, in the source of a row, and how many cells the row has up to its last text.
pub(super) fn lost_cell(row: &str, columns: usize) -> Option<(Range<usize>, usize)> {
    let cells = cells(row);
    let lost = cells.iter().skip(columns).find(|cell| !cell.is_empty())?;
    let count = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    Some((lost.clone(), count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lost(row: &str, columns: usize) -> Option<&str> {
        lost_cell(row, columns).map(|(at, _)| &row[at])
    }

    #[test]
    fn cells_are_counted_as_on_github() {
        assert_eq!(lost("| a | b | c |\n", 2), Some("c"));
        assert_eq!(lost("a | b | c", 2), Some("c"));
        assert_eq!(lost("| a | `b|c` |", 2), Some("c`"));
        assert_eq!(lost("| a | b \\| c |", 2), None);
        assert_eq!(lost("| a | b | | |  ", 2), None);
        assert_eq!(lost("| a | b | | d", 2), Some("d"));
        assert_eq!(lost("| a |", 2), None);
        assert_eq!(lost("|", 0), None);
    }

    proptest! {
        #[test]
        fn any_row_is_read(row in "[|\\\\ aé`\n]{0,20}", columns in 0_usize..4) {
            if let Some((at, count)) = lost_cell(&row, columns) {
                prop_assert!(!row[at].is_empty());
                prop_assert!(count > columns);
            }
        }
    }
}
