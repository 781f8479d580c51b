//! The page of a section.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::view::frame::Crumb;
use crate::view::list::{Row, row};

/// A section and what it holds.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Its title.
    pub title: String,
    /// What is in it.
    pub summary: Option<String>,
    /// The sections below it.
    pub sections: Vec<Crumb>,
    /// Its documents in the order of their ids.
    pub documents: Vec<Row>,
    /// The page with all of its documents, to be printed, for a section at the top.
    pub printed: Option<String>,
}

impl SectionView {
    /// The view of the section with this index.
    pub fn new(handbook: &Handbook, index: usize) -> Self {
        let section = &handbook.sections[index];
        let child = |index: &usize| {
            let section = &handbook.sections[*index];
            Crumb::new(section.title.clone(), section.url.as_str())
        };
        Self {
            printed: section.printed().map(|url| url.to_string()),
            title: section.title.clone(),
            summary: section.parsed.as_ref().and_then(|parsed| parsed.summary.clone()),
            sections: section.children.iter().map(child).collect(),
            documents: section
                .documents
                .iter()
                .filter_map(|index| row(handbook, Entry::Document(*index)))
                .collect(),
        }
    }
}
