//! Findings: an observation each. Those that are graded as a nonconformity have a risk, too, and one finding of OSCAL for each control and
//! clause that is not met, as a finding of OSCAL has one target.

use crate::base::date::Date;
use crate::export::oscal::back_matter::References;
use crate::export::oscal::metadata::{Prop, day};
use crate::export::oscal::name::key;
use crate::export::oscal::project::Project;
use crate::export::oscal::results::risk::{Facts, risk};
use crate::export::oscal::results::shape::{
    Evidence, Finding as Unmet, Observation, RelatedObservation, RelatedRisk, Risk, Target,
};
use crate::export::oscal::text::{line, line_or, prose};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::record::finding::{Finding, Seen};
use crate::parse::record::finding::Grade;
use crate::parse::word::Word;

/// A finding of the handbook with its record.
pub(super) type Found<'h> = (Entry, &'h Document, &'h Finding);

/// The day on which a finding was raised; that of its audit, or the as-of date, when nobody says it.
pub(super) fn raised(project: &Project<'_>, finding: &Finding) -> Date {
    let handbook = project.handbook;
    let audit = finding.audit.and_then(|audit| handbook.audit(audit));
    let performed = audit.and_then(|audit| audit.performed(handbook.today));
    let raised = finding.parsed.raised.as_ref().map(|day| day.value);
    raised.or(performed).unwrap_or(handbook.today)
}

/// True for what somebody graded as a requirement that is not met. What has no grade may be one, but nobody concluded that.
fn is_nonconformity(finding: &Finding) -> bool {
    finding.grade().is_some_and(Grade::is_nonconformity)
}

/// What findings come to.
#[derive(Default)]
pub(super) struct Told {
    /// One for each.
    pub(super) observations: Vec<Observation>,
    /// One for each nonconformity.
    pub(super) risks: Vec<Risk>,
    /// One for each control and clause that is not met.
    pub(super) findings: Vec<Unmet>,
}

impl Told {
    /// What these findings come to.
    pub(super) fn of(
        project: &Project<'_>,
        found: &[Found<'_>],
        references: &mut References<'_>,
    ) -> Self {
        let mut told = Self::default();
        for (entry, document, finding) in found.iter().copied() {
            let facts = facts(project, (entry, document, finding), references);
            told.observations.push(observation(project, finding, &facts, references));
            if !is_nonconformity(finding) {
                continue;
            }
            let risk = risk(project, entry, document, finding, &facts);
            told.findings.extend(unmet(project, (entry, finding), &facts, &risk));
            told.risks.push(risk);
        }
        told
    }
}

fn facts(
    project: &Project<'_>,
    (entry, document, finding): Found<'_>,
    references: &mut References<'_>,
) -> Facts {
    let title = line_or(&document.title, document.id());
    let grade = finding.grade().map(Word::word);
    let props =
        [Prop::own("finding-id", document.id()), grade.and_then(|word| Prop::own("grade", word))];
    Facts {
        description: finding
            .parsed
            .statement
            .as_deref()
            .and_then(prose)
            .unwrap_or_else(|| title.clone()),
        title,
        props: props.into_iter().flatten().collect(),
        links: vec![references.link(entry, "reference")],
        raised: raised(project, finding),
        observation: RelatedObservation {
            observation_uuid: project.names.entry("observation", project.handbook, entry),
        },
    }
}

fn observation(
    project: &Project<'_>,
    finding: &Finding,
    facts: &Facts,
    references: &mut References<'_>,
) -> Observation {
    let requirement = finding.requirement.iter().map(|entry| project.id(*entry));
    let mut props = facts.props.clone();
    props.extend(requirement.filter_map(|id| Prop::own("requirement", &id)));
    props.extend(finding.parsed.source.as_deref().and_then(|source| Prop::own("source", source)));
    props.extend(project.people.in_words("by", finding.by));
    let evidence: Vec<Evidence> =
        finding.seen.iter().filter_map(|seen| evidence(project, seen, references)).collect();
    Observation {
        uuid: facts.observation.observation_uuid.clone(),
        title: facts.title.clone(),
        description: facts.description.clone(),
        props,
        links: facts.links.clone(),
        methods: [if evidence.is_empty() { "UNKNOWN" } else { "EXAMINE" }],
        types: [if is_nonconformity(finding) { "finding" } else { "discovery" }],
        origins: project.people.origin(finding.by),
        relevant_evidence: evidence,
        collected: day(facts.raised),
        expires: None,
        remarks: finding.parsed.raised.is_none().then_some(
            "The record does not say when this was raised; another day stands in for it.",
        ),
    }
}

fn evidence(
    project: &Project<'_>,
    seen: &Seen,
    references: &mut References<'_>,
) -> Option<Evidence> {
    match seen {
        Seen::Text(text) => Some(Evidence { href: None, description: prose(text)? }),
        Seen::Entry(entry) => {
            let label = project.handbook.label(*entry);
            let description = line(&label.title).unwrap_or_else(|| label.id.clone());
            Some(Evidence { href: Some(references.href(*entry)), description })
        }
    }
}

/// The controls and clauses that are not met. A document is none, and which of those it carries out are not met nobody said.
fn unmet(
    project: &Project<'_>,
    (entry, finding): (Entry, &Finding),
    facts: &Facts,
    risk: &Risk,
) -> Vec<Unmet> {
    let of = key(project.handbook, entry);
    let tokens = finding.requirement.iter().filter_map(|entry| project.control(*entry));
    let unmet = tokens.map(|token| Unmet {
        uuid: project.names.name("finding", &format!("{of}/{token}")),
        title: facts.title.clone(),
        description: facts.description.clone(),
        props: facts.props.clone(),
        links: facts.links.clone(),
        origins: project.people.origin(finding.by),
        target: Target::not_met(token),
        related_observations: [facts.observation.clone()],
        related_risks: [RelatedRisk { risk_uuid: risk.uuid.clone() }],
    });
    unmet.collect()
}
