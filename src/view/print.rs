//! Many documents on one page, to be printed: the whole handbook, or one section of it. What is too long for one page is printed in volumes, so
//! that no page grows with the handbook.
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

/// The most that one page to be printed holds: about 150 documents of usual length, or 3 MB.
pub const VOLUME: usize = 2 * 1024 * 1024;

/// What a document counts besides its Markdown, in bytes: its control block and its lines in the lists.
const ABOUT: usize = 2048;

/// A section in the plan of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The section.
    pub section: usize,
    /// True when it began in the volume before.
    pub is_continued: bool,
    /// Its documents.
    pub documents: Vec<usize>,
}

/// What stands in a volume, in which order.
pub type Plan = Vec<Planned>;

/// Everything below these sections that binds or is to bind: what was replaced or withdrawn is left out.
pub fn plan(handbook: &Handbook, tops: &[usize]) -> Plan {
    let mut plan = Plan::new();
    let mut open: Vec<usize> = tops.iter().rev().copied().collect();
    while let Some(index) = open.pop() {
        let section = &handbook.sections[index];
        let is_shown = |document: &&usize| is_shown(&handbook.documents[**document]);
        let documents = section.documents.iter().filter(is_shown).copied().collect();
        plan.push(Planned { section: index, is_continued: false, documents });
        open.extend(section.children.iter().rev());
    }
    plan
}

/// A plan cut into volumes, each as long as a page may be; a document is never cut.
pub fn volumes(handbook: &Handbook, plan: Plan) -> Vec<Plan> {
    let introduction = |section: usize| {
        handbook.sections[section].parsed.as_ref().map_or(0, |parsed| parsed.body.range.len())
    };
    let document = |document: usize| handbook.documents[document].parsed.body.range.len() + ABOUT;
    cut(plan, VOLUME, introduction, document)
}

/// Cuts a plan where the next introduction or document would make more than `most` of what these functions say.
fn cut(
    plan: Plan,
    most: usize,
    introduction: impl Fn(usize) -> usize,
    weight: impl Fn(usize) -> usize,
) -> Vec<Plan> {
    let mut volumes = Vec::new();
    let (mut volume, mut held) = (Plan::new(), 0);
    for Planned { section, documents, .. } in plan {
        if held > 0 && held + introduction(section) > most {
            volumes.push(std::mem::take(&mut volume));
            held = 0;
        }
        held += introduction(section);
        volume.push(Planned { section, is_continued: false, documents: Vec::new() });
        for document in documents {
            let weight = weight(document);
            if held > 0 && held + weight > most {
                // Sections behind its last document begin with the next volume.
                let full = volume.iter().rposition(|part| !part.documents.is_empty());
                let mut next = volume.split_off(full.map_or(volume.len(), |last| last + 1));
                held = next.iter().map(|part| introduction(part.section)).sum();
                if next.is_empty() {
                    next.push(Planned { section, is_continued: true, documents: Vec::new() });
                }
                volumes.push(std::mem::replace(&mut volume, next));
            }
            held += weight;
            if let Some(last) = volume.last_mut() {
                last.documents.push(document);
            }
        }
    }
    volumes.push(volume);
    volumes
}

/// A plan with the anchors of what stands in it.
pub struct Book {
    /// The sections with the documents of each.
    pub parts: Plan,
    /// The anchors of sections and documents.
    pub chapters: Chapters,
}

impl Book {
    /// The book of a plan.
    pub fn new(handbook: &Handbook, parts: Plan) -> Self {
        let mut chapters = Chapters::new();
        for part in &parts {
            // The introduction of a section that goes on stands in the volume before, and with it what links may lead to.
            let section = (!part.is_continued).then(|| &handbook.sections[part.section].url);
            let documents = part.documents.iter();
            let pages = documents.map(|document| &handbook.documents[*document].url);
            for url in section.into_iter().chain(pages) {
                chapters.insert(url.clone(), anchor_of(url));
            }
        }
        Self { parts, chapters }
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
    /// The sections. There are none where the handbook is too long for one page: then its volumes are listed instead.
    pub parts: Vec<Part>,
    /// What is printed in volumes, all of it; empty when the page holds everything.
    pub volumes: Vec<Volume>,
    /// How many documents stand in it.
    pub count: usize,
    /// How many were left out because they were replaced or withdrawn; nothing in a volume, since they belong to none.
    pub left_out: usize,
}

/// A volume: a page to be printed of a section, or of a part of it.
#[derive(Debug, Clone, Serialize)]
pub struct Volume {
    /// The title of the section, with the number of the volume where it has several.
    pub title: String,
    /// Its page, relative to the root of the site.
    pub url: String,
    /// How many documents stand in it.
    pub count: usize,
    /// The id of its first document.
    pub first: Option<String>,
    /// The id of its last document.
    pub last: Option<String>,
    /// True for the page that shows it.
    pub is_here: bool,
}

/// A section in a book.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// True when it began in the volume before.
    pub is_continued: bool,
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
        let mut bodies = 0..;
        let mut next = || bodies.next().unwrap_or_default();
        let mut parts = Vec::new();
        for Planned { section, is_continued, documents } in &book.parts {
            let part = &handbook.sections[*section];
            let parsed = part.parsed.as_ref().filter(|_| !is_continued);
            parts.push(Part {
                anchor: anchor_of(&part.url),
                title: part.title.clone(),
                is_continued: *is_continued,
                summary: parsed.and_then(|parsed| parsed.summary.clone()),
                introduction: parsed.is_some().then(&mut next),
                chapters: documents
                    .iter()
                    .map(|document| chapter(handbook, *document, next()))
                    .collect(),
            });
        }
        let count = parts.iter().map(|part| part.chapters.len()).sum();
        Self { parts, count, ..Self::without_parts(handbook, section) }
    }

    /// The same as one of these volumes.
    #[must_use]
    pub fn with_volumes(self, volumes: Vec<Volume>) -> Self {
        let left_out = if volumes.is_empty() { self.left_out } else { 0 };
        Self { volumes, left_out, ..self }
    }

    /// The view of a page that lists volumes and holds no documents itself.
    pub fn without_parts(handbook: &Handbook, section: Option<usize>) -> Self {
        let tops = section.as_ref().map_or(handbook.top_sections.as_slice(), std::slice::from_ref);
        let plan = plan(handbook, tops);
        let all = plan.iter().map(|part| handbook.sections[part.section].documents.len());
        let count = plan.iter().map(|part| part.documents.len()).sum();
        let section = section.map(|index| &handbook.sections[index]);
        Self {
            title: section.map_or(&handbook.settings.title, |section| &section.title).clone(),
            is_whole: section.is_none(),
            back: section.map_or("index.html", |section| section.url.as_str()).to_owned(),
            parts: Vec::new(),
            volumes: Vec::new(),
            count,
            left_out: all.sum::<usize>() - count,
        }
    }
}

fn chapter(handbook: &Handbook, index: usize, body: usize) -> Chapter {
    let document = &handbook.documents[index];
    let front = &document.parsed.front;
    let view = DocumentView::new(handbook, index);
    let version = view.version.as_ref().map(|version| format!("version {version}"));
    let running = [view.classification.clone(), Some(view.id.clone()), version];
    Chapter {
        anchor: anchor_of(&document.url),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn part(section: usize, is_continued: bool, documents: &[usize]) -> Planned {
        Planned { section, is_continued, documents: documents.to_vec() }
    }

    #[test]
    fn a_plan_is_cut_between_documents() {
        let plan =
            vec![part(0, false, &[4, 3, 2]), part(1, false, &[]), part(2, false, &[9, 1, 1])];
        let volumes = cut(plan, 7, |_| 0, |weight| weight);
        assert_eq!(
            volumes,
            [
                vec![part(0, false, &[4, 3])],
                vec![part(0, true, &[2])],
                vec![part(1, false, &[]), part(2, false, &[9])],
                vec![part(2, true, &[1, 1])],
            ]
        );
    }

    #[test]
    fn what_fits_is_one_volume() {
        let plan = vec![part(0, false, &[4]), part(1, false, &[3])];
        assert_eq!(cut(plan.clone(), 7, |_| 0, |weight| weight), [plan]);
        assert_eq!(cut(Plan::new(), 7, |_| 0, |weight| weight), [Plan::new()]);
    }

    #[test]
    fn introductions_fill_a_volume_too() {
        let plan = vec![part(3, false, &[2]), part(5, false, &[]), part(2, false, &[1])];
        let volumes = cut(plan, 7, |section| section, |weight| weight);
        let expected = [vec![part(3, false, &[2])], vec![part(5, false, &[]), part(2, false, &[])]];
        assert_eq!(volumes[..1], expected[..1]);
        assert_eq!(volumes.len(), 3, "{volumes:?}");
    }
}
