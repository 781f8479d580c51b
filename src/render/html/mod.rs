//! The Markdown of a file to HTML with settled links and ids of our own. `pulldown_cmark` is named in this folder and in `parse::markdown` only.
//!
//! It walks the same events as `parse::markdown`, in the same order: the n-th heading and the n-th link here are the n-th there.
//! Every attribute is written here; nothing that an author typed becomes one without being checked or escaped.

mod chunk;
pub(in crate::render) mod dates;
pub mod difference;
mod escape;
mod footnotes;
mod marks;
mod reference;
mod table;
mod writer;

pub(in crate::render) use crate::render::html::escape::escaped;

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::Link;
use crate::parse::markdown::{Body, Heading};
use crate::render::html::writer::{RawHtml, Writer};
use crate::render::sanitize;
use crate::view::print::Chapters;

/// A body and what its links lead to.
pub struct Prose<'h> {
    /// The text of the whole file.
    pub text: &'h str,
    /// What was found in it.
    pub body: &'h Body,
    /// Where its links lead, in their order.
    pub links: &'h [Link],
    /// The entry that the page shows: ids of itself are not linked.
    pub entry: Option<Entry>,
    /// The title that the page shows already.
    pub title: &'h str,
    /// The page of its own.
    pub page: &'h OutPath,
    /// What else stands on the page.
    pub medium: Medium<'h>,
}

/// What else stands on the page of a body. It decides about ids, links and levels of headings.
#[derive(Clone, Copy)]
pub enum Medium<'h> {
    /// Nothing: the page is the body's own.
    Page,
    /// Other bodies, to be printed together. Links lead to one of them or nowhere.
    Book {
        /// The bodies that stand there, by the pages that they have elsewhere.
        chapters: &'h Chapters,
        /// The page.
        page: &'h OutPath,
    },
}

impl<'h> Prose<'h> {
    /// The body of the document with this index.
    pub fn of_document(handbook: &'h Handbook, index: usize, medium: Medium<'h>) -> Self {
        let document = &handbook.documents[index];
        Self {
            text: &document.parsed.text,
            body: &document.parsed.body,
            links: &document.links,
            entry: Some(Entry::Document(index)),
            title: &document.title,
            page: &document.url,
            medium,
        }
    }

    /// The introduction of the section with this index, if it has one.
    pub fn of_section(handbook: &'h Handbook, index: usize, medium: Medium<'h>) -> Option<Self> {
        let section = &handbook.sections[index];
        section.parsed.as_ref().map(|parsed| Self {
            text: &parsed.text,
            body: &parsed.body,
            links: &section.links,
            entry: None,
            title: &section.title,
            page: &section.url,
            medium,
        })
    }

    /// The page that it stands on.
    fn here(&self) -> &OutPath {
        match self.medium {
            Medium::Page => self.page,
            Medium::Book { page, .. } => page,
        }
    }

    /// What begins every id of the body.
    fn prefix(&self) -> String {
        match self.medium {
            Medium::Page => String::new(),
            Medium::Book { chapters, .. } => {
                chapters.get(self.page).map(|anchor| format!("{anchor}_")).unwrap_or_default()
            }
        }
    }

    /// The level at which a heading is shown. The page has its one heading of level 1 already; in a book, a part stands above its
    /// introduction, and the title of the document above its text.
    fn level(&self, heading: &Heading) -> u8 {
        let below = match (self.medium, self.entry) {
            (Medium::Page, _) => 0,
            (Medium::Book { .. }, None) => 1,
            (Medium::Book { .. }, Some(_)) => 2,
        };
        (heading.level.max(2) + below).min(6)
    }
}

/// Renders a body.
pub fn body(handbook: &Handbook, prose: &Prose<'_>) -> String {
    let source = prose.text.get(prose.body.range.clone()).unwrap_or("");
    if !prose.body.has_html || prose.body.html_as_text.is_some() {
        return Writer::new(handbook, prose, RawHtml::AsText).write(source);
    }
    let mut writer = Writer::new(handbook, prose, RawHtml::Kept);
    let html = writer.write(source);
    let addresses = std::mem::take(&mut writer.addresses);
    sanitize::clean(&html, addresses, &prose.prefix())
}
