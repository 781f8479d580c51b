//! References that lead nowhere. The model notes them; checks say what to do about them.

use crate::diag::span::Span;
use crate::parse::register::Kind;

/// What a reference was meant to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A document, by id.
    Document,
    /// A control.
    Control,
    /// A clause.
    Clause,
    /// A risk.
    Risk,
    /// A piece of evidence.
    Evidence,
    /// An obligation.
    Obligation,
    /// A row of a register.
    Row(Kind),
    /// A piece of evidence, or a document or record.
    Proof,
    /// The record of an audit.
    Audit,
    /// A clause, a control or a document: what can be required.
    Requirement,
    /// Anything with an id, in a key.
    Entry,
    /// A register that is kept as CSV, by the name of its file.
    Register,
    /// A role or person.
    Party,
    /// An entry of the catalogue of documented information.
    CatalogueEntry,
    /// The framework of the Statement of Applicability.
    Framework,
    /// A classification of `handbook.toml`.
    Classification,
    /// Any entry, by id in `[[…]]`.
    Anything,
    /// A page or file, by its path.
    Page,
    /// A heading of a page; the anchors that the page has.
    Anchor {
        /// The title of the page.
        page: String,
        /// Its anchors.
        anchors: Vec<String>,
    },
    /// A target with a scheme or characters that are never published.
    SafeTarget,
    /// A picture that lies on another host.
    LocalImage,
    /// An attachment of a kind that is published.
    PublishableFile {
        /// Why it is not published.
        why: String,
    },
}

/// A reference that leads nowhere.
#[derive(Debug, Clone)]
pub struct Unresolved {
    /// Where it stands.
    pub span: Span,
    /// What its author typed.
    pub typed: String,
    /// What it was meant to name.
    pub wanted: Wanted,
}
