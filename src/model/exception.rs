//! An exception with its references resolved.

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::parse::register::exceptions::Exception as Parsed;

/// An exception.
#[derive(Debug)]
pub struct Exception {
    /// What the register says.
    pub parsed: Parsed,
    /// The documents and controls that do not hold in full.
    pub from: Vec<Entry>,
    /// The risks that it makes larger.
    pub risks: Vec<Entry>,
    /// Who asked for it.
    pub owner: Option<PartyId>,
    /// Who allowed it.
    pub approver: Option<PartyId>,
    /// How its end stands; not due once it was given up.
    pub expiry: ReviewState,
}

impl Exception {
    /// True while it was not given up.
    pub fn is_live(&self, today: Date) -> bool {
        self.parsed.ended.as_ref().is_none_or(|ended| ended.value > today)
    }

    /// True when somebody allowed it, and its time is not over.
    pub fn is_in_force(&self, today: Date) -> bool {
        let is_approved = self.approver.is_some()
            && self.parsed.approved.as_ref().is_some_and(|date| date.value <= today);
        is_approved && self.is_live(today) && !matches!(self.expiry, ReviewState::Overdue { .. })
    }
}
