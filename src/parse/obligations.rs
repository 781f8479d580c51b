//! `registers/obligations.toml`: what laws and contracts ask for.

use std::sync::Arc;

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;
use crate::parse::toml_text::Toml;
use crate::parse::word::Word;

/// Where an obligation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObligationKind {
    /// From a law or regulation.
    Legal,
    /// From a contract.
    Contract,
}

impl Word for ObligationKind {
    const WORDS: &'static [(&'static str, Self)] =
        &[("legal", Self::Legal), ("contract", Self::Contract)];
}

/// One obligation.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub title: String,
    /// Where it comes from.
    pub kind: Option<ObligationKind>,
    /// Where it is written.
    pub source: Option<String>,
    /// What it asks of our security.
    pub summary: Option<String>,
    /// Who watches over it.
    pub owner: Option<Spanned<String>>,
}

/// Reads `registers/obligations.toml`. An entry with an unusable id is reported and left out.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Vec<Obligation> {
    Toml::read(path, text, 0, found, read)
}

/// Reads the register.
pub(super) fn read(fields: &Fields<'_, '_>) -> Vec<Obligation> {
    fields.named("obligation", read_obligation).into_iter().flatten().collect()
}

/// Reads one row.
pub(super) fn read_obligation(
    id: Spanned<String>,
    obligation: &Fields<'_, '_>,
) -> Option<Obligation> {
    let name = id.value.clone();
    let id = id::checked(id, obligation);
    let title = obligation.required_text("title");
    let kind = obligation.word("kind").map(|word| word.value);
    let source = obligation.text("source").map(|text| text.value);
    let summary = obligation.text("summary").map(|text| text.value);
    let owner = obligation.text("owner");
    Some(Obligation {
        id: id?,
        title: title.map_or_else(|| name, |text| text.value),
        kind,
        source,
        summary,
        owner,
    })
}
