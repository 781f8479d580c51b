//! Resolves what records say in keys of their own.

use crate::base::path::RelPath;
use crate::diag::span::Spanned;
use crate::model::entry::Entry;
use crate::model::link::Link;
use crate::model::people::PartyId;
use crate::model::record::Details;
use crate::model::record::audit::Audit;
use crate::model::record::finding::{Finding, Seen};
use crate::model::record::management_review::ManagementReview;
use crate::model::record::training::Training;
use crate::model::register::Kind;
use crate::model::resolve::Resolver;
use crate::model::unresolved::Wanted;
use crate::parse::action::Action;
use crate::parse::document::{Document as ParsedDocument, Status};
use crate::parse::record::Details as Parsed;
use crate::parse::record::audit::Audit as ParsedAudit;
use crate::parse::record::finding::Finding as ParsedFinding;
use crate::parse::record::management_review::ManagementReview as ParsedReview;
use crate::parse::record::training::Training as ParsedTraining;

/// Resolves what the record `at` says in the front matter of `document`.
pub(super) fn details(
    at: Entry,
    document: &ParsedDocument,
    resolver: &mut Resolver<'_>,
) -> Details {
    let path = &document.path;
    let is_draft = matches!(document.front.status, Status::Draft | Status::InReview);
    match document.front.details.clone() {
        Parsed::None => Details::None,
        Parsed::Record(record) => Details::Record(record),
        Parsed::Audit(parsed) => {
            let audit = audit(at, path, *parsed, resolver);
            Details::Audit(Box::new(Audit { is_draft, ..audit }))
        }
        Parsed::Finding(parsed) => Details::Finding(Box::new(finding(at, path, *parsed, resolver))),
        Parsed::ManagementReview(parsed) => {
            let review = management_review(path, *parsed, resolver);
            Details::ManagementReview(Box::new(ManagementReview { is_draft, ..review }))
        }
        Parsed::Training(parsed) => {
            Details::Training(Box::new(training(at, path, *parsed, resolver)))
        }
    }
}

fn audit(at: Entry, path: &RelPath, parsed: ParsedAudit, resolver: &mut Resolver<'_>) -> Audit {
    let sampled = resolver.requirements(path, &parsed.sampled);
    resolver.names(at, &sampled);
    Audit {
        auditors: parties(path, &parsed.auditors, resolver),
        reported_to: parties(path, &parsed.reported_to, resolver),
        sampled,
        is_draft: false,
        parsed,
    }
}

fn finding(
    at: Entry,
    path: &RelPath,
    parsed: ParsedFinding,
    resolver: &mut Resolver<'_>,
) -> Finding {
    let requirement = resolver.requirements(path, &parsed.requirement);
    let risks = resolver.risks(path, &parsed.risks);
    let audit: Vec<Spanned<String>> = parsed.audit.iter().cloned().collect();
    let audit = resolver.each(path, &audit, &Wanted::Audit, |resolver, id| {
        resolver.entries.find(&id.value).filter(|entry| resolver.audits.contains(entry))
    });
    let seen: Vec<Seen> = parsed
        .evidence
        .iter()
        .map(|text| match resolver.entries.find(&text.value) {
            Some(entry) => Seen::Entry(entry),
            None => Seen::Text(text.value.clone()),
        })
        .collect();
    resolver.names(at, requirement.iter().chain(&risks).chain(&audit));
    for entry in &seen {
        if let Seen::Entry(entry) = entry {
            resolver.names(at, [entry]);
        }
    }
    check_owners(path, &parsed.actions, resolver);
    let correction = parsed.correction.as_ref().and_then(|correction| correction.owner.as_ref());
    let judge = parsed.effectiveness.as_ref().and_then(|check| check.by.as_ref());
    let closer = parsed.closure.as_ref().and_then(|closure| closure.by.as_ref());
    for key in [correction, judge, closer] {
        resolver.party(path, key);
    }
    Finding {
        by: resolver.party(path, parsed.by.as_ref()),
        audit: audit.first().copied(),
        requirement,
        risks,
        seen,
        parsed,
    }
}

fn management_review(
    path: &RelPath,
    parsed: ParsedReview,
    resolver: &mut Resolver<'_>,
) -> ManagementReview {
    check_owners(path, &parsed.actions, resolver);
    for owner in parsed.decisions.iter().map(|decision| decision.owner.as_ref()) {
        resolver.party(path, owner);
    }
    let known = |key: &Spanned<String>| {
        resolver.directory.find(&key.value).ok_or_else(|| key.value.clone())
    };
    let attendees = parsed.attendees.iter().map(known).collect();
    ManagementReview { attendees, is_draft: false, parsed }
}

fn training(
    at: Entry,
    path: &RelPath,
    parsed: ParsedTraining,
    resolver: &mut Resolver<'_>,
) -> Training {
    let is_competence = |entry| matches!(entry, Entry::Row(Kind::Competences, _));
    let wanted = Wanted::Row(Kind::Competences);
    let competences = resolver.entries_of(path, &parsed.competences, &wanted, is_competence);
    resolver.names(at, &competences);
    let file = parsed.file.as_ref().and_then(|file| resolver.file(path, file));
    let file = file.map(|(source, path)| Link::Asset { source, path });
    Training { parsed, competences, file }
}

fn parties(path: &RelPath, keys: &[Spanned<String>], resolver: &mut Resolver<'_>) -> Vec<PartyId> {
    keys.iter().filter_map(|key| resolver.party(path, Some(key))).collect()
}

fn check_owners(path: &RelPath, actions: &[Action], resolver: &mut Resolver<'_>) {
    for owner in actions.iter().map(|action| action.owner.as_ref()) {
        resolver.party(path, owner);
    }
}

impl Resolver<'_> {
    /// What can be required or looked at: clauses, controls, documents and the Statement of Applicability.
    fn requirements(&mut self, path: &RelPath, typed: &[Spanned<String>]) -> Vec<Entry> {
        self.each(path, typed, &Wanted::Requirement, |resolver, id| {
            let document = resolver
                .entries
                .find(&id.value)
                .filter(|entry| matches!(entry, Entry::Document(_) | Entry::Soa));
            document.or_else(|| resolver.clause(path, id)).or_else(|| resolver.control(path, id))
        })
    }
}
