//! The page of a document.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::ANCHOR_PREFIX;
use crate::model::review::ReviewState;
use crate::parse::document::Status;
use crate::parse::trail::Trail;
use crate::view::parts::{
    Badge, Link, Person, Review, When, capitalized, label_of, link_to, links_to, name_of, person,
    review, state_of, type_label,
};

/// Words read in a minute, for the reading time.
const WORDS_PER_MINUTE: usize = 220;

/// Everything about a document but its text.
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its type in a word.
    pub kind: String,
    /// Its state in a word.
    pub state: Badge,
    /// What a reader must know before reading: draft, overdue, replaced.
    pub banner: Option<Banner>,
    /// The label of its classification.
    pub classification: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// In force since.
    pub effective: Option<When>,
    /// What stands there when no such day is known.
    pub no_effective: &'static str,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// Who approves it.
    pub approver: Option<Person>,
    /// Who approved the newest version, and when.
    pub approved: Option<Approval>,
    /// Its next review.
    pub review: Review,
    /// Who must know it.
    pub audience: Vec<String>,
    /// What it says.
    pub summary: Option<String>,
    /// What to remember.
    pub key_points: Vec<String>,
    /// Minutes of reading.
    pub minutes: usize,
    /// Its headings of level 2 and 3.
    pub contents: Vec<Heading>,
    /// Controls that it carries out.
    pub controls: Vec<Link>,
    /// Clauses that it carries out.
    pub clauses: Vec<Link>,
    /// Documented information that it is.
    pub fulfils: Vec<String>,
    /// Documents that it carries out.
    pub implements: Vec<Link>,
    /// Documents that carry it out.
    pub implemented_by: Vec<Link>,
    /// Documents that it replaces.
    pub supersedes: Vec<Replaced>,
    /// Documents that replace it.
    pub superseded_by: Vec<Link>,
    /// Documents to read beside it.
    pub related: Vec<Link>,
    /// Risks treated by its controls.
    pub risks: Vec<Link>,
    /// Documents that refer to it.
    pub referred_by: Vec<Link>,
    /// Its versions, approvals and reviews.
    pub trail: TrailView,
    /// Free labels.
    pub tags: Vec<String>,
}

/// What a reader must know before reading.
#[derive(Debug, Serialize)]
pub struct Banner {
    /// `warn`, `bad` or `quiet`.
    pub tone: &'static str,
    /// The message.
    pub text: String,
    /// The document that replaces this one.
    pub links: Vec<Link>,
}

/// An approval.
#[derive(Debug, Serialize)]
pub struct Approval {
    /// The version that was approved.
    pub version: Option<String>,
    /// Who approved.
    pub by: String,
    /// When.
    pub date: Option<When>,
    /// How, in words.
    pub method: Option<String>,
    /// A web address of the proof.
    pub url: Option<String>,
    /// The proof where it is no web address.
    pub reference: Option<String>,
}

/// A heading.
#[derive(Debug, Serialize)]
pub struct Heading {
    /// Its text.
    pub title: String,
    /// Its number, unless the author typed one into the text.
    pub number: Option<String>,
    /// Its anchor.
    pub anchor: String,
    /// 2 or 3.
    pub level: u8,
}

/// A document that is replaced.
#[derive(Debug, Serialize)]
pub struct Replaced {
    /// The document.
    pub link: Link,
    /// The version, if only that is replaced.
    pub version: Option<String>,
}

/// Versions, approvals and reviews, newest first.
#[derive(Debug, Serialize)]
pub struct TrailView {
    /// Versions.
    pub history: Vec<Revision>,
    /// Approvals.
    pub approvals: Vec<Approval>,
    /// Reviews.
    pub reviews: Vec<ReviewEntry>,
}

/// A version.
#[derive(Debug, Serialize)]
pub struct Revision {
    /// Its number.
    pub version: String,
    /// When it was made.
    pub date: Option<When>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What changed.
    pub change: Option<String>,
    /// True when readers must acknowledge it again.
    pub material: bool,
}

/// A review.
#[derive(Debug, Serialize)]
pub struct ReviewEntry {
    /// When.
    pub date: Option<When>,
    /// Who.
    pub by: Option<String>,
    /// What it led to, in words.
    pub outcome: Option<String>,
    /// What was looked at.
    pub note: Option<String>,
}

impl DocumentView {
    /// The view of the document with this index.
    pub fn new(handbook: &Handbook, index: usize) -> Self {
        let document = &handbook.documents[index];
        let entry = Entry::Document(index);
        let front = &document.parsed.front;
        let superseded_by: Vec<Link> = handbook
            .referring_to(entry)
            .filter(|(_, other)| {
                other
                    .supersedes
                    .iter()
                    .any(|(replaced, version)| *replaced == entry && version.is_none())
            })
            .map(|(other, _)| link_to(handbook, other))
            .collect();
        let implemented_by =
            handbook.referring_to(entry).filter(|(_, other)| other.implements.contains(&entry));
        let controls: Vec<Entry> = document.controls.clone();
        let mut risks: Vec<Entry> = controls
            .iter()
            .filter_map(|control| handbook.soa.row_of(*control))
            .flat_map(|row| row.risks.clone())
            .collect();
        risks.sort_unstable();
        risks.dedup();
        Self {
            id: document.id().to_owned(),
            title: document.title.clone(),
            kind: type_label(document.kind).to_owned(),
            state: state_of(document),
            banner: banner(handbook, document, &superseded_by),
            classification: front
                .classification
                .as_ref()
                .map(|key| classification(handbook, &key.value)),
            version: front.version.as_ref().map(|version| version.value.clone()),
            effective: front.effective.as_ref().map(|date| When::new(handbook.today, date.value)),
            no_effective: if document.is_in_force() { "not stated" } else { "not in force" },
            owner: document.owner.map(|owner| person(handbook, owner)),
            approver: document.approver.map(|approver| person(handbook, approver)),
            approved: approvals(handbook, &front.trail).into_iter().next(),
            review: review(handbook, document.review),
            audience: front
                .audience
                .iter()
                .map(|group| capitalized(&group.replace('-', " ")))
                .collect(),
            summary: front.summary.clone(),
            key_points: front.key_points.clone(),
            minutes: words(document).div_ceil(WORDS_PER_MINUTE).max(1),
            contents: contents(document),
            controls: links_to(handbook, controls),
            clauses: links_to(handbook, document.clauses.iter().copied()),
            fulfils: document
                .fulfils
                .iter()
                .map(|index| handbook.frameworks.catalogue[*index].title.clone())
                .collect(),
            implements: links_to(handbook, document.implements.iter().copied()),
            implemented_by: implemented_by.map(|(other, _)| link_to(handbook, other)).collect(),
            supersedes: document
                .supersedes
                .iter()
                .map(|(replaced, version)| Replaced {
                    link: link_to(handbook, *replaced),
                    version: version.clone(),
                })
                .collect(),
            superseded_by,
            related: links_to(handbook, document.related.iter().copied()),
            risks: links_to(handbook, risks),
            referred_by: handbook
                .referring_to(entry)
                .map(|(other, _)| link_to(handbook, other))
                .collect(),
            trail: trail(handbook, &front.trail),
            tags: front.tags.clone(),
        }
    }
}

fn words(document: &Document) -> usize {
    document
        .parsed
        .body
        .passages
        .iter()
        .map(|passage| passage.text.split_whitespace().count())
        .sum()
}

fn contents(document: &Document) -> Vec<Heading> {
    let headings =
        document.parsed.body.headings.iter().filter(|heading| (2..=3).contains(&heading.level));
    headings
        .map(|heading| Heading {
            title: heading.text.clone(),
            number: heading.number.as_ref().and_then(|number| number.counted()).map(str::to_owned),
            anchor: format!("{ANCHOR_PREFIX}{}", heading.anchor),
            level: heading.level,
        })
        .collect()
}

fn banner(handbook: &Handbook, document: &Document, superseded_by: &[Link]) -> Option<Banner> {
    let plain = |tone, text: &str| Some(Banner { tone, text: text.to_owned(), links: Vec::new() });
    match document.parsed.front.status {
        Status::Draft => plain("warn", "This is a draft. It does not bind anybody yet."),
        Status::InReview => {
            plain("warn", "This text is being reviewed. It does not bind anybody yet.")
        }
        Status::Superseded => Some(Banner {
            tone: "quiet",
            text: if superseded_by.is_empty() {
                "This document was replaced. It no longer binds anybody.".to_owned()
            } else {
                "This document no longer binds anybody. It was replaced by".to_owned()
            },
            links: superseded_by.to_vec(),
        }),
        Status::Retired => {
            plain("quiet", "This document was withdrawn. It no longer binds anybody.")
        }
        Status::Approved => match document.review {
            ReviewState::Overdue { due, .. } => {
                let owner = document.owner.map_or_else(String::new, |owner| {
                    format!(" Ask: {}.", person(handbook, owner).title)
                });
                Some(Banner {
                    tone: "bad",
                    text: format!(
                        "The review of this text was due on {}. It still binds; parts of it may be out of date.{owner}",
                        due.long()
                    ),
                    links: Vec::new(),
                })
            }
            _ => None,
        },
    }
}

/// The label of a classification; an unknown key stands for itself.
pub fn classification(handbook: &Handbook, key: &str) -> String {
    let known = handbook.settings.classifications.iter().find(|known| known.key == key);
    known.map_or_else(|| capitalized(key), |known| known.label.clone())
}

fn approvals(handbook: &Handbook, trail: &Trail) -> Vec<Approval> {
    let mut approvals: Vec<_> = trail.approvals.iter().collect();
    approvals
        .sort_by_key(|approval| std::cmp::Reverse(approval.date.as_ref().map(|date| date.value)));
    let view = |approval: &crate::parse::trail::Approval| {
        let is_url = approval
            .reference
            .as_ref()
            .is_some_and(|text| text.starts_with("https://") || text.starts_with("http://"));
        Approval {
            version: approval.version.as_ref().map(|version| version.value.clone()),
            by: approval
                .by
                .as_ref()
                .map_or_else(|| "not stated".to_owned(), |by| name_of(handbook, &by.value)),
            date: approval.date.as_ref().map(|date| When::new(handbook.today, date.value)),
            method: approval.method.map(label_of),
            url: approval.reference.clone().filter(|_| is_url),
            reference: approval.reference.clone().filter(|_| !is_url),
        }
    };
    approvals.into_iter().map(view).collect()
}

/// Versions, approvals and reviews, newest first.
pub fn trail(handbook: &Handbook, trail: &Trail) -> TrailView {
    let mut history: Vec<_> = trail.history.iter().collect();
    history.sort_by(|left, right| {
        let version = |revision: &crate::parse::trail::Revision| {
            revision.version.as_ref().map(|version| version.value.clone()).unwrap_or_default()
        };
        crate::base::text::natural_order(&version(right), &version(left))
    });
    let mut reviews: Vec<_> = trail.reviews.iter().collect();
    reviews.sort_by_key(|review| std::cmp::Reverse(review.date.as_ref().map(|date| date.value)));
    let when = |date: &Option<crate::diag::span::Spanned<crate::base::date::Date>>| {
        date.as_ref().map(|date| When::new(handbook.today, date.value))
    };
    TrailView {
        history: history
            .into_iter()
            .map(|revision| Revision {
                version: revision
                    .version
                    .as_ref()
                    .map(|version| version.value.clone())
                    .unwrap_or_default(),
                date: when(&revision.date),
                author: revision.author.as_ref().map(|author| name_of(handbook, &author.value)),
                change: revision.change.clone(),
                material: revision.material,
            })
            .collect(),
        approvals: approvals(handbook, trail),
        reviews: reviews
            .into_iter()
            .map(|review| ReviewEntry {
                date: when(&review.date),
                by: review.by.as_ref().map(|by| name_of(handbook, &by.value)),
                outcome: review.outcome.map(label_of),
                note: review.note.clone(),
            })
            .collect(),
    }
}
