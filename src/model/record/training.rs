//! A training with its references resolved.

use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::parse::record::training::Training as Parsed;

/// A training.
#[derive(Debug)]
pub struct Training {
    /// What its front matter says.
    pub parsed: Parsed,
    /// What it proves, of the competence register.
    pub competences: Vec<Entry>,
    /// The list of those who were there.
    pub file: Option<Link>,
}
