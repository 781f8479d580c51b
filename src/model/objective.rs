//! An objective with its references resolved, and how far it is reached.

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::people::PartyId;
use crate::parse::register::objectives::{Better, Objective as Parsed, Value};

/// An objective.
#[derive(Debug)]
pub struct Objective {
    /// What the register says.
    pub parsed: Parsed,
    /// Who answers for it.
    pub owner: Option<PartyId>,
    /// Risks that it makes smaller.
    pub risks: Vec<Entry>,
    /// Anything else that belongs to it.
    pub related: Vec<Entry>,
}

/// How far an objective is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Nothing was measured, or there is no target.
    Unknown,
    /// The newest figure reaches the target.
    Yes,
    /// The newest figure does not reach the target, and there is time left.
    NotYet,
    /// Its day is over, and the newest figure does not reach the target.
    Missed,
}

impl Objective {
    /// The newest figure up to today.
    pub fn newest(&self, today: Date) -> Option<&Value> {
        self.parsed.values.iter().rfind(|value| value.date.value <= today)
    }

    /// How far it is reached.
    pub fn reached(&self, today: Date) -> Reached {
        let (Some(newest), Some(target)) = (self.newest(today), &self.parsed.target) else {
            return Reached::Unknown;
        };
        let is_over = self.parsed.due.as_ref().is_some_and(|due| due.value < today);
        match (self.is_enough(newest.value.value, target.value), is_over) {
            (true, _) => Reached::Yes,
            (false, false) => Reached::NotYet,
            (false, true) => Reached::Missed,
        }
    }

    /// True when a figure reaches a target.
    pub fn is_enough(&self, value: f64, target: f64) -> bool {
        match self.parsed.better {
            Better::Higher => value >= target,
            Better::Lower => value <= target,
        }
    }
}
