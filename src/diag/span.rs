//! Where a value stands: a byte range, with or without the file that holds it.

use std::ops::Range;

use crate::base::path::RelPath;

/// A byte range in a source file. The text is the file's text without a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub path: RelPath,
    /// Bytes from the start of the text; empty for a place between two characters.
    pub range: Range<usize>,
}

impl Span {
    /// The start of the file: for what is wrong with a file as a whole.
    pub fn file(path: &RelPath) -> Self {
        Self { path: path.clone(), range: 0..0 }
    }

    /// A range of the file.
    pub fn new(path: &RelPath, range: Range<usize>) -> Self {
        Self { path: path.clone(), range }
    }
}

/// A value and the bytes that the author typed for it. The file is known to whoever holds the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub at: Range<usize>,
}

impl<T> Spanned<T> {
    /// Puts value and place together.
    pub fn new(value: T, at: Range<usize>) -> Self {
        Self { value, at }
    }

    /// The span of the value in the file that holds it.
    pub fn span(&self, path: &RelPath) -> Span {
        Span::new(path, self.at.clone())
    }
}
