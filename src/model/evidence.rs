//! A piece of evidence with its references resolved.

use crate::base::date::{Date, Interval};
use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::parse::evidence::Evidence as Parsed;

/// A piece of evidence.
#[derive(Debug)]
pub struct Evidence {
    /// What the register says.
    pub parsed: Parsed,
    /// Its page.
    pub url: OutPath,
    /// Who keeps it.
    pub owner: Option<PartyId>,
    /// The controls and clauses that it proves.
    pub proves: Vec<Entry>,
    /// Catalogue entries that it fulfils.
    pub fulfils: Vec<usize>,
    /// The file or address where it is kept.
    pub link: Option<Link>,
    /// The digest of the file as it is now; `None` without a file that could be read, or without `sha256` to compare it with.
    pub file_digest: Option<Digest>,
    /// How its age stands: overdue means stale, never reviewed means that it is still to be collected.
    pub freshness: ReviewState,
}

/// How the age of a piece of evidence stands.
pub fn freshness(evidence: &Parsed, today: Date, warn: Interval) -> ReviewState {
    match (stale_after(evidence, today), &evidence.collected) {
        (Some(day), _) => ReviewState::on(day, today, warn),
        (None, Some(collected)) if collected.value > today => ReviewState::NeverReviewed,
        (None, _) => ReviewState::NotDue,
    }
}

/// The last day on which a piece of evidence counts as fresh; `None` without a limit, and for what is still to be collected.
pub fn stale_after(evidence: &Parsed, today: Date) -> Option<Date> {
    let collected = evidence.collected.as_ref().filter(|date| date.value <= today)?;
    let valid_for = evidence.valid_for.as_ref()?;
    Some(collected.value.plus(valid_for.value))
}
