//! A document of the handbook: what its file says, with every reference resolved.

use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::diag::span::{Span, Spanned};
use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::model::past::Past;
use crate::model::people::PartyId;
use crate::model::record::Details;
use crate::model::review::ReviewState;
use crate::parse::document::{Document as Parsed, DocumentType, Status};

/// A document or record.
#[derive(Debug)]
pub struct Document {
    /// What its file says.
    pub parsed: Arc<Parsed>,
    /// What it is.
    pub kind: DocumentType,
    /// Its title: of the front matter, of the first heading, or of the file's name.
    pub title: String,
    /// Its page.
    pub url: OutPath,
    /// The index of its section.
    pub section: usize,
    /// Who keeps it.
    pub owner: Option<PartyId>,
    /// Who approves it.
    pub approver: Option<PartyId>,
    /// Controls that it carries out.
    pub controls: Vec<Entry>,
    /// Clauses that it carries out.
    pub clauses: Vec<Entry>,
    /// Catalogue entries that it fulfils, as indexes of the catalogue.
    pub fulfils: Vec<usize>,
    /// Documents that it carries out.
    pub implements: Vec<Entry>,
    /// Documents that it replaces, with the version if one is named.
    pub supersedes: Vec<(Entry, Option<String>)>,
    /// Documents to read beside it.
    pub related: Vec<Entry>,
    /// Where its links lead, in their order.
    pub links: Vec<Link>,
    /// The entries that the ids in its text name, in their order; `None` for an id that nothing has.
    pub mentions: Vec<Option<Entry>>,
    /// The digest of its text and of what was approved with it.
    pub digest: Digest,
    /// How its review stands.
    pub review: ReviewState,
    /// What a record says of what it records.
    pub details: Details,
    /// Its former versions, and since when it reads as it does.
    pub past: Past,
}

impl Document {
    /// Its id as its author wrote it.
    pub fn id(&self) -> &str {
        &self.parsed.id.value
    }

    /// True when its trail is ours to keep: it can be read, and others do not publish it.
    pub fn has_trail(&self) -> bool {
        self.kind != DocumentType::External && !self.parsed.is_unreadable
    }

    /// True while it is being written: it does not bind yet.
    pub fn is_coming(&self) -> bool {
        matches!(self.parsed.front.status, Status::Draft | Status::InReview)
    }

    /// True while it binds: approved, not replaced, not withdrawn.
    pub fn is_in_force(&self) -> bool {
        self.parsed.front.status == Status::Approved
    }

    /// True once it was replaced or withdrawn.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self.parsed.front.status, Status::Superseded | Status::Retired)
    }

    /// True for proof of something past, which is kept, not revised.
    pub fn is_record(&self) -> bool {
        is_record(self.kind)
    }

    /// The place of a value, or of the front matter when the value is missing.
    pub fn span_of<T>(&self, value: Option<&Spanned<T>>) -> Span {
        let at = value.map_or_else(|| self.parsed.front_at.clone(), |value| value.at.clone());
        Span::new(&self.parsed.path, at)
    }
}

/// True for the types that prove something past.
pub fn is_record(kind: DocumentType) -> bool {
    match kind {
        DocumentType::Policy
        | DocumentType::Standard
        | DocumentType::Procedure
        | DocumentType::Guideline
        | DocumentType::Plan
        | DocumentType::Statement
        | DocumentType::External => false,
        DocumentType::Record
        | DocumentType::InternalAudit
        | DocumentType::Finding
        | DocumentType::ManagementReview
        | DocumentType::Training => true,
    }
}
