//! Turns the text of one Markdown file below `documents/` or `records/` into a [`Document`].
//!
//! 1. [`crate::parse::front_matter`] cuts the front matter from the body.
//! 2. The TOML is read into [`Front`], each value with its place.
//! 3. [`crate::parse::markdown`] walks the body once and collects headings, links and plain text.

use std::ops::Range;
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::base::slug::file_slug;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::digest::text_of;
use crate::parse::fields::Fields;
use crate::parse::front_matter::{report_faults, split};
use crate::parse::id;
use crate::parse::markdown::limits::report_excess;
use crate::parse::markdown::unfilled::report_unfilled;
use crate::parse::markdown::{self, Body};
use crate::parse::record::{self, Details};
use crate::parse::toml_text::Toml;
use crate::parse::trail::Trail;
use crate::parse::word::Word;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentType {
    /// What is to be done, and why.
    Policy,
    /// What exactly, in figures.
    Standard,
    /// How, step by step.
    Procedure,
    /// Advice.
    Guideline,
    /// What will be done by when.
    Plan,
    /// A fact about the ISMS, such as its scope.
    Statement,
    /// A document that others publish and we follow.
    External,
    /// Proof of what was done.
    Record,
    /// The report of an internal audit.
    InternalAudit,
    /// What an audit or an incident found.
    Finding,
    /// The minutes of a management review.
    ManagementReview,
    /// Proof of a training.
    Training,
}

impl Word for DocumentType {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("policy", Self::Policy),
        ("standard", Self::Standard),
        ("procedure", Self::Procedure),
        ("guideline", Self::Guideline),
        ("plan", Self::Plan),
        ("statement", Self::Statement),
        ("external", Self::External),
        ("record", Self::Record),
        ("internal-audit", Self::InternalAudit),
        ("finding", Self::Finding),
        ("management-review", Self::ManagementReview),
        ("training", Self::Training),
    ];
}

/// Where a document is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Being written.
    Draft,
    /// Waiting for approval.
    InReview,
    /// In force.
    #[default]
    Approved,
    /// Replaced by another one.
    Superseded,
    /// Withdrawn.
    Retired,
}

impl Word for Status {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("draft", Self::Draft),
        ("in-review", Self::InReview),
        ("approved", Self::Approved),
        ("superseded", Self::Superseded),
        ("retired", Self::Retired),
    ];
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[
        ("final", "approved"),
        ("published", "approved"),
        ("active", "approved"),
        ("review", "in-review"),
        ("replaced", "superseded"),
        ("obsolete", "retired"),
        ("archived", "retired"),
        ("withdrawn", "retired"),
    ];
}

/// The front matter of a document. A key that is not there is `None` or empty.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The stable id.
    pub id: Option<Spanned<String>>,
    /// True when there is an id that cannot be used.
    pub has_unusable_id: bool,
    /// The title.
    pub title: Option<Spanned<String>>,
    /// What it is; documents are policies and files below `records/` records unless they say otherwise.
    pub kind: Option<DocumentType>,
    /// Where it is in its life.
    pub status: Status,
    /// The key of a classification of `handbook.toml`.
    pub classification: Option<Spanned<String>>,
    /// A language tag such as `en` (BCP 47).
    pub language: Option<String>,
    /// The version as `MAJOR.MINOR`.
    pub version: Option<Spanned<String>>,
    /// In force since.
    pub effective: Option<Spanned<Date>>,
    /// Who keeps it: a key of `people.toml`.
    pub owner: Option<Spanned<String>>,
    /// True when an owner was typed that cannot be read, stands under a mistyped key or below a list of tables: a finding of its own. One that
    /// was never filled in is none.
    pub has_lost_owner: bool,
    /// Who approves it.
    pub approver: Option<Spanned<String>>,
    /// Who must know it.
    pub audience: Vec<String>,
    /// What it says, in a sentence.
    pub summary: Option<String>,
    /// What a reader must remember.
    pub key_points: Vec<String>,
    /// The questions it answers, in employees' words.
    pub questions: Vec<String>,
    /// Further words that people search for.
    pub keywords: Vec<String>,
    /// Controls that it carries out.
    pub controls: Vec<Spanned<String>>,
    /// Clauses that it carries out.
    pub clauses: Vec<Spanned<String>>,
    /// Entries of the documented-information catalogue that it fulfils.
    pub fulfils: Vec<Spanned<String>>,
    /// What it replaces, as `ID` or `ID@VERSION`.
    pub supersedes: Vec<Spanned<String>>,
    /// The documents that it carries out.
    pub implements: Vec<Spanned<String>>,
    /// Documents to read beside it.
    pub related: Vec<Spanned<String>>,
    /// Free labels.
    pub tags: Vec<String>,
    /// How long it is kept, in words.
    pub retention: Option<String>,
    /// What a record says of what it records.
    pub details: Details,
    /// Approvals, reviews, history and review dates.
    pub trail: Trail,
}

/// One Markdown file, read on its own.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it lies.
    pub path: RelPath,
    /// Its whole text.
    pub text: Arc<str>,
    /// Its front matter.
    pub front: Front,
    /// The place of the front matter, or the start of the file: where a missing key is reported.
    pub front_at: Range<usize>,
    /// The id of the front matter, or one made from the file's name.
    pub id: Spanned<String>,
    /// What the body holds.
    pub body: Body,
    /// The digest of its text and of what was approved with it.
    pub digest: Digest,
    /// True when there is front matter that cannot be read: nothing can be said of what it lacks.
    pub is_unreadable: bool,
}

impl Document {
    /// What it is: what its front matter says, else a record below `records/` and a policy elsewhere.
    pub fn kind(&self) -> DocumentType {
        let is_record = self.path.is_below("records");
        let otherwise = if is_record { DocumentType::Record } else { DocumentType::Policy };
        self.front.kind.unwrap_or(otherwise)
    }

    /// Its title: of the front matter, of the first heading, or of the file's name.
    pub fn title(&self) -> String {
        let heading = || self.body.title().map(|heading| heading.text.clone());
        let given = self.front.title.as_ref().map(|title| title.value.clone());
        given.or_else(|| heading().filter(|title| !title.is_empty())).unwrap_or_else(|| {
            let words = self.path.stem().replace(['-', '_'], " ");
            let mut letters = words.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
    }
}

/// Reads a document.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Document {
    let parts = split(text);
    report_faults(path, &parts, found);
    let front = parts.front.clone().map(|range| {
        let toml = text.get(range.clone()).unwrap_or("");
        Toml::read(path, toml, range.start, found, |fields| read_front(path, fields))
    });
    let mut body = markdown::parse(text, parts.body);
    let is_unreadable =
        parts.unclosed.is_some() || parts.yaml.is_some() || parts.too_long.is_some();
    let front_at = parts.front.map_or(0..0, |_| 0..3.min(text.len()));
    let front = front.unwrap_or_default();
    if !matches!(front.status, Status::Superseded | Status::Retired) {
        report_unfilled(path, &body, found);
    }
    report_excess(path, &body, found);
    body.number_sections(front.title.as_ref().map(|title| title.value.as_str()));
    let id = front.id.clone().unwrap_or_else(|| Spanned::new(id_from_name(path), front_at.clone()));
    let digest = Digest::of(&[]);
    let (path, text) = (path.clone(), text.clone());
    let document = Document { path, text, front, front_at, id, body, digest, is_unreadable };
    Document { digest: Digest::of(text_of(&document).as_bytes()), ..document }
}

/// Reads the front matter alone, for texts of the past: nobody is told of their faults.
pub fn front(path: &RelPath, text: &str) -> Front {
    let range = split(text).front.unwrap_or_default();
    let toml = text.get(range.clone()).unwrap_or("");
    Toml::read(path, toml, range.start, &mut Findings::default(), |fields| read_front(path, fields))
}

fn id_from_name(path: &RelPath) -> String {
    let slug = file_slug(path.stem());
    if id::fault(&slug).is_none() {
        slug
    } else {
        format!(
            "document-{}",
            Digest::of(path.as_str().as_bytes()).to_string().get(..8).unwrap_or("")
        )
    }
}

/// Reads the front matter of a file, which is a record below `records/` unless it says otherwise.
pub(super) fn read_front(path: &RelPath, fields: &Fields<'_, '_>) -> Front {
    let otherwise = path.is_below("records").then_some(record::UNTYPED);
    let id = id::read(fields, "id");
    let kind = fields.word("type").map(|word| word.value);
    let mut front = Front {
        has_unusable_id: fields.has("id") && id.is_none(),
        id,
        title: fields.text("title"),
        kind,
        status: fields.word("status").map(|word| word.value).unwrap_or_default(),
        classification: fields.text("classification"),
        language: fields.text("language").map(|text| text.value),
        version: fields.text("version"),
        effective: fields.date("effective"),
        has_lost_owner: fields.is_unreadable_text("owner"),
        owner: fields.text("owner"),
        approver: fields.text("approver"),
        audience: fields.plain_texts("audience"),
        summary: fields.text("summary").map(|text| text.value),
        key_points: fields.plain_texts("key_points"),
        questions: fields.plain_texts("questions"),
        keywords: fields.plain_texts("keywords"),
        controls: fields.texts("controls"),
        clauses: fields.texts("clauses"),
        fulfils: fields.texts("fulfils"),
        supersedes: fields.texts("supersedes"),
        implements: fields.texts("implements"),
        related: fields.texts("related"),
        tags: fields.plain_texts("tags"),
        retention: fields.text("retention").map(|text| text.value),
        details: Details::None,
        trail: Trail::read(fields),
    };
    front.has_lost_owner |= fields.has_misplaced("owner", &["actions", "decisions"])
        || front.owner.is_none() && fields.mistyped_keys().contains(&"owner");
    // After all other keys: which one was mistyped is told from those asked for so far.
    front.details = record::read(kind.or(otherwise), fields);
    fields.free_table("extra");
    front
}
