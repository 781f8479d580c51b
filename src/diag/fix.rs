//! Edits that mend a finding: pieces of text to replace, so that everything around them stays as its author wrote it.

use std::fmt::Write as _;
use std::ops::Range;

/// A piece of text to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the file that go; empty to insert.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

/// What mends a finding, in the file in which the finding stands. All edits are made, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits in the order of the file, none touching another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Replaces one piece of text.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { range, text: text.into() }] }
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
