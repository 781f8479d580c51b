//! The texts with which new documents begin: what belongs under each heading, as places to be filled in.

use crate::model::register::Kind;
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

/// What the front matter of a new record says besides what every document says: TOML, in which `{id}`, `{today}` and `{audit}` stand for
/// what is known. Nothing for a document that is no record.
pub(super) fn keys(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Record => include_str!("templates/record.toml"),
        DocumentType::InternalAudit => include_str!("templates/internal-audit.toml"),
        DocumentType::Finding => include_str!("templates/finding.toml"),
        DocumentType::ManagementReview => include_str!("templates/management-review.toml"),
        DocumentType::Training => include_str!("templates/training.toml"),
        DocumentType::Policy
        | DocumentType::Standard
        | DocumentType::Procedure
        | DocumentType::Guideline
        | DocumentType::Plan
        | DocumentType::Statement
        | DocumentType::External => "",
    }
}

/// What a new row of a register says besides its title and owner: TOML, in which `{today}` stands for the day.
pub(super) fn row(kind: Kind) -> &'static str {
    match kind {
        Kind::Risks => include_str!("templates/rows/risk.toml"),
        Kind::Evidence => include_str!("templates/rows/evidence.toml"),
        Kind::Objectives => include_str!("templates/rows/objective.toml"),
        Kind::Exceptions => include_str!("templates/rows/exception.toml"),
        Kind::Suppliers => include_str!("templates/rows/supplier.toml"),
        Kind::Assets => include_str!("templates/rows/asset.toml"),
        Kind::Obligations => include_str!("templates/rows/obligation.toml"),
        Kind::Parties => include_str!("templates/rows/party.toml"),
        Kind::Competences => include_str!("templates/rows/competence.toml"),
    }
}

/// With what the ids of rows begin where the register has none yet.
pub(super) fn row_prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Risks => "R-",
        Kind::Evidence => "EV-",
        Kind::Objectives => "OBJ-",
        Kind::Exceptions => "EXC-",
        Kind::Suppliers => "SUP-",
        Kind::Assets => "AST-",
        Kind::Obligations => "OBL-",
        Kind::Parties => "PTY-",
        Kind::Competences => "CMP-",
    }
}

/// True for what holds from its first day, without versions and approvals.
pub(super) fn is_in_force_at_once(kind: DocumentType) -> bool {
    matches!(kind, DocumentType::Finding | DocumentType::Training)
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
