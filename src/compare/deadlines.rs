//! What was in time on the earlier day and is overdue on the later one.

use crate::base::date::Date;
use crate::compare::Side;
use crate::compare::naming::party;
use crate::model::deadline::{Deadline, deadlines};
use crate::parse::word::Word;

/// Something whose day passed between the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// What had to be done: the words of `annexa due`.
    pub kind: &'static str,
    /// The id of what it belongs to.
    pub id: String,
    /// What it is, in the words of its author.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day on which it was in time.
    pub due: Date,
}

/// What is overdue on the later side.
#[derive(Debug)]
pub struct Overdue {
    /// What became overdue between the two days.
    pub passed: Vec<Passed>,
    /// How many things were overdue before.
    pub n_before: usize,
}

/// What is overdue in the later handbook, by whether its day had passed on the earlier day.
pub fn compare(earlier: Date, after: Side<'_>) -> Overdue {
    let overdue =
        deadlines(after.handbook).iter().filter(|deadline| deadline.due < after.handbook.today);
    let (passed, before): (Vec<_>, Vec<_>) = overdue.partition(|deadline| deadline.due >= earlier);
    let passed = passed.into_iter().map(|deadline| passed_by(after, deadline)).collect();
    Overdue { passed, n_before: before.len() }
}

fn passed_by(side: Side<'_>, deadline: &Deadline) -> Passed {
    Passed {
        kind: deadline.kind.word(),
        id: deadline.id.clone(),
        title: deadline.title.clone(),
        owner: deadline.owner.map(|owner| party(side, &side.handbook.party(owner).key)),
        due: deadline.due,
    }
}
