//! The page of a section.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::view::frame::Crumb;
use crate::view::list::{Row, row};
use crate::view::pager::{Cut, Leaf, leaves};

/// A section and what it holds.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Its title.
    pub title: String,
    /// What is in it.
    pub summary: Option<String>,
    /// The sections below it.
    pub sections: Vec<Crumb>,
    /// Its documents in the order of their ids, those of this page.
    pub documents: Vec<Row>,
    /// All pages of the section; none where one has all documents.
    pub leaves: Vec<Leaf>,
    /// The page with all of its documents, to be printed, for a section at the top.
    pub printed: Option<String>,
}

impl SectionView {
    /// A page of the section with this index.
    pub fn new(handbook: &Handbook, index: usize, cuts: &[Cut], here: &Cut) -> Self {
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
                .get(here.rows.clone())
                .unwrap_or_default()
                .iter()
                .filter_map(|index| row(handbook, Entry::Document(*index)))
                .collect(),
            leaves: leaves(cuts, here, |row| {
                handbook.documents[section.documents[row]].id().to_owned()
            }),
        }
    }
}
