//! Writes what nobody should type: reviews, approvals, versions, and new documents from a template.
//!
//! Each command is a function from a [`snapshot::Snapshot`] and a request to a [`Proposal`]: one changed file, in which every byte that is not
//! asked for stays. Nothing is written here; [`verdict`] says what the change would do to the findings, and `write::rewrite` puts it on disk.
//!
//! **Invariant:** nothing is guessed. Where the handbook does not say what to write, the proposal is [`Refused`], with all reasons at once;
//! where the owner stands for whoever was not named, a remark says so.

pub mod approve;
pub mod bump;
mod edit;
mod file;
mod name;
pub mod new;
mod references;
pub mod retire;
pub mod review;
pub mod row;
mod sheet;
pub mod snapshot;
mod subject;
mod template;
pub mod verdict;

use std::fmt;

use crate::base::change::Change;

/// What a command would write, and what it says about it.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The file.
    pub change: Change,
    /// What it means, in a sentence without a full stop.
    pub summary: String,
    /// What its author should know.
    pub remarks: Vec<String>,
    /// What comes next.
    pub next: String,
    /// Codes of findings that are the way of things after this command, and that the next step clears.
    pub leads_to: &'static [&'static str],
}

/// Why nothing is written: all reasons, the arguments in their order first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub Vec<String>);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [only] => formatter.write_str(only),
            reasons => {
                formatter.write_str("nothing was written")?;
                reasons.iter().try_for_each(|reason| write!(formatter, "\n  - {reason}"))
            }
        }
    }
}

impl std::error::Error for Refused {}

/// What a command ends with.
pub type Proposed = Result<Proposal, Refused>;

/// Collects reasons, so that all are told at once.
#[derive(Debug, Default)]
struct Reasons(Vec<String>);

impl Reasons {
    fn add(&mut self, reason: impl Into<String>) {
        self.0.push(reason.into());
    }

    /// The value, or its reason among the others.
    fn take<T>(&mut self, result: Result<T, String>) -> Option<T> {
        result.map_err(|reason| self.0.push(reason)).ok()
    }

    fn refused(self) -> Refused {
        Refused(self.0)
    }
}
