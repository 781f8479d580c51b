//! What records say in their front matter besides what every document may say, by their type.

pub mod audit;
pub mod finding;
pub mod management_review;
pub mod training;

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::parse::document::DocumentType;
use crate::parse::fields::Fields;
use crate::parse::record::audit::Audit;
use crate::parse::record::finding::Finding;
use crate::parse::record::management_review::ManagementReview;
use crate::parse::record::training::Training;
use crate::parse::word::Word;

/// What a file below `records/` is that does not say what it is.
pub const UNTYPED: DocumentType = DocumentType::Record;

/// What a record says of what it records.
#[derive(Debug, Clone, Default)]
pub enum Details {
    /// Nothing: it is no record.
    #[default]
    None,
    /// An internal audit.
    Audit(Box<Audit>),
    /// A finding.
    Finding(Box<Finding>),
    /// A management review.
    ManagementReview(Box<ManagementReview>),
    /// A training.
    Training(Box<Training>),
    /// Any other record.
    Record(Record),
}

/// Any other record.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The day of what it records.
    pub date: Option<Spanned<Date>>,
    /// What it is about.
    pub subject: Option<String>,
}

/// Reads the keys that records of this type have. A describing run reads those of all types.
pub(super) fn read(kind: Option<DocumentType>, fields: &Fields<'_, '_>) -> Details {
    for (word, kind) in DocumentType::WORDS {
        fields.note_only(word, |fields| read_as(Some(*kind), fields));
    }
    read_as(kind, fields)
}

fn read_as(kind: Option<DocumentType>, fields: &Fields<'_, '_>) -> Details {
    match kind {
        Some(DocumentType::InternalAudit) => Details::Audit(Box::new(audit::read(fields))),
        Some(DocumentType::Finding) => Details::Finding(Box::new(finding::read(fields))),
        Some(DocumentType::ManagementReview) => {
            Details::ManagementReview(Box::new(management_review::read(fields)))
        }
        Some(DocumentType::Training) => Details::Training(Box::new(training::read(fields))),
        Some(DocumentType::Record) => Details::Record(read_record(fields)),
        Some(
            DocumentType::Policy
            | DocumentType::Standard
            | DocumentType::Procedure
            | DocumentType::Guideline
            | DocumentType::Plan
            | DocumentType::Statement
            | DocumentType::External,
        )
        | None => Details::None,
    }
}

fn read_record(fields: &Fields<'_, '_>) -> Record {
    Record { date: fields.date("date"), subject: fields.text("subject").map(|text| text.value) }
}
