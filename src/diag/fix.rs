//! Edits that mend a finding: pieces of text to replace, so that everything around them stays as its author wrote it.

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
}
