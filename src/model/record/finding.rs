//! A finding with its references resolved, and where it stands in its life.

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::people::PartyId;
use crate::parse::record::finding::{Finding as Parsed, Grade, Judgement};

/// A finding.
#[derive(Debug)]
pub struct Finding {
    /// What its front matter says.
    pub parsed: Parsed,
    /// The audit that found it.
    pub audit: Option<Entry>,
    /// The clauses, controls and documents that are not met.
    pub requirement: Vec<Entry>,
    /// Risks that it touches.
    pub risks: Vec<Entry>,
    /// Who raised it.
    pub by: Option<PartyId>,
    /// What was seen.
    pub seen: Vec<Seen>,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A piece of evidence or another entry.
    Entry(Entry),
    /// In words.
    Text(String),
}

/// Where a finding stands in its life, from its first day to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It is written down; its cause is not known yet.
    Raised,
    /// Its cause is known, or need not be; nothing is planned yet.
    Understood,
    /// Actions are planned, and not all of them are done.
    UnderWay,
    /// All actions are done; whether they worked is not judged yet.
    Done,
    /// The actions did not work.
    NotEffective,
    /// The actions worked; it is not closed yet.
    Effective,
    /// It is closed.
    Closed,
}

impl Finding {
    /// True for a requirement that is not met. What has no grade may be one.
    pub fn is_nonconformity(&self) -> bool {
        self.parsed.grade.as_ref().is_none_or(|grade| grade.value.is_nonconformity())
    }

    /// How grave it is.
    pub fn grade(&self) -> Option<Grade> {
        self.parsed.grade.as_ref().map(|grade| grade.value)
    }

    /// Where it stands.
    pub fn stage(&self, today: Date) -> Stage {
        if !self.is_open(today) {
            return Stage::Closed;
        }
        let actions = &self.parsed.actions;
        let is_under_way = actions.iter().any(|action| action.is_open(today));
        match self.judged(today) {
            // What is still to be done cannot have been seen to work.
            Some(Judgement::Effective) if !is_under_way => return Stage::Effective,
            Some(Judgement::NotEffective) => return Stage::NotEffective,
            Some(Judgement::Effective) | None => {}
        }
        if is_under_way {
            Stage::UnderWay
        } else if !actions.is_empty() {
            Stage::Done
        } else if self.parsed.cause.is_some() || !self.is_nonconformity() {
            Stage::Understood
        } else {
            Stage::Raised
        }
    }

    /// True until the day on which it is closed.
    pub fn is_open(&self, today: Date) -> bool {
        let closed = self.parsed.closure.as_ref().and_then(|closure| closure.date.as_ref());
        closed.is_none_or(|date| date.value > today)
    }

    /// What came of looking whether the actions worked, if somebody looked up to today.
    pub fn judged(&self, today: Date) -> Option<Judgement> {
        let check = self.parsed.effectiveness.as_ref()?;
        let looked = check.date.as_ref().is_none_or(|date| date.value <= today);
        check.result.as_ref().filter(|_| looked).map(|result| result.value)
    }
}
