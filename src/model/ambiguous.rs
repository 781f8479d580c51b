//! Links that could mean two things. The model settles each one all the same and notes what else it could mean; a check says so.

use crate::base::path::RelPath;
use crate::diag::span::Span;
use crate::model::entry::Entry;

/// What a link could mean; it leads to the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readings {
    /// A path without `.md`: a folder, or the document beside it.
    Path {
        /// The folder.
        folder: String,
        /// The document.
        file: RelPath,
    },
    /// Headings of one page that differ only in what the relaxed spelling of an anchor passes over.
    Headings(Vec<String>),
    /// Entries that one id names in different spellings.
    Entries(Vec<Entry>),
}

/// A link that could mean two things.
#[derive(Debug, Clone)]
pub struct Ambiguous {
    /// Where it stands.
    pub span: Span,
    /// What its author typed.
    pub typed: String,
    /// What it could mean.
    pub readings: Readings,
}
