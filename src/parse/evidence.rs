//! `registers/evidence.toml`: proof that controls work, with its age.

use std::sync::Arc;

use crate::base::date::{Date, Interval};
use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;
use crate::parse::toml_text::Toml;

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Its id.
    pub id: Spanned<String>,
    /// What it is.
    pub title: String,
    /// Who keeps it.
    pub owner: Option<Spanned<String>>,
    /// The period that it covers, from and to.
    pub covers: Option<(Option<Date>, Option<Date>)>,
    /// When it was collected.
    pub collected: Option<Spanned<Date>>,
    /// How long it counts as fresh.
    pub valid_for: Option<Spanned<Interval>>,
    /// A file of the project.
    pub file: Option<Spanned<String>>,
    /// Where it is kept.
    pub url: Option<Spanned<String>>,
    /// The digest of the file.
    pub sha256: Option<Spanned<String>>,
    /// The controls and clauses that it proves.
    pub proves: Vec<Spanned<String>>,
    /// What it shows, in a sentence.
    pub result: Option<String>,
    /// Entries of the documented-information catalogue that it fulfils.
    pub fulfils: Vec<Spanned<String>>,
}

/// Reads `registers/evidence.toml`. A piece with an unusable id is reported and left out.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Vec<Evidence> {
    Toml::read(path, text, 0, found, read)
}

/// Reads the register.
pub(super) fn read(fields: &Fields<'_, '_>) -> Vec<Evidence> {
    fields.named("evidence", read_piece).into_iter().flatten().collect()
}

/// Reads one row.
pub(super) fn read_piece(id: Spanned<String>, piece: &Fields<'_, '_>) -> Option<Evidence> {
    let usable = id::fault(&id.value).is_none();
    let id = id::checked(id.clone(), piece).unwrap_or(id);
    let title = piece.required_text("title");
    let period = |covers: &Fields<'_, '_>| {
        (covers.date("from").map(|date| date.value), covers.date("to").map(|date| date.value))
    };
    let entry = Evidence {
        id: id.clone(),
        title: title.map_or_else(|| id.value.clone(), |text| text.value),
        owner: piece.text("owner"),
        covers: piece.table("covers", period),
        collected: piece.date("collected"),
        valid_for: piece.interval("valid_for"),
        file: piece.text("file"),
        url: piece.text("url"),
        sha256: piece.text("sha256"),
        proves: piece.texts("proves"),
        result: piece.text("result").map(|text| text.value),
        fulfils: piece.texts("fulfils"),
    };
    usable.then_some(entry)
}
