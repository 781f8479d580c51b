//! `registers/obligations.toml`: what laws and contracts ask for.

use crate::base::date::{Date, Interval};
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::id;
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
    /// Anything else that belongs to it.
    pub related: Vec<Spanned<String>>,
    /// Where it can be read.
    pub url: Option<Spanned<String>>,
    /// When it was last asked whether it changed.
    pub reviewed: Option<Spanned<Date>>,
    /// How often that is asked.
    pub review_every: Option<Spanned<Interval>>,
    /// When it is asked next.
    pub review_date: Option<Spanned<Date>>,
}

/// Reads an obligation. One with an unusable id is reported and left out.
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
    let entry = Obligation {
        id: Spanned::new(name.clone(), 0..0),
        title: title.map_or(name, |text| text.value),
        kind,
        source,
        summary,
        owner: obligation.text("owner"),
        related: obligation.texts("related"),
        url: obligation.text("url"),
        reviewed: obligation.date("reviewed"),
        review_every: obligation.interval("review_every"),
        review_date: obligation.date("review_date"),
    };
    Some(Obligation { id: id?, ..entry })
}
