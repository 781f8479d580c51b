//! The bodies of Markdown files, whatever they belong to.

use crate::base::path::RelPath;
use crate::model::handbook::Handbook;
use crate::model::link::Link;
use crate::parse::markdown::Body;

/// The body of a document, a record or the introduction of a section.
pub struct Prose<'h> {
    /// The file.
    pub path: &'h RelPath,
    /// What the body holds.
    pub body: &'h Body,
    /// Where its links lead, in their order.
    pub links: &'h [Link],
}

impl Handbook {
    /// All bodies: documents and records first, then the introductions of sections.
    pub fn prose(&self) -> impl Iterator<Item = Prose<'_>> {
        let documents = self.documents.iter().map(|document| Prose {
            path: &document.parsed.path,
            body: &document.parsed.body,
            links: &document.links,
        });
        let sections = self.sections.iter().filter_map(|section| {
            let parsed = section.parsed.as_ref()?;
            Some(Prose { path: &parsed.path, body: &parsed.body, links: &section.links })
        });
        documents.chain(sections)
    }
}
