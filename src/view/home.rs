//! The home page.

use serde::Serialize;

use crate::base::text::natural_order;
use crate::base::url::percent_encoded;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::guide::Path;
use crate::model::handbook::Handbook;
use crate::view::frame::Crumb;
use crate::view::parts::{Link, When, link_to};
use crate::view::reading::{GroupLink, group_links};

/// Versions newer than this many days count as recent.
const RECENT_DAYS: i32 = 90;

/// Most changes that the page lists.
const LISTED: usize = 8;

/// Most groups of readers that the page lists; their page lists all.
const GROUPS: usize = 12;

/// Most documents that stand on the page from A to Z. With more, only their page lists them.
const ALPHABET: usize = 120;

/// A section on the home page.
#[derive(Debug, Serialize)]
pub struct Topic {
    /// Its title and address.
    pub link: Crumb,
    /// What is in it.
    pub summary: Option<String>,
    /// How many documents it holds, those of the sections below included.
    pub documents: usize,
}

/// A version that is new.
#[derive(Debug, Serialize)]
pub struct Change {
    /// The document.
    pub link: Link,
    /// The version.
    pub version: String,
    /// When it was made.
    pub date: When,
    /// What changed.
    pub change: Option<String>,
}

/// The documents whose titles begin with the same letter.
#[derive(Debug, Serialize)]
pub struct Initial {
    /// The letter; `0-9` for digits.
    pub letter: String,
    /// The documents in the order of their titles.
    pub documents: Vec<Crumb>,
}

/// A handbook in which nothing is in force yet.
#[derive(Debug, Serialize)]
pub struct NotYet {
    /// How many documents and records are being written.
    pub drafts: usize,
    /// True when there is nothing else, such as texts that were withdrawn.
    pub is_all: bool,
    /// True when the handbook has the page with the path to certification.
    pub has_path: bool,
}

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Example questions for the search.
    pub questions: Vec<Crumb>,
    /// The sections at the top.
    pub topics: Vec<Topic>,
    /// The first groups of readers, with what there is to read for each.
    pub groups: Vec<GroupLink>,
    /// True when there are more groups.
    pub has_more_groups: bool,
    /// What changed lately, newest first.
    pub changes: Vec<Change>,
    /// How many days count as lately.
    pub recent_days: i32,
    /// How many documents are in force, records left out.
    pub in_force: usize,
    /// What is there instead, while nothing is in force, not even a record, and something is being written.
    pub not_yet: Option<NotYet>,
    /// The documents in force from A to Z; nothing when they are too many for this page.
    pub letters: Vec<Initial>,
}

impl HomeView {
    /// The home page of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let topic = |index: &usize| {
            let section = &handbook.sections[*index];
            Topic {
                link: Crumb::new(section.title.clone(), section.url.as_str()),
                summary: section.parsed.as_ref().and_then(|parsed| parsed.summary.clone()),
                documents: documents_below(handbook, *index),
            }
        };
        let groups = group_links(handbook);
        let documents = in_force(handbook);
        Self {
            questions: handbook
                .settings
                .questions
                .iter()
                .map(|question| {
                    Crumb::new(
                        question.as_str(),
                        format!("search.html?q={}", percent_encoded(question)),
                    )
                })
                .collect(),
            topics: handbook.top_sections.iter().map(topic).collect(),
            changes: changes(handbook),
            recent_days: RECENT_DAYS,
            has_more_groups: groups.len() > GROUPS,
            groups: groups.into_iter().take(GROUPS).collect(),
            in_force: documents.len(),
            not_yet: not_yet(handbook),
            letters: if documents.len() > ALPHABET { Vec::new() } else { letters(documents) },
        }
    }
}

fn not_yet(handbook: &Handbook) -> Option<NotYet> {
    let documents = &handbook.documents;
    let drafts = documents.iter().filter(|document| document.is_coming()).count();
    let is_any_in_force = documents.iter().any(Document::is_in_force);
    (drafts > 0 && !is_any_in_force).then(|| NotYet {
        drafts,
        is_all: drafts == documents.len(),
        has_path: Path::exists(handbook),
    })
}

fn documents_below(handbook: &Handbook, section: usize) -> usize {
    let section = &handbook.sections[section];
    section.documents.len()
        + section.children.iter().map(|child| documents_below(handbook, *child)).sum::<usize>()
}

/// The documents in force in the order of their titles. Records prove something past and are found in the register.
fn in_force(handbook: &Handbook) -> Vec<Crumb> {
    let documents = handbook.documents.iter();
    let mut all: Vec<Crumb> = documents
        .filter(|document| document.is_in_force() && !document.is_record())
        .map(|document| Crumb::new(document.title.as_str(), document.url.as_str()))
        .collect();
    all.sort_by(|left, right| {
        natural_order(&left.title, &right.title).then_with(|| left.url.cmp(&right.url))
    });
    all
}

fn letters(documents: Vec<Crumb>) -> Vec<Initial> {
    let mut letters: Vec<Initial> = Vec::new();
    for document in documents {
        let first = document.title.chars().find(|letter| letter.is_alphanumeric());
        let letter = match first {
            Some(digit) if digit.is_numeric() => "0-9".to_owned(),
            Some(letter) => letter.to_uppercase().collect(),
            None => "#".to_owned(),
        };
        match letters.iter_mut().find(|known| known.letter == letter) {
            Some(known) => known.documents.push(document),
            None => letters.push(Initial { letter, documents: vec![document] }),
        }
    }
    letters
}

/// New versions of rules in force. Records change all the time and bind nobody, so they are left to the pages that list them.
fn changes(handbook: &Handbook) -> Vec<Change> {
    let mut all = Vec::new();
    let binds = |document: &Document| document.is_in_force() && !document.is_record();
    for (index, document) in
        handbook.documents.iter().enumerate().filter(|(_, document)| binds(document))
    {
        for revision in &document.parsed.front.trail.history {
            let (Some(version), Some(date)) = (&revision.version, &revision.date) else { continue };
            let age = date.value.days_until(handbook.today);
            if (0..=RECENT_DAYS).contains(&age) {
                all.push((date.value, index, version.value.clone(), revision.change.clone()));
            }
        }
    }
    all.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
    all.truncate(LISTED);
    let view = |(date, index, version, change)| Change {
        link: link_to(handbook, Entry::Document(index)),
        version,
        date: When::new(handbook.today, date),
        change,
    };
    all.into_iter().map(view).collect()
}
