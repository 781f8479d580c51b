//! What rows of registers name as their day: objectives, exceptions, contracts and proofs.

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::model::deadline::{Deadline, DeadlineKind};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::objective::Reached;
use crate::model::people::PartyId;
use crate::model::register::Kind;
use crate::model::review::ReviewState;

/// The deadlines of rows.
pub(super) fn deadlines(handbook: &Handbook) -> Vec<Deadline> {
    let mut all = objectives(handbook);
    all.extend(exceptions(handbook));
    all.extend(expiries(handbook));
    all
}

/// An objective that is reached needs no day any more.
fn objectives(handbook: &Handbook) -> Vec<Deadline> {
    let objectives = handbook.objectives.iter().enumerate();
    let open =
        objectives.filter(|(_, objective)| objective.reached(handbook.today) != Reached::Yes);
    let deadline = |(number, objective): (usize, &crate::model::objective::Objective)| {
        let (entry, due) = (Entry::Objective(number), objective.parsed.due.as_ref()?);
        let kind = (DeadlineKind::Objective, Kind::Objectives);
        Some(row(handbook, kind, entry, objective.owner, due))
    };
    open.filter_map(deadline).collect()
}

fn exceptions(handbook: &Handbook) -> Vec<Deadline> {
    let exceptions = handbook.exceptions.iter().enumerate();
    let live = exceptions.filter(|(_, exception)| exception.is_live(handbook.today));
    let deadline = |(number, exception): (usize, &crate::model::exception::Exception)| {
        let (entry, until) = (Entry::Exception(number), exception.parsed.until.as_ref()?);
        let kind = (DeadlineKind::Exception, Kind::Exceptions);
        let owner = exception.owner.or(exception.approver);
        Some(row(handbook, kind, entry, owner, until))
    };
    live.filter_map(deadline).collect()
}

fn expiries(handbook: &Handbook) -> Vec<Deadline> {
    let mut all = Vec::new();
    for list in &handbook.lists {
        let kind = (DeadlineKind::Expiry, list.kind);
        for (number, listed) in list.rows.iter().enumerate() {
            let Some(until) = &listed.parsed.until else { continue };
            if listed.expiry != ReviewState::NotDue {
                let entry = Entry::Row(list.kind, number);
                all.push(row(handbook, kind, entry, listed.owner, until));
            }
        }
    }
    all
}

fn row(
    handbook: &Handbook,
    (kind, register): (DeadlineKind, Kind),
    entry: Entry,
    owner: Option<PartyId>,
    day: &Spanned<Date>,
) -> Deadline {
    let label = handbook.label(entry);
    Deadline {
        kind,
        entry: Some(entry),
        id: label.id.clone(),
        title: label.title.clone(),
        owner,
        due: day.value,
        span: day.span(&handbook.register(register).path),
    }
}
