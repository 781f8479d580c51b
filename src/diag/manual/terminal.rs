//! Manual pages for people at a terminal. The only file that names `textwrap`.

use std::fmt::Write as _;

use crate::diag::code::{Code, Level};
use crate::diag::human::Style;
use crate::diag::manual::{Block, Manual, Section, levels_in_words};

/// The widest line, in columns: longer ones are hard to read.
const WIDEST: usize = 88;

/// How far text is set in below its heading.
const INDENT: &str = "    ";

/// The page of one code.
pub fn page(code: &Code, style: Style, columns: usize) -> String {
    let pen = Pen { style, columns: columns.min(WIDEST) };
    let manual = Manual::of(code);
    let mut out = format!("{}\n", pen.heading(code.name));
    for section in &manual.sections {
        if section.title.is_empty() {
            pen.blocks(&mut out, section);
            pen.level(&mut out, code);
        } else {
            let _ = writeln!(out, "\n{}", pen.heading(heading_of(section)));
            pen.blocks(&mut out, section);
        }
    }
    out
}

/// All codes with their level and what they say, a line each where the terminal is wide enough.
pub fn list(codes: &[&Code], style: Style, columns: usize) -> String {
    let pen = Pen { style, columns };
    let widest = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for code in codes {
        let level = format!("{:<5}", code.level.to_string());
        let name = format!("{:<widest$}", code.name);
        let sentence = pen.inline(Manual::of(code).sentence());
        let rest = " ".repeat(widest + 9);
        let options = textwrap::Options::new(columns.max(widest + 40)).subsequent_indent(&rest);
        let line =
            format!("{}  {}  {sentence}", pen.strong(&name), pen.colored(code.level, &level));
        let _ = writeln!(out, "{}", textwrap::fill(&line, options));
    }
    out
}

fn heading_of(section: &Section) -> &str {
    match section.title.as_str() {
        "Why" => "Why it matters",
        "Mend" => "How to mend it",
        title => title,
    }
}

/// What knows how text looks.
struct Pen {
    style: Style,
    columns: usize,
}

impl Pen {
    fn sgr(&self, number: &str, text: &str) -> String {
        match self.style {
            Style::Colored => format!("\u{1b}[{number}m{text}\u{1b}[0m"),
            Style::Plain => text.to_owned(),
        }
    }

    fn heading(&self, text: &str) -> String {
        self.sgr("1;4", text)
    }

    fn strong(&self, text: &str) -> String {
        self.sgr("1", text)
    }

    fn colored(&self, level: Level, text: &str) -> String {
        match level {
            Level::Deny => self.sgr("1;31", text),
            Level::Warn => self.sgr("33", text),
            Level::Note => self.sgr("32", text),
            Level::Allow => self.sgr("2", text),
        }
    }

    /// Code between backticks is shown in another color, or with its backticks where there are none.
    fn inline(&self, text: &str) -> String {
        if self.style == Style::Plain {
            return text.to_owned();
        }
        let pieces = text.split('`').enumerate();
        pieces
            .map(
                |(number, piece)| {
                    if number % 2 == 1 { self.sgr("36", piece) } else { piece.to_owned() }
                },
            )
            .collect()
    }

    fn wrapped(&self, out: &mut String, first: &str, rest: &str, text: &str) {
        let options =
            textwrap::Options::new(self.columns).initial_indent(first).subsequent_indent(rest);
        let _ = writeln!(out, "{}", textwrap::fill(&self.inline(text), options));
    }

    fn level(&self, out: &mut String, code: &Code) {
        let _ = writeln!(out, "\n{}", self.heading("Level"));
        self.wrapped(out, INDENT, INDENT, &levels_in_words(code));
    }

    fn blocks(&self, out: &mut String, section: &Section) {
        let mut before: Option<&Block> = None;
        for block in &section.blocks {
            let is_list = |block: &Block| matches!(block, Block::Item(_));
            if before.is_some_and(|before| !(is_list(before) && is_list(block))) {
                out.push('\n');
            }
            match block {
                Block::Paragraph(text) => self.wrapped(out, INDENT, INDENT, text),
                Block::Item(text) => self.wrapped(out, "    - ", "      ", text),
                Block::Code { lines, .. } => {
                    for line in lines {
                        let _ = writeln!(out, "{}", format!("{INDENT}    {line}").trim_end());
                    }
                }
            }
            before = Some(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static CODE: Code = Code {
        name: "late",
        level: Level::Warn,
        profiles: &[],
        doc: " A `review` is late.\n\n # Why\n Because it is.\n\n # Mend\n Review it.\n\n # Example\n This:\n\n ```toml\n day = 1\n ```\n",
    };

    #[test]
    fn a_plain_page_has_no_escapes_and_keeps_to_the_width() {
        let page = page(&CODE, Style::Plain, 40);
        assert_eq!(
            page,
            "late\n    A `review` is late.\n\nLevel\n    `warn` in every profile\n\nWhy it matters\n    Because it is.\n\n\
             How to mend it\n    Review it.\n\nExample\n    This:\n\n        day = 1\n"
        );
    }

    #[test]
    fn a_colored_page_marks_code() {
        assert!(page(&CODE, Style::Colored, 80).contains("A \u{1b}[36mreview\u{1b}[0m is late."));
    }
}
