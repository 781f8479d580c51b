//! The Statement of Applicability: one row for each control, decided or not.

use std::collections::BTreeSet;

use crate::base::digest::Digest;
use crate::model::entry::Entry;
use crate::model::past::Past;
use crate::model::people::PartyId;
use crate::model::review::ReviewState;
use crate::parse::soa::{Implementation, Row, SoaFile};

/// What was decided about a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Nobody decided yet.
    Undecided,
    /// It applies; how far it is in place, if that is said.
    Included(Option<Implementation>),
    /// It does not apply.
    Excluded,
}

/// One row.
#[derive(Debug)]
pub struct SoaRow {
    /// The control.
    pub control: Entry,
    /// What was decided.
    pub applicability: Applicability,
    /// The row of the file; `None` while undecided.
    pub parsed: Option<Row>,
    /// Risks that it treats.
    pub risks: Vec<Entry>,
    /// Obligations that ask for it.
    pub obligations: Vec<Entry>,
    /// Proof that it works: named in the row, or naming the control.
    pub evidence: Vec<Entry>,
    /// Who answers for it.
    pub owner: Option<PartyId>,
}

/// Counts of rows, computed from the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// All rows.
    pub all: usize,
    /// Rows that apply.
    pub included: usize,
    /// Rows that do not apply.
    pub excluded: usize,
    /// Rows without a decision.
    pub undecided: usize,
    /// Rows that apply and are in place.
    pub implemented: usize,
    /// Rows that apply and are in place in part.
    pub partial: usize,
    /// Rows that apply and are planned.
    pub planned: usize,
    /// Rows that apply and are not begun.
    pub not_started: usize,
    /// Rows that apply and do not say how far they are in place.
    pub unstated: usize,
}

/// The Statement of Applicability.
#[derive(Debug)]
pub struct Soa {
    /// What `soa.toml` says; `None` without one.
    pub parsed: Option<SoaFile>,
    /// The rows in the order of the framework, the organization's own controls last.
    pub rows: Vec<SoaRow>,
    /// Who keeps it.
    pub owner: Option<PartyId>,
    /// Who approves it.
    pub approver: Option<PartyId>,
    /// The digest of its decisions.
    pub digest: Digest,
    /// How its review stands.
    pub review: ReviewState,
    /// Since when it reads as it does.
    pub past: Past,
}

impl Soa {
    /// Counts the rows.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { all: self.rows.len(), ..Totals::default() };
        for row in &self.rows {
            match row.applicability {
                Applicability::Undecided => totals.undecided += 1,
                Applicability::Excluded => totals.excluded += 1,
                Applicability::Included(status) => {
                    totals.included += 1;
                    match status {
                        Some(Implementation::Implemented) => totals.implemented += 1,
                        Some(Implementation::Partial) => totals.partial += 1,
                        Some(Implementation::Planned) => totals.planned += 1,
                        Some(Implementation::NotStarted) => totals.not_started += 1,
                        None => totals.unstated += 1,
                    }
                }
            }
        }
        totals
    }

    /// The controls that do not apply.
    pub fn excluded(&self) -> BTreeSet<Entry> {
        let excluded = |row: &&SoaRow| row.applicability == Applicability::Excluded;
        self.rows.iter().filter(excluded).map(|row| row.control).collect()
    }

    /// The row of a control.
    pub fn row_of(&self, control: Entry) -> Option<&SoaRow> {
        self.rows.iter().find(|row| row.control == control)
    }
}
