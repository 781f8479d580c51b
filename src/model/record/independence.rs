//! Whether somebody audits their own work: auditors must be objective and impartial (9.2.2 b).

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::past::Past;
use crate::model::people::PartyId;
use crate::model::record::audit::Audit;
use crate::parse::trail::Trail;

/// Something that was sampled, and what its auditor has to do with it.
#[derive(Debug)]
pub struct Conflict<'h> {
    /// What was sampled.
    pub sampled: Entry,
    /// Where the audit names it.
    pub at: Option<&'h Spanned<String>>,
    /// Who audited it.
    pub auditor: PartyId,
    /// What else that person is to it, such as `the owner`.
    pub roles: Vec<String>,
}

/// The possible conflicts of an audit: one for each thing that was sampled, in the order of the audit.
pub fn conflicts<'h>(handbook: &'h Handbook, audit: &'h Audit) -> Vec<Conflict<'h>> {
    let until = audit.ended(handbook.today).unwrap_or(handbook.today);
    let mut conflicts = Vec::new();
    for sampled in audit.sampled.iter().copied() {
        let involved = audit.auditors.iter().copied().find_map(|auditor| {
            let roles = roles(handbook, sampled, auditor, until);
            (!roles.is_empty()).then_some((auditor, roles))
        });
        if let Some((auditor, roles)) = involved {
            let at = place(handbook, audit, sampled);
            conflicts.push(Conflict { sampled, at, auditor, roles });
        }
    }
    conflicts
}

fn place<'h>(handbook: &Handbook, audit: &'h Audit, sampled: Entry) -> Option<&'h Spanned<String>> {
    let is_it = |typed: &&Spanned<String>| {
        let id = typed.value.as_str();
        handbook.entries.find(id) == Some(sampled)
            || handbook.frameworks.find_control(id) == Some(sampled)
    };
    audit.parsed.sampled.iter().find(is_it)
}

/// What an auditor is to what was sampled, as of the day of the audit as far as that is known.
fn roles(handbook: &Handbook, sampled: Entry, auditor: PartyId, until: Date) -> Vec<String> {
    match sampled {
        Entry::Document(number) => {
            let document = &handbook.documents[number];
            let trail = &document.parsed.front.trail;
            let named = (document.owner, document.approver);
            roles_in_text(handbook, named, trail, &document.past, auditor, until)
        }
        Entry::Soa => {
            let soa = &handbook.soa;
            let Some(parsed) = &soa.parsed else { return Vec::new() };
            let named = (soa.owner, soa.approver);
            roles_in_text(handbook, named, &parsed.trail, &soa.past, auditor, until)
        }
        Entry::Item(..) => {
            let owner = handbook.soa.row_of(sampled).and_then(|row| row.owner);
            let is_owner = owner.is_some_and(|owner| handbook.directory.is_same(owner, auditor));
            is_owner.then(|| "the owner".to_owned()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn roles_in_text(
    handbook: &Handbook,
    (owner, approver): (Option<PartyId>, Option<PartyId>),
    trail: &Trail,
    past: &Past,
    auditor: PartyId,
    until: Date,
) -> Vec<String> {
    let directory = &handbook.directory;
    let is_auditor =
        |party: Option<PartyId>| party.is_some_and(|it| directory.is_same(it, auditor));
    let key = &handbook.party(auditor).key;
    // What was written or approved after the audit was not audited.
    let counts = |by: &Option<Spanned<String>>, date: &Option<Spanned<Date>>| {
        date.as_ref().is_none_or(|date| date.value <= until)
            && by.as_ref().is_some_and(|by| directory.is_same_person(&by.value, key))
    };
    let approved = trail.approvals.iter().any(|approval| counts(&approval.by, &approval.date));
    let mut wrote = trail.history.iter().filter(|entry| counts(&entry.author, &entry.date));
    let commit = past.since.or(past.changed).and_then(|number| handbook.record.commit(number));
    let committed = commit.is_some_and(|commit| commit.date <= until && is_auditor(commit.by));
    let roles = [
        (is_auditor(owner), "the owner"),
        (is_auditor(approver) || approved, "the approver"),
        (wrote.next().is_some(), "an author"),
        (committed, "the git author"),
    ];
    roles.into_iter().filter(|(is, _)| *is).map(|(_, role)| role.to_owned()).collect()
}
