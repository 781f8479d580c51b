//! `soa.toml`: one decision for each control.

use std::ops::Range;
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::toml_text::Toml;
use crate::parse::trail::Trail;
use crate::parse::word::Word;

/// Why a control is included (ISO/IEC 27001:2022, 6.1.3 d). Good practice alone is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It treats a risk.
    Risk,
    /// A law asks for it.
    Legal,
    /// A contract asks for it.
    Contract,
    /// The business wants it.
    Business,
}

impl Word for Reason {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("risk", Self::Risk),
        ("legal", Self::Legal),
        ("contract", Self::Contract),
        ("business", Self::Business),
    ];
}

/// How far a control is in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Implementation {
    /// In place.
    Implemented,
    /// In place in part.
    Partial,
    /// Decided, not begun.
    Planned,
    /// Not begun.
    NotStarted,
}

impl Word for Implementation {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("implemented", Self::Implemented),
        ("partial", Self::Partial),
        ("planned", Self::Planned),
        ("not-started", Self::NotStarted),
    ];
    const SYNONYMS: &'static [(&'static str, &'static str)] = &[
        ("done", "implemented"),
        ("complete", "implemented"),
        ("completed", "implemented"),
        ("in-place", "implemented"),
        ("in-progress", "partial"),
        ("open", "not-started"),
    ];
}

/// The decision for one control.
#[derive(Debug, Clone)]
pub struct Row {
    /// The control as the author wrote it.
    pub control: Spanned<String>,
    /// The place of the row's header.
    pub at: Range<usize>,
    /// The title, for a control from outside the framework.
    pub title: Option<String>,
    /// Whether the control applies; `None` while undecided.
    pub applicable: Option<Spanned<bool>>,
    /// Why it is included.
    pub reasons: Vec<Spanned<Reason>>,
    /// The risks that it treats.
    pub risks: Vec<Spanned<String>>,
    /// The obligations that ask for it.
    pub obligations: Vec<Spanned<String>>,
    /// Why it is included, in words.
    pub justification: Option<Spanned<String>>,
    /// Why it is left out.
    pub exclusion: Option<Spanned<String>>,
    /// True when a status was typed that cannot be read: it is not missing.
    pub has_unread_status: bool,
    /// How far it is in place.
    pub status: Option<Spanned<Implementation>>,
    /// How it is done.
    pub how: Option<String>,
    /// Who answers for it.
    pub owner: Option<Spanned<String>>,
    /// When it will be in place.
    pub due: Option<Spanned<Date>>,
    /// What is left to do.
    pub action: Option<Spanned<String>>,
    /// Proof that it works.
    pub evidence: Vec<Spanned<String>>,
}

/// Everything that `soa.toml` says.
#[derive(Debug, Clone)]
pub struct SoaFile {
    /// Where it lies.
    pub path: RelPath,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The framework whose controls it decides on; the handbook's first one when `None`.
    pub framework: Option<Spanned<String>>,
    /// Its version.
    pub version: Option<Spanned<String>>,
    /// In force since.
    pub effective: Option<Spanned<Date>>,
    /// Who keeps it.
    pub owner: Option<Spanned<String>>,
    /// Who approves it.
    pub approver: Option<Spanned<String>>,
    /// Its classification.
    pub classification: Option<Spanned<String>>,
    /// Approvals, reviews, history and review dates.
    pub trail: Trail,
    /// The decisions in the order of the file.
    pub rows: Vec<Row>,
}

/// Reads `soa.toml`.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> SoaFile {
    Toml::read(path, text, 0, found, |fields| read(path, fields))
}

/// Reads the statement.
pub(super) fn read(path: &RelPath, fields: &Fields<'_, '_>) -> SoaFile {
    SoaFile {
        path: path.clone(),
        id: fields.text("id").map_or_else(|| "SOA".to_owned(), |text| text.value),
        title: fields
            .text("title")
            .map_or_else(|| "Statement of Applicability".to_owned(), |text| text.value),
        framework: fields.text("framework"),
        version: fields.text("version"),
        effective: fields.date("effective"),
        owner: fields.text("owner"),
        approver: fields.text("approver"),
        classification: fields.text("classification"),
        trail: Trail::read(fields),
        rows: fields.named("control", read_row),
    }
}

fn read_row(control: Spanned<String>, row: &Fields<'_, '_>) -> Row {
    let mut read = Row {
        at: row.place(),
        title: row.text("title").map(|text| text.value),
        applicable: row.boolean("applicable"),
        reasons: row.words("reasons"),
        risks: row.texts("risks"),
        obligations: row.texts("obligations"),
        justification: row.text("justification"),
        exclusion: row.text("exclusion"),
        has_unread_status: false,
        status: row.word("status"),
        how: row.text("how").map(|text| text.value),
        owner: row.text("owner"),
        due: row.date("due"),
        action: row.text("action"),
        evidence: row.texts("evidence"),
        control,
    };
    read.has_unread_status = read.status.is_none() && row.is_typed("status");
    read
}
