//! Many documents on one page, to be printed: the whole handbook, or one section of it.
//!
//! [`Book`] says which documents stand in which order; [`BookView`] is what a template sees of it. The text of each is not here: the template
//! has it beside the view, under the number that the view names.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::path::OutPath;
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::parse::document::Status;
use crate::view::document::{DocumentView, own_language};

/// The anchors of what stands in a book, by the pages that show it elsewhere.
pub type Chapters = BTreeMap<OutPath, String>;

/// The plan of a book: what stands in it, in which order.
pub struct Book {
    /// The sections with the documents of each, as indexes.
    pub parts: Vec<(usize, Vec<usize>)>,
    /// The anchors of sections and documents.
    pub chapters: Chapters,
}

impl Book {
    /// Everything below these sections that binds or is to bind: what was replaced or withdrawn is left out.
    pub fn new(handbook: &Handbook, tops: &[usize]) -> Self {
        let mut parts: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut open: Vec<usize> = tops.iter().rev().copied().collect();
        while let Some(index) = open.pop() {
            let section = &handbook.sections[index];
            let is_shown = |document: &&usize| is_shown(&handbook.documents[**document]);
            parts.push((index, section.documents.iter().filter(is_shown).copied().collect()));
            open.extend(section.children.iter().rev());
        }
        let mut chapters = Chapters::new();
        for (section, documents) in &parts {
            let pages = documents.iter().map(|document| &handbook.documents[*document].url);
            for url in std::iter::once(&handbook.sections[*section].url).chain(pages) {
                chapters.insert(url.clone(), anchor_of(url));
            }
        }
        Self { parts, chapters }
    }

    fn anchor(&self, url: &OutPath) -> String {
        self.chapters.get(url).cloned().unwrap_or_default()
    }
}

fn is_shown(document: &Document) -> bool {
    match document.parsed.front.status {
        Status::Draft | Status::InReview | Status::Approved => true,
        Status::Superseded | Status::Retired => false,
    }
}

/// `documents/pol-005.html` becomes `documents_pol-005`: no name of a file holds `_`, so no two pages get one anchor.
fn anchor_of(url: &OutPath) -> String {
    url.as_str().trim_end_matches(".html").replace('/', "_")
}

/// A book to be printed.
#[derive(Debug, Serialize)]
pub struct BookView {
    /// Its title: of the handbook, or of a section.
    pub title: String,
    /// True for the whole handbook.
    pub is_whole: bool,
    /// The page of the section, or the home page, relative to the root of the site.
    pub back: String,
    /// The sections.
    pub parts: Vec<Part>,
    /// How many documents stand in it.
    pub count: usize,
    /// How many were left out because they were replaced or withdrawn.
    pub left_out: usize,
}

/// A section in a book.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// What is in it.
    pub summary: Option<String>,
    /// The number of its introduction in `bodies`.
    pub introduction: Option<usize>,
    /// Its documents in the order of their ids.
    pub chapters: Vec<Chapter>,
}

/// A document in a book.
#[derive(Debug, Serialize)]
pub struct Chapter {
    /// Its anchor. The anchors of its headings begin with it and `_`.
    pub anchor: String,
    /// What stands at the head of its pages.
    pub running: String,
    /// What stands there besides when it does not bind.
    pub mark: Option<&'static str>,
    /// The language of its text, where it differs.
    pub language: Option<String>,
    /// Its file.
    pub source: String,
    /// The number of its text in `bodies`.
    pub body: usize,
    /// Everything about it but its text.
    pub document: DocumentView,
}

impl BookView {
    /// The view of a book of these sections.
    pub fn new(handbook: &Handbook, book: &Book, section: Option<usize>) -> Self {
        let section = section.map(|index| &handbook.sections[index]);
        let mut bodies = 0..;
        let mut next = || bodies.next().unwrap_or_default();
        let mut parts = Vec::new();
        for (index, documents) in &book.parts {
            let part = &handbook.sections[*index];
            parts.push(Part {
                anchor: book.anchor(&part.url),
                title: part.title.clone(),
                summary: part.parsed.as_ref().and_then(|parsed| parsed.summary.clone()),
                introduction: part.parsed.is_some().then(&mut next),
                chapters: documents
                    .iter()
                    .map(|document| chapter(handbook, book, *document, next()))
                    .collect(),
            });
        }
        let count = parts.iter().map(|part| part.chapters.len()).sum();
        let all = book.parts.iter().map(|(index, _)| handbook.sections[*index].documents.len());
        Self {
            title: section.map_or(&handbook.settings.title, |section| &section.title).clone(),
            is_whole: section.is_none(),
            back: section.map_or("index.html", |section| section.url.as_str()).to_owned(),
            parts,
            count,
            left_out: all.sum::<usize>() - count,
        }
    }
}

fn chapter(handbook: &Handbook, book: &Book, index: usize, body: usize) -> Chapter {
    let document = &handbook.documents[index];
    let front = &document.parsed.front;
    let view = DocumentView::new(handbook, index);
    let version = view.version.as_ref().map(|version| format!("version {version}"));
    let running = [view.classification.clone(), Some(view.id.clone()), version];
    Chapter {
        anchor: book.anchor(&document.url),
        running: running.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        mark: match front.status {
            Status::Draft => Some("Draft: does not bind"),
            Status::InReview => Some("In review: does not bind"),
            Status::Approved | Status::Superseded | Status::Retired => None,
        },
        language: own_language(handbook, document),
        source: document.parsed.path.to_string(),
        body,
        document: view,
    }
}
