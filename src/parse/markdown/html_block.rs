//! A block of HTML inside Markdown, put together from its lines.

/// The lines of a block of HTML, which come one by one and may lack what stands before them, such as `>`.
#[derive(Default)]
pub(super) struct HtmlBlock {
    /// The lines, one after another.
    pub(super) text: String,
    /// Where each line begins in `text` and in the body.
    lines: Vec<(usize, usize)>,
}

impl HtmlBlock {
    /// Adds a line that stands at `source` in the body.
    pub(super) fn push(&mut self, line: &str, source: usize) {
        self.lines.push((self.text.len(), source));
        self.text.push_str(line);
    }

    /// The place in the body of a place in the text.
    pub(super) fn source_of(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, source)| source + (offset - start))
    }
}
