//! How a text is laid out: indents, columns, blank lines and line ends, so that what is added looks like what is there.

use crate::author::edit::layout::Block;

/// How a table and its keys are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Style {
    /// What stands before a header.
    header_indent: String,
    /// What stands before a key.
    indent: String,
    /// The least width of a key with what follows it up to `=`; `None` where the signs stand in no column.
    column: Option<usize>,
    /// What stands between a key and `=` where there is no column.
    before: String,
    /// What stands between `=` and the value.
    after: String,
}

impl Style {
    /// The style of a block; the plain `key = value` where it shows none.
    pub(super) fn of(block: &Block, text: &str) -> Self {
        let mut style = Self {
            header_indent: indent(text, block.header.start).to_owned(),
            indent: String::new(),
            column: None,
            before: " ".to_owned(),
            after: " ".to_owned(),
        };
        let mut columns = Vec::new();
        for (number, pair) in block.pairs.iter().enumerate() {
            let Some((before, after)) =
                text.get(pair.at.end..pair.value.start).and_then(|sign| sign.split_once('='))
            else {
                continue;
            };
            let start = line_start(text, pair.at.start);
            if number == 0 {
                indent(text, pair.at.start).clone_into(&mut style.indent);
                before.clone_into(&mut style.before);
                after.clone_into(&mut style.after);
            }
            let key = text.get(start..pair.at.end).unwrap_or("").trim_start();
            columns.push((key.chars().count() + before.chars().count(), before.chars().count()));
        }
        // Signs stand in a column when blanks were put there to that end.
        if let Some((first, _)) = columns.first()
            && columns.iter().all(|(column, _)| column == first)
            && columns.iter().any(|(_, blanks)| *blanks > 1)
        {
            style.column = Some(*first);
            " ".clone_into(&mut style.before);
        }
        style
    }

    /// The style without the width of its column: a table with other keys has one of its own.
    pub(super) fn without_width(self) -> Self {
        Self { column: self.column.map(|_| 0), ..self }
    }

    /// A line for each key under a header, without the end of the last line.
    pub(super) fn table(&self, list: &str, pairs: &[(&str, String)], line_end: &str) -> String {
        // One blank at least stands before the sign in the longest line.
        let longest = pairs.iter().map(|(key, _)| key.len() + 1).max().unwrap_or(0);
        let column = self.column.map(|column| column.max(longest));
        let mut table = format!("{}[[{list}]]", self.header_indent);
        for (key, value) in pairs {
            table.push_str(line_end);
            table.push_str(&self.line_to(column, key, value));
        }
        table
    }

    /// A line with a key, without its end.
    pub(super) fn line(&self, key: &str, value: &str) -> String {
        self.line_to(self.column, key, value)
    }

    fn line_to(&self, column: Option<usize>, key: &str, value: &str) -> String {
        let Self { indent, before, after, .. } = self;
        match column {
            Some(column) => {
                format!("{indent}{key:<width$}={after}{value}", width = column.max(key.len() + 1))
            }
            None => format!("{indent}{key}{before}={after}{value}"),
        }
    }
}

/// The start of the line on which a byte stands.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1)
}

/// The start of the line after the one on which a byte stands, or the end of the text.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// The blanks with which the line of a byte begins, up to that byte.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..at).unwrap_or("");
    let end = line.find(|part: char| !matches!(part, ' ' | '\t')).unwrap_or(line.len());
    line.get(..end).unwrap_or("")
}

/// How lines end: as the nearest one above a byte does, else the first one of the text; `otherwise` where there is none.
pub(super) fn line_end<'t>(text: &'t str, at: usize, otherwise: &'t str) -> &'t str {
    let above = text.get(..at).and_then(|above| above.rfind('\n'));
    match above.or_else(|| text.find('\n')) {
        Some(end) if text.get(..end).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        Some(_) => "\n",
        None => otherwise,
    }
}

/// The line that begins at a byte, without its end.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("")
}

/// Where the comment lines begin that stand directly above a line.
pub(super) fn comments_above(text: &str, line: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let above = line_start(text, start - 1);
        if !line_at(text, above).trim_start().starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// How many blank lines stand above a line.
pub(super) fn blank_lines_above(text: &str, line: usize) -> usize {
    let above = text.get(..line).unwrap_or("");
    above.lines().rev().take_while(|line| line.trim().is_empty()).count()
}

/// Where the comment lines end that begin at a line, if they belong to what stands above them: nothing but a blank line or the end follows.
pub(super) fn comments_below(text: &str, line: usize) -> usize {
    let mut end = line;
    while line_at(text, end).trim_start().starts_with('#') {
        end = next_line(text, end);
    }
    if line_at(text, end).trim().is_empty() { end } else { line }
}
