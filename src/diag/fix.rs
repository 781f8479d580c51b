//! What mends a finding: pieces of text to replace, so that everything around them stays as its author wrote it.

use std::fmt::Write as _;
use std::ops::Range;

use crate::diag::span::Span;

/// A piece of text to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the file that go; empty to insert.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

/// What mends a finding, in the file in which the finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Edits in the order of the file, none touching another. All are made, or none.
    Edits(Vec<Edit>),
    /// The tables below a key of a TOML file are put into another order, with everything that belongs to them.
    SortTables {
        /// The key, such as `control` for `[control."A.5.1"]`.
        table: &'static str,
        /// The names of the tables in the right order, as they are written.
        order: Vec<String>,
    },
}

impl Fix {
    /// Replaces one piece of text.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self::Edits(vec![Edit { range, text: text.into() }])
    }

    /// Replaces an id as its file writes it: together with its quotes in TOML and front matter; in a CSV it needs none.
    pub fn replace_id(span: &Span, id: &str) -> Self {
        match span.path.extension() {
            "csv" => Self::replace(span.range.clone(), id),
            _ => Self::replace_text(span.range.clone(), id),
        }
    }

    /// Replaces a text of TOML, or a key, together with its quotes.
    pub fn replace_text(range: Range<usize>, text: &str) -> Self {
        let mut quoted = String::with_capacity(text.len() + 2);
        quoted.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => quoted.extend(['\\', letter]),
                control if control.is_control() => {
                    write!(quoted, "\\u{:04X}", u32::from(control)).expect("writing to a string");
                }
                other => quoted.push(other),
            }
        }
        quoted.push('"');
        Self::replace(range, quoted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;

    #[test]
    fn an_id_has_quotes_where_its_file_wants_them() {
        let fix = |path| Fix::replace_id(&Span::new(&RelPath::fixed(path), 3..9), "A.5.1");
        assert_eq!(fix("registers/risks.csv"), Fix::replace(3..9, "A.5.1"));
        assert_eq!(fix("registers/risks.toml"), Fix::replace(3..9, "\"A.5.1\""));
    }
}
