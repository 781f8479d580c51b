//! The results: of an audit, of what was found elsewhere, of the evidence register.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::date::Date;
use crate::export::oscal::back_matter::References;
use crate::export::oscal::metadata::{Link, Prop, day};
use crate::export::oscal::name::NS;
use crate::export::oscal::people::ASSESSOR;
use crate::export::oscal::project::Project;
use crate::export::oscal::results::finding::{Found, Told, raised};
use crate::export::oscal::results::shape::{
    Attestation, Evidence, Observation, Outcome, Part, Reviewed,
};
use crate::export::oscal::text::{line_or, prose};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::evidence::{Evidence as Piece, stale_after};
use crate::model::record::audit::Audit;
use crate::model::register::Kind;
use crate::view::head::about;

/// The findings raised up to the as-of date, in the order of their ids.
fn found<'h>(project: &Project<'h>) -> impl Iterator<Item = Found<'h>> {
    let today = project.handbook.today;
    project.handbook.findings().filter(move |(_, _, finding)| {
        finding.parsed.raised.as_ref().is_none_or(|day| day.value <= today)
    })
}

/// The audits that took place, newest first.
fn performed<'h>(project: &Project<'h>) -> Vec<(Date, Entry, &'h Document, &'h Audit)> {
    let today = project.handbook.today;
    let audits = project.handbook.audits();
    let mut all: Vec<_> = audits
        .filter_map(|(entry, document, audit)| {
            Some((audit.performed(today)?, entry, document, audit))
        })
        .collect();
    all.sort_by_key(|(day, ..)| Reverse(*day));
    all
}

/// A result for each audit that took place, newest first.
pub(super) fn audits(project: &Project<'_>, references: &mut References<'_>) -> Vec<Outcome> {
    let audits = performed(project).into_iter();
    audits.map(|audit| of_audit(project, audit, references)).collect()
}

fn of_audit(
    project: &Project<'_>,
    (end, entry, document, audit): (Date, Entry, &Document, &Audit),
    references: &mut References<'_>,
) -> Outcome {
    let parsed = &audit.parsed;
    let mine: Vec<Found<'_>> =
        found(project).filter(|(_, _, finding)| finding.audit == Some(entry)).collect();
    let looked_at = audit.sampled.iter().copied();
    let required = mine.iter().flat_map(|(_, _, finding)| finding.requirement.iter().copied());
    let reviewed = reviewed(project, looked_at.clone().chain(required));
    let mut links = vec![references.link(entry, "reference")];
    let documents = looked_at.filter(|entry| matches!(entry, Entry::Document(_) | Entry::Soa));
    links.extend(documents.map(|entry| references.link(entry, "sampled")));
    let planned = parsed.planned.as_ref().map(|day| day.value);
    let title = line_or(&document.title, document.id());
    let told = Told::of(project, &mine, references);
    let mut props: Vec<Prop> = Prop::own("audit-id", document.id()).into_iter().collect();
    props.extend(Prop::each("criterion", parsed.criteria.iter().map(String::as_str)));
    props.extend(
        audit.auditors.iter().filter_map(|id| project.people.in_words("auditor", Some(*id))),
    );
    Outcome {
        uuid: project.names.entry("result", project.handbook, entry),
        description: parsed.scope.as_deref().and_then(prose).unwrap_or_else(|| title.clone()),
        title,
        start: day(planned.filter(|day| *day < end).unwrap_or(end)),
        end: day(end),
        props,
        links,
        reviewed_controls: reviewed,
        attestations: attestations(project, audit),
        observations: told.observations,
        risks: told.risks,
        findings: told.findings,
    }
}

/// What the auditors concluded, and why they are independent.
fn attestations(project: &Project<'_>, audit: &Audit) -> Vec<Attestation> {
    let parsed = &audit.parsed;
    let texts = [
        ("conclusion", "Conclusion", &parsed.conclusion),
        ("independence", "Independence of the auditor", &parsed.independence),
    ];
    let part = |(name, title, text): (&'static str, &'static str, &Option<String>)| {
        Some(Part { name, ns: NS, title, prose: text.as_deref().and_then(prose)? })
    };
    let parts: Vec<Part> = texts.into_iter().filter_map(part).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let responsible_parties = project.people.responsible(ASSESSOR, &audit.auditors);
    vec![Attestation { responsible_parties, parts }]
}

/// The result of what other audits, tests, incidents and people found.
pub(super) fn elsewhere(project: &Project<'_>, references: &mut References<'_>) -> Option<Outcome> {
    let audits: BTreeSet<Entry> = performed(project).iter().map(|(_, entry, ..)| *entry).collect();
    let is_other =
        |(_, _, finding): &Found<'_>| finding.audit.is_none_or(|audit| !audits.contains(&audit));
    let other: Vec<Found<'_>> = found(project).filter(is_other).collect();
    let days = || other.iter().map(|(_, _, finding)| raised(project, finding));
    let (start, end) = (days().min()?, days().max()?);
    let required = other.iter().flat_map(|(_, _, finding)| finding.requirement.iter().copied());
    let told = Told::of(project, &other, references);
    Some(Outcome {
        uuid: project.names.name("result", "/findings"),
        title: "Findings outside internal audits".to_owned(),
        description: "What external audits, tests, incidents, figures and colleagues found."
            .to_owned(),
        start: day(start),
        end: day(end),
        props: Vec::new(),
        links: Vec::<Link>::new(),
        reviewed_controls: reviewed(project, required),
        attestations: Vec::new(),
        observations: told.observations,
        risks: told.risks,
        findings: told.findings,
    })
}

/// The result of the evidence register: what was collected up to the as-of date. That a control is met nobody concluded from it.
pub(super) fn evidence(project: &Project<'_>, references: &mut References<'_>) -> Option<Outcome> {
    let handbook = project.handbook;
    let collected = |piece: &Piece| {
        piece.parsed.collected.as_ref().map(|day| day.value).filter(|day| *day <= handbook.today)
    };
    let pieces = handbook.evidence.iter().enumerate();
    let pieces = pieces.filter_map(|(number, piece)| Some((number, piece, collected(piece)?)));
    let pieces: Vec<(usize, &Piece, Date)> = pieces.collect();
    let days = || pieces.iter().map(|(_, _, day)| *day);
    let (start, end) = (days().min()?, days().max()?);
    let proven = pieces.iter().flat_map(|(_, piece, _)| piece.proves.iter().copied());
    let register = handbook.register(Kind::Evidence);
    let words = register.about.as_deref().and_then(prose);
    let observation = |(number, piece, day): &(usize, &Piece, Date)| {
        collected_piece(project, (*number, piece, *day), references)
    };
    Some(Outcome {
        uuid: project.names.name("result", "/evidence"),
        title: line_or(&handbook.label(Entry::Register(Kind::Evidence)).title, "Evidence register"),
        description: words.unwrap_or_else(|| about(Kind::Evidence).to_owned()),
        start: day(start),
        end: day(end),
        props: Vec::new(),
        links: Vec::new(),
        reviewed_controls: reviewed(project, proven),
        attestations: Vec::new(),
        observations: pieces.iter().map(observation).collect(),
        risks: Vec::new(),
        findings: Vec::new(),
    })
}

fn collected_piece(
    project: &Project<'_>,
    (number, piece, collected): (usize, &Piece, Date),
    references: &mut References<'_>,
) -> Observation {
    let (handbook, parsed) = (project.handbook, &piece.parsed);
    let entry = Entry::Evidence(number);
    let title = line_or(&parsed.title, &parsed.id.value);
    let (from, to) = parsed.covers.unwrap_or_default();
    let covers = |name: &str, day: Option<Date>| Prop::own(name, &day?.to_string());
    let mut props: Vec<Prop> = Prop::own("evidence-id", &parsed.id.value).into_iter().collect();
    let proven = piece.proves.iter().map(|entry| project.id(*entry));
    props.extend(proven.filter_map(|id| Prop::own("control", &id)));
    props.extend([covers("covers-from", from), covers("covers-to", to)].into_iter().flatten());
    props.extend(project.people.in_words("owner", piece.owner));
    Observation {
        uuid: project.names.entry("observation", handbook, entry),
        description: parsed.result.as_deref().and_then(prose).unwrap_or_else(|| title.clone()),
        props,
        links: Vec::new(),
        methods: ["EXAMINE"],
        types: ["control-objective"],
        origins: project.people.origin(piece.owner),
        relevant_evidence: vec![Evidence {
            href: Some(references.href(entry)),
            description: title.clone(),
        }],
        collected: day(collected),
        expires: stale_after(parsed, handbook.today).map(day),
        remarks: None,
        title,
    }
}

/// What was looked at, in the order of the framework, each once.
fn reviewed(project: &Project<'_>, entries: impl Iterator<Item = Entry>) -> Reviewed {
    let entries: BTreeSet<Entry> = entries.collect();
    let mut seen = BTreeSet::new();
    let ids = entries.into_iter().flat_map(|entry| project.controls_of(entry));
    Reviewed::of(ids.filter(|id| seen.insert(*id)))
}
