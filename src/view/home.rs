//! The home page.

use serde::Serialize;

use crate::base::url::percent_encoded;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::view::frame::Crumb;
use crate::view::parts::{Link, When, link_to};
use crate::view::reviews::ReviewCounts;
use crate::view::soa::{Total, totals};

/// Versions newer than this many days count as recent.
const RECENT_DAYS: i32 = 90;

/// Most changes that the page lists.
const LISTED: usize = 8;

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

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// Example questions for the search.
    pub questions: Vec<Crumb>,
    /// The sections at the top.
    pub topics: Vec<Topic>,
    /// What changed lately, newest first.
    pub changes: Vec<Change>,
    /// How many days count as lately.
    pub recent_days: i32,
    /// How many documents there are.
    pub documents: usize,
    /// Counts of reviews.
    pub reviews: ReviewCounts,
    /// Counts of the Statement of Applicability.
    pub soa: Vec<Total>,
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
            documents: handbook.documents.len(),
            reviews: ReviewCounts::new(handbook),
            soa: totals(handbook),
        }
    }
}

fn documents_below(handbook: &Handbook, section: usize) -> usize {
    let section = &handbook.sections[section];
    section.documents.len()
        + section.children.iter().map(|child| documents_below(handbook, *child)).sum::<usize>()
}

fn changes(handbook: &Handbook) -> Vec<Change> {
    let mut all = Vec::new();
    for (index, document) in
        handbook.documents.iter().enumerate().filter(|(_, document)| document.is_in_force())
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
