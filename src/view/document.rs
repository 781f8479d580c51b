//! The page of a document.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::ANCHOR_PREFIX;
use crate::model::trail::Controlled;
use crate::model::version::is_same_version;
use crate::parse::document::{Document as Parsed, DocumentType};
use crate::view::banner::Banner;
use crate::view::parts::{
    Badge, Link, Person, Review, When, capitalized, link_to, links_to, person, review, state_of,
    type_label,
};
use crate::view::record::RecordView;
use crate::view::record::mention::{Mentions, mentions};
use crate::view::record::strip::{StripCell, strip};
use crate::view::trail::{Approval, TrailView, approvals, text_badge, trail_of_document};

/// Words read in a minute, for the reading time.
pub const WORDS_PER_MINUTE: usize = 220;

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
    /// Who approved the current version, and when; while nobody did, the newest approval of another one, which names its version.
    pub approved: Option<Approval>,
    /// Whether this is the text that was approved; none for what is not in force, records and what others publish.
    pub approved_text: Option<Badge>,
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
    /// Its headings of level 2 and 3; one of level 1 below the title counts as level 2, as on the page.
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
    /// How long it is kept.
    pub retention: Option<String>,
    /// What a record says of what it records; none for documents.
    pub record: Option<RecordView>,
    /// What the strip at its head says of a record; empty where that is its version, its approval and its next review.
    pub strip: Vec<StripCell>,
    /// What other records say about it.
    pub mentions: Mentions,
    /// Free labels.
    pub tags: Vec<String>,
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
        let record = RecordView::new(handbook, index);
        Self {
            strip: strip(handbook, document, record.as_ref()),
            id: document.id().to_owned(),
            title: document.title.clone(),
            kind: type_label(document.kind).to_owned(),
            state: state_of(document),
            banner: Banner::new(handbook, document, &superseded_by),
            classification: front
                .classification
                .as_ref()
                .map(|key| classification(handbook, &key.value)),
            version: front.version.as_ref().map(|version| version.value.clone()),
            effective: front.effective.as_ref().map(|date| When::new(handbook.today, date.value)),
            no_effective: if document.is_in_force() { "not stated" } else { "not in force" },
            owner: document.owner.map(|owner| person(handbook, owner)),
            approver: document.approver.map(|approver| person(handbook, approver)),
            approved: approved(handbook, document),
            approved_text: approved_text(handbook, document),
            review: review(handbook, document.review),
            audience: audience(&front.audience),
            summary: front.summary.clone(),
            key_points: front.key_points.clone(),
            minutes: minutes(document),
            contents: contents(&document.parsed),
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
            trail: trail_of_document(handbook, index),
            retention: front.retention.clone(),
            record,
            mentions: mentions(handbook, index),
            tags: front.tags.clone(),
        }
    }
}

fn approved(handbook: &Handbook, document: &Document) -> Option<Approval> {
    let front = &document.parsed.front;
    let current = front.version.as_ref().map(|version| version.value.as_str());
    let is_of_current = |approval: &Approval| match (&approval.version, current) {
        (Some(approved), Some(current)) => is_same_version(approved, current),
        _ => true,
    };
    let (mut of_current, mut others): (Vec<_>, Vec<_>) =
        approvals(handbook, &front.trail).into_iter().partition(is_of_current);
    of_current.append(&mut others);
    of_current.into_iter().next().map(|approval| Approval {
        version: approval.version.clone().filter(|_| !is_of_current(&approval)),
        ..approval
    })
}

fn approved_text(handbook: &Handbook, document: &Document) -> Option<Badge> {
    let is_ours = document.kind != DocumentType::External && !document.is_record();
    let text = Controlled::of(document);
    (is_ours && document.is_in_force()).then(|| text_badge(handbook, &text))
}

/// Minutes that reading a document takes, at least one.
pub fn minutes(document: &Document) -> usize {
    document.parsed.body.words.div_ceil(WORDS_PER_MINUTE).max(1)
}

/// The language of a document where it differs from that of the handbook.
pub fn own_language(handbook: &Handbook, document: &Document) -> Option<String> {
    let language = document.parsed.front.language.clone();
    language.filter(|language| *language != handbook.settings.language)
}

/// A group of readers as a label: `all-staff` becomes `All staff`.
pub fn group_label(group: &str) -> String {
    capitalized(&group.replace('-', " "))
}

/// The groups as one sentence names them: the first word with a capital, the others as they are written, so that `IT` stays `IT`.
pub fn audience(groups: &[String]) -> Vec<String> {
    let label = |(place, group): (usize, &String)| match place {
        0 => group_label(group),
        _ => group.replace('-', " "),
    };
    groups.iter().enumerate().map(label).collect()
}

/// The headings of a text for its contents.
pub fn contents(parsed: &Parsed) -> Vec<Heading> {
    let headings = parsed.body.sections(&parsed.title()).iter();
    headings
        .filter(|heading| heading.level <= 3)
        .map(|heading| Heading {
            title: heading.text.clone(),
            number: heading.number.as_ref().and_then(|number| number.counted()).map(str::to_owned),
            anchor: format!("{ANCHOR_PREFIX}{}", heading.anchor),
            level: heading.level.max(2),
        })
        .collect()
}

/// The label of a classification; an unknown key stands for itself.
pub fn classification(handbook: &Handbook, key: &str) -> String {
    let known = handbook.settings.classifications.iter().find(|known| known.key == key);
    known.map_or_else(|| capitalized(key), |known| known.label.clone())
}
