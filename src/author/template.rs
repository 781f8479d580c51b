//! The texts with which new documents begin: what belongs under each heading, as places to be filled in.

use crate::parse::document::DocumentType;

/// The body of a new document, without its heading.
pub(super) fn body(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Policy => include_str!("templates/policy.md"),
        DocumentType::Standard => include_str!("templates/standard.md"),
        DocumentType::Procedure => include_str!("templates/procedure.md"),
        DocumentType::Guideline => include_str!("templates/guideline.md"),
        DocumentType::Plan => include_str!("templates/plan.md"),
        DocumentType::Statement => include_str!("templates/statement.md"),
        DocumentType::External => include_str!("templates/external.md"),
        DocumentType::Record => include_str!("templates/record.md"),
        DocumentType::InternalAudit => include_str!("templates/internal-audit.md"),
        DocumentType::Finding => include_str!("templates/finding.md"),
        DocumentType::ManagementReview => include_str!("templates/management-review.md"),
        DocumentType::Training => include_str!("templates/training.md"),
    }
}

/// With what the ids of a type begin where the handbook has none yet.
pub(super) fn prefix(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Policy => "POL-",
        DocumentType::Standard => "STD-",
        DocumentType::Procedure => "PRO-",
        DocumentType::Guideline => "GDL-",
        DocumentType::Plan => "PLN-",
        DocumentType::Statement => "STM-",
        DocumentType::External => "EXT-",
        DocumentType::Record => "REC-",
        DocumentType::InternalAudit => "AUD-",
        DocumentType::Finding => "FND-",
        DocumentType::ManagementReview => "MRV-",
        DocumentType::Training => "TRN-",
    }
}
