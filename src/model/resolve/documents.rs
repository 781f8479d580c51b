//! Resolves what documents say in their front matter.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::base::path::RelPath;
use crate::diag::span::Spanned;
use crate::model::document::{Document, is_record};
use crate::model::entry::Entry;
use crate::model::past::Past;
use crate::model::resolve::Resolver;
use crate::model::resolve::links::{self, Leads};
use crate::model::resolve::names::Draft;
use crate::model::resolve::records;
use crate::model::resolve::targets::Targets;
use crate::model::review::{ReviewState, due_date};
use crate::model::unresolved::Wanted;
use crate::parse::document::{Document as Parsed, DocumentType, Status};
use crate::parse::settings::Settings;
use crate::parse::trail::Trail;

/// Resolves all drafts.
pub(super) fn documents(
    drafts: Vec<Draft>,
    targets: &Targets,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) -> Vec<Document> {
    let looked_up =
        |draft: &Draft| links::look_up(resolver, targets, &draft.parsed.path, &draft.parsed.body);
    let leads: Vec<Leads> = drafts.par_iter().map(looked_up).collect();
    let resolve = |(number, (draft, leads))| document(number, draft, leads, settings, resolver);
    drafts.into_iter().zip(leads).enumerate().map(resolve).collect()
}

fn document(
    number: usize,
    draft: Draft,
    leads: Leads,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) -> Document {
    let Draft { parsed, kind, title, url, section } = draft;
    let (path, front) = (&parsed.path, &parsed.front);
    let is_document = |entry| matches!(entry, Entry::Document(_));
    let implements = resolver.entries_of(path, &front.implements, &Wanted::Document, is_document);
    let related = resolver.entries_of(path, &front.related, &Wanted::Document, is_document);
    let supersedes = supersedes(&parsed, resolver);
    let controls = resolver.controls(path, &front.controls);
    let clauses = resolver.clauses(path, &front.clauses);
    check_people(path, &front.trail, resolver);
    check_classification(path, front.classification.as_ref(), settings, resolver);
    // A draft does not carry a control out, but whoever looks at the control should know of it.
    if front.status != Status::Approved {
        for entry in controls.iter().chain(&clauses) {
            links::refer(resolver, *entry, Some(number));
        }
    }
    let replaced = supersedes.iter().map(|(entry, _)| *entry);
    for entry in implements.iter().copied().chain(related.iter().copied()).chain(replaced) {
        links::refer(resolver, entry, Some(number));
    }
    let (links, mentions) = links::resolve(resolver, path, &parsed.body, leads, Some(number));
    Document {
        owner: resolver.party(path, front.owner.as_ref()),
        approver: resolver.party(path, front.approver.as_ref()),
        fulfils: resolver.catalogue_entries(path, &front.fulfils),
        links,
        mentions,
        review: review_state(&parsed, kind, resolver),
        digest: parsed.digest,
        past: Past::default(),
        details: records::details(Entry::Document(number), &parsed, resolver),
        controls,
        clauses,
        implements,
        supersedes,
        related,
        title,
        url,
        section,
        kind,
        parsed,
    }
}

/// `ID` or `ID@VERSION`: what a document replaces.
fn supersedes(parsed: &Parsed, resolver: &mut Resolver<'_>) -> Vec<(Entry, Option<String>)> {
    let mut replaced = Vec::new();
    for typed in &parsed.front.supersedes {
        let (id, version) = match typed.value.split_once('@') {
            Some((id, version)) => (id, Some(version.to_owned())),
            None => (typed.value.as_str(), None),
        };
        match resolver.entries.find(id) {
            Some(entry @ Entry::Document(_)) => replaced.push((entry, version)),
            _ => resolver.miss(&parsed.path, &typed.at, id, Wanted::Document),
        }
    }
    replaced
}

/// Notes a classification that the settings do not have, if they have any.
pub(super) fn check_classification(
    path: &RelPath,
    key: Option<&Spanned<String>>,
    settings: &Settings,
    resolver: &mut Resolver<'_>,
) {
    let known = |key: &str| settings.classifications.iter().any(|known| known.key == key);
    if let Some(key) = key.filter(|key| !settings.classifications.is_empty() && !known(&key.value))
    {
        resolver.miss(path, &key.at, &key.value, Wanted::Classification);
    }
}

/// Notes approvers, reviewers and authors whom nobody knows.
pub(super) fn check_people(path: &RelPath, trail: &Trail, resolver: &mut Resolver<'_>) {
    if !resolver.directory.is_closed() {
        return;
    }
    let approvers = trail.approvals.iter().filter_map(|approval| approval.by.as_ref());
    let reviewers = trail.reviews.iter().filter_map(|review| review.by.as_ref());
    let authors = trail.history.iter().filter_map(|revision| revision.author.as_ref());
    for key in approvers.chain(reviewers).chain(authors) {
        if !resolver.directory.has_key(&key.value) {
            resolver.miss(path, &key.at, &key.value, Wanted::Party);
        }
    }
}

fn review_state(parsed: &Parsed, kind: DocumentType, resolver: &Resolver<'_>) -> ReviewState {
    let trail = &parsed.front.trail;
    if parsed.front.status != Status::Approved {
        return ReviewState::NotDue;
    }
    // Proof of something past is not revised; it is looked at again only if its author says so.
    if is_record(kind) && trail.review_date.is_none() && trail.review_every.is_none() {
        return ReviewState::NotDue;
    }
    match due_date(trail, parsed.digest, resolver.review_every, resolver.today) {
        Some(due) => ReviewState::on(due, resolver.today, resolver.review_warn),
        None => ReviewState::NeverReviewed,
    }
}

/// Which documents carry out a control or a clause, in the order of their ids. What does not bind carries nothing out.
pub(super) fn carried_out_by(documents: &[Document]) -> BTreeMap<Entry, Vec<usize>> {
    let mut carried_out_by: BTreeMap<Entry, Vec<usize>> = BTreeMap::new();
    for (number, document) in
        documents.iter().enumerate().filter(|(_, document)| document.is_in_force())
    {
        for entry in document.controls.iter().chain(&document.clauses) {
            carried_out_by.entry(*entry).or_default().push(number);
        }
    }
    carried_out_by
}
