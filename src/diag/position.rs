//! Byte offsets to lines and columns.

/// A place as editors count: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in Unicode characters, from 1.
    pub column: usize,
}

/// Finds lines and columns by offset in logarithmic time; built once per file that has findings.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each block of the text: a line may be as long as a file, and have thousands of findings.
    blocks: Vec<usize>,
}

/// The bytes of a block.
const BLOCK: usize = 1024;

impl<'t> LineIndex<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            *before += characters(block);
            Some(*before)
        });
        let blocks = std::iter::once(0).chain(counts).collect();
        Self { text, starts, blocks }
    }

    /// The position of a byte offset; an offset past the end, or inside a character, counts from the character before.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(offset).saturating_sub(self.characters_before(start));
        Position { line, column: column + 1 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let before = self.blocks.get(block).copied().unwrap_or(0);
        before + self.text.as_bytes().get(block * BLOCK..offset).map_or(0, characters)
    }
}

/// How many characters begin in a piece of UTF-8, wherever it is cut.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !(0x80..0xC0).contains(*byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("a\nübung = 1\r\nlast");
        assert_eq!(index.position(0), Position { line: 1, column: 1 });
        assert_eq!(index.position("a\nübung".len()), Position { line: 2, column: 6 });
        assert_eq!(index.position(usize::MAX), Position { line: 3, column: 5 });
    }

    #[test]
    fn columns_of_long_lines_are_counted_over_blocks() {
        let text = format!("a\n{}", "éx".repeat(BLOCK));
        let index = LineIndex::new(&text);
        for (at, _) in text.char_indices().skip(2) {
            let column = text[2..at].chars().count() + 1;
            assert_eq!(index.position(at), Position { line: 2, column });
        }
    }
}
