//! Every step that somebody has to take: of the treatment of risks, of findings, of management reviews.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::record::Details;
use crate::model::register::Kind;
use crate::parse::action::Action;

/// A step and what it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Step<'h> {
    /// The risk, finding or management review.
    pub of: Entry,
    /// The id of that.
    pub id: &'h str,
    /// The step.
    pub action: &'h Action,
    /// Who takes it: whom it names, else whoever answers for what it belongs to.
    pub owner: Option<PartyId>,
    /// The file that holds it.
    pub path: &'h RelPath,
}

impl Step<'_> {
    /// The id of the step: its own, with that of what it belongs to unless it begins with it.
    pub fn name(&self) -> String {
        match &self.action.id {
            None => self.id.to_owned(),
            Some(step) if step.starts_with(self.id) => step.clone(),
            Some(step) => format!("{} {step}", self.id),
        }
    }

    /// True while it is not done.
    pub fn is_open(&self, today: Date) -> bool {
        self.action.is_open(today)
    }

    /// True when it is past its day and not done.
    pub fn is_late(&self, today: Date) -> bool {
        self.is_open(today) && self.action.due.as_ref().is_some_and(|due| due.value < today)
    }
}

/// All steps: of risks in the order of their ids, then of records that were not replaced or withdrawn.
pub fn steps(handbook: &Handbook) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let owner =
        |action: &Action| action.owner.as_ref().and_then(|key| handbook.directory.find(&key.value));
    let path = &handbook.register(Kind::Risks).path;
    for (number, risk) in handbook.risks.iter().enumerate() {
        let (of, id) = (Entry::Risk(number), risk.parsed.id.value.as_str());
        steps.extend(risk.parsed.actions.iter().map(|action| {
            let owner = owner(action).or(risk.owner);
            Step { of, id, action, owner, path }
        }));
    }
    let kept = handbook.documents.iter().enumerate();
    for (number, document) in kept.filter(|(_, document)| !document.is_withdrawn()) {
        let actions = match &document.details {
            Details::Finding(finding) => &finding.parsed.actions,
            Details::ManagementReview(review) => &review.parsed.actions,
            Details::None | Details::Audit(_) | Details::Training(_) | Details::Record(_) => {
                continue;
            }
        };
        let (of, id, path) = (Entry::Document(number), document.id(), &document.parsed.path);
        steps.extend(actions.iter().map(|action| {
            let owner = owner(action).or(document.owner);
            Step { of, id, action, owner, path }
        }));
    }
    steps
}
