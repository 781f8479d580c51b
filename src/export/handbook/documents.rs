//! Documents and records: what their front matter says, their text, and what follows from both.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::export::handbook::names::Names;
use crate::export::handbook::record::{Audit, Finding, ManagementReview, Record, Training};
use crate::export::handbook::trail::{
    Approval, Past, Review, Revision, approvals, every, history, is_as_approved, reviews,
};
use crate::export::handbook::values::{Day, Digest, Every, Standing, Term, text, texts};
use crate::model::document::Document as Found;
use crate::model::entry::Entry;
use crate::model::link::{ANCHOR_PREFIX, Link};
use crate::model::record::Details;
use crate::model::trail::Controlled;
use crate::parse::document::{DocumentType, Status};
use crate::parse::markdown::Heading as Parsed;

/// A document or record.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Document<'h> {
    /// Its id.
    id: String,
    /// Its title.
    title: String,
    /// What it is.
    #[serde(rename = "type")]
    kind: Term<DocumentType>,
    /// True for proof of something past, which is kept and not revised.
    is_record: bool,
    /// Where it is in its life.
    status: Term<Status>,
    /// True while it binds: approved, not replaced, not withdrawn.
    is_in_force: bool,
    /// The key of its classification.
    classification: Option<String>,
    /// The language of its text, where it differs from the handbook's.
    language: Option<String>,
    /// Its version.
    version: Option<String>,
    /// In force since.
    effective: Option<Day>,
    /// Who keeps it.
    owner: Option<String>,
    /// Who approves it.
    approver: Option<String>,
    /// Who must know it.
    audience: Vec<String>,
    /// What it says, in a sentence.
    summary: Option<String>,
    /// What a reader must remember.
    key_points: Vec<String>,
    /// The questions that it answers.
    questions: Vec<String>,
    /// Further words that people search for.
    keywords: Vec<String>,
    /// The controls that it carries out.
    controls: Vec<String>,
    /// The clauses that it carries out.
    clauses: Vec<String>,
    /// The entries of `documented_information` that it fulfils.
    fulfils: Vec<String>,
    /// What it replaces, as `ID` or `ID@VERSION`.
    supersedes: Vec<String>,
    /// The documents that it carries out.
    implements: Vec<String>,
    /// Documents to read beside it.
    related: Vec<String>,
    /// Labels.
    tags: Vec<String>,
    /// How long it is kept, in words.
    retention: Option<String>,
    /// The day of its next review, if its author names one.
    review_date: Option<Day>,
    /// How often it is reviewed, if its author says so.
    review_every: Option<Every>,
    /// How its review stands.
    review: Standing,
    /// Its approvals.
    approvals: Vec<Approval>,
    /// Its reviews.
    reviews: Vec<Review>,
    /// Its versions.
    history: Vec<Revision>,
    /// What an internal audit says of itself; `null` for everything else.
    audit: Option<Audit>,
    /// What a finding says of itself; `null` for everything else.
    finding: Option<Finding>,
    /// What a management review says of itself; `null` for everything else.
    management_review: Option<ManagementReview>,
    /// What a training says of itself; `null` for everything else.
    training: Option<Training>,
    /// What any other record says of itself; `null` for everything else.
    record: Option<Record>,
    /// The folder of its section.
    section: String,
    /// Its source file, relative to the root of the project.
    source: String,
    /// Its page, relative to the root of the site.
    page: String,
    /// The digest of its text, which approvals may name.
    digest: Digest,
    /// True when the newest approval that names a digest is of this very text, false when it is of another one; `null` without such an approval.
    is_as_approved: Option<bool>,
    /// What git knows of it.
    past: Past,
    /// The ids of everything that its text names or links to, each once, in the order of the text.
    names: Vec<String>,
    /// The headings of its text.
    headings: Vec<Heading>,
    /// Its text as its author wrote it: Markdown, without the front matter.
    text: &'h str,
}

/// A heading.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Heading {
    /// 1 to 6.
    level: u8,
    /// Its text without markup.
    text: String,
    /// Its anchor on the page; `null` for the title, which is the top of the page.
    anchor: Option<String>,
}

/// All documents and records in the order of their ids. Each is put together when it is written: all at once would be the handbook again.
#[derive(Debug)]
pub(super) struct Documents<'h>(pub(super) Names<'h>);

impl Serialize for Documents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.handbook.documents.iter().map(|one| of(self.0, one)))
    }
}

fn of<'h>(names: Names<'h>, document: &'h Found) -> Document<'h> {
    let (parsed, front) = (&document.parsed, &document.parsed.front);
    let details = &document.details;
    Document {
        id: document.id().to_owned(),
        title: document.title.clone(),
        kind: Term(document.kind),
        is_record: document.is_record(),
        status: Term(front.status),
        is_in_force: document.is_in_force(),
        classification: text(front.classification.as_ref()),
        language: front.language.clone(),
        version: text(front.version.as_ref()),
        effective: Day::of(front.effective.as_ref()),
        owner: names.party(front.owner.as_ref()),
        approver: names.party(front.approver.as_ref()),
        audience: front.audience.clone(),
        summary: front.summary.clone(),
        key_points: front.key_points.clone(),
        questions: front.questions.clone(),
        keywords: front.keywords.clone(),
        controls: names.controls(&front.controls),
        clauses: names.clauses(&front.clauses),
        fulfils: texts(&front.fulfils),
        supersedes: texts(&front.supersedes),
        implements: names.entries(&front.implements),
        related: names.entries(&front.related),
        tags: front.tags.clone(),
        retention: front.retention.clone(),
        review_date: Day::of(front.trail.review_date.as_ref()),
        review_every: every(&front.trail),
        review: document.review.into(),
        approvals: approvals(names, &front.trail),
        reviews: reviews(names, &front.trail),
        history: history(names, &front.trail),
        audit: match details {
            Details::Audit(audit) => Some(Audit::new(names, audit)),
            _ => None,
        },
        finding: match details {
            Details::Finding(finding) => Some(Finding::new(names, finding)),
            _ => None,
        },
        management_review: match details {
            Details::ManagementReview(review) => Some(ManagementReview::new(names, review)),
            _ => None,
        },
        training: match details {
            Details::Training(training) => Some(Training::new(names, training)),
            _ => None,
        },
        record: match details {
            Details::Record(record) => Some(Record::new(record)),
            _ => None,
        },
        section: names.handbook.sections[document.section].folder.clone(),
        source: parsed.path.to_string(),
        page: document.url.to_string(),
        digest: Digest(document.digest),
        is_as_approved: is_as_approved(names, &Controlled::of(document)),
        past: Past::new(names, &document.past),
        names: named(names, document),
        headings: headings(document),
        text: parsed.text.get(parsed.body.range.clone()).unwrap_or_default(),
    }
}

/// What a text names or links to: places in the text, in their order, each entry once.
fn named(names: Names<'_>, document: &Found) -> Vec<String> {
    let body = &document.parsed.body;
    let links = body.links.iter().zip(&document.links);
    let links = links.map(|(raw, link)| match link {
        Link::Page { entry, .. } => (raw.target.at.start, *entry),
        Link::Asset { .. } | Link::External(_) | Link::Broken => (raw.target.at.start, None),
    });
    let ids = body.mentions.iter().zip(&document.mentions);
    let ids = ids.map(|(typed, entry)| (typed.at.start, *entry));
    let mut all: Vec<(usize, Option<Entry>)> = links.chain(ids).collect();
    all.sort_by_key(|(at, _)| *at);
    let mut named: Vec<Entry> = Vec::new();
    for entry in all.into_iter().filter_map(|(_, entry)| entry) {
        if !named.contains(&entry) {
            named.push(entry);
        }
    }
    names.ids(named)
}

fn headings(document: &Found) -> Vec<Heading> {
    let body = &document.parsed.body;
    let title = body.title().map(|title| title.at.start);
    let heading = |heading: &Parsed| Heading {
        level: heading.level,
        text: heading.text.clone(),
        anchor: (Some(heading.at.start) != title)
            .then(|| format!("{}{}", ANCHOR_PREFIX, heading.anchor)),
    };
    body.headings.iter().map(heading).collect()
}
