//! An internal audit with its references resolved.

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::people::PartyId;
use crate::parse::record::audit::Audit as Parsed;

/// An internal audit.
#[derive(Debug)]
pub struct Audit {
    /// What its front matter says.
    pub parsed: Parsed,
    /// Who audited.
    pub auditors: Vec<PartyId>,
    /// The documents, controls and clauses that were looked at.
    pub sampled: Vec<Entry>,
    /// Who was told.
    pub reported_to: Vec<PartyId>,
    /// True while its record is being written.
    pub is_draft: bool,
}

impl Audit {
    /// Its last day, if it took place and its record is no draft any more: until then nobody stands by its result.
    pub fn performed(&self, today: Date) -> Option<Date> {
        self.ended(today).filter(|_| !self.is_draft)
    }

    /// Its last day, if that is over, also while its record is being written.
    pub fn ended(&self, today: Date) -> Option<Date> {
        self.parsed.performed.as_ref().map(|day| day.value).filter(|day| *day <= today)
    }
}
