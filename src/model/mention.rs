//! Where documents speak of a control or clause: under which headings its id stands, or a link to it.
//!
//! The index is made once, in one walk over the links and ids of every body, so that a page need not read the texts again.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::link::Link;

/// The section of a document: the index of its heading in the body; `None` before the first one.
pub type Section = Option<usize>;

/// Which sections of which documents speak of a control or clause.
#[derive(Debug, Default)]
pub struct Mentions(BTreeMap<Entry, BTreeMap<usize, BTreeSet<Section>>>);

impl Mentions {
    /// The index of all documents.
    pub(super) fn of(documents: &[Document]) -> Self {
        let mut mentions = Self::default();
        for (number, document) in documents.iter().enumerate() {
            let body = &document.parsed.body;
            let links = body.links.iter().zip(&document.links).filter_map(|(raw, link)| {
                let Link::Page { entry: Some(entry), .. } = link else { return None };
                Some((*entry, raw.target.at.start))
            });
            let ids = body.mentions.iter().zip(&document.mentions);
            let ids = ids.filter_map(|(mention, entry)| Some(((*entry)?, mention.at.start)));
            for (entry, at) in links.chain(ids) {
                if matches!(entry, Entry::Item(..)) {
                    let documents = mentions.0.entry(entry).or_default();
                    documents.entry(number).or_default().insert(section_at(document, at));
                }
            }
        }
        mentions
    }

    /// The sections of the document with this number that speak of the entry, in their order; none where only front matter names it.
    pub fn in_document(&self, entry: Entry, document: usize) -> impl Iterator<Item = Section> {
        let found = self.0.get(&entry).and_then(|documents| documents.get(&document));
        found.into_iter().flatten().copied()
    }
}

/// The nearest heading above a place of the body. The title of the document is no section.
fn section_at(document: &Document, at: usize) -> Section {
    let body = &document.parsed.body;
    let above = body.headings.partition_point(|heading| heading.at.start <= at);
    let first = usize::from(body.repeats(&document.title));
    above.checked_sub(1).filter(|index| *index >= first)
}
