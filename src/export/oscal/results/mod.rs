//! Audits, findings and evidence as assessment results: a result for each internal audit that took place, one for what was found elsewhere,
//! and one for the evidence register. What is still to come is left out.

mod finding;
mod outcome;
mod risk;
mod shape;

use serde::Serialize;

use crate::export::oscal::back_matter::{BackMatter, References};
use crate::export::oscal::metadata::{Document, Metadata, write};
use crate::export::oscal::project::{Files, Project};
use crate::export::oscal::results::outcome::{audits, elsewhere, evidence};
use crate::export::oscal::results::shape::Outcome;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;

/// The entry of the catalogue that is the plan of audits.
const PROGRAMME: &str = "internal-audit-programme";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AssessmentResults {
    import_ap: Plan,
    results: Vec<Outcome>,
    #[serde(skip_serializing_if = "BackMatter::is_empty")]
    back_matter: BackMatter,
}

/// What was planned. OSCAL wants a plan of its own kind and takes a document in its place.
#[derive(Serialize)]
struct Plan {
    href: String,
    remarks: &'static str,
}

/// True when there is a result.
pub(super) fn is_there(handbook: &Handbook) -> bool {
    let today = handbook.today;
    let has_come = |day: Option<_>| day.is_none_or(|day| day <= today);
    handbook.audits().any(|(_, _, audit)| audit.performed(today).is_some())
        || handbook
            .findings()
            .any(|(_, _, finding)| has_come(finding.parsed.raised.as_ref().map(|day| day.value)))
        || handbook
            .evidence
            .iter()
            .any(|piece| piece.parsed.collected.as_ref().is_some_and(|day| day.value <= today))
}

/// The assessment results.
pub(super) fn render(project: &Project<'_>, files: &Files) -> Vec<u8> {
    let handbook = project.handbook;
    let mut references = References::of(handbook, project.names, &files.results);
    let mut results = audits(project, &mut references);
    results.extend(elsewhere(project, &mut references));
    results.extend(evidence(project, &mut references));
    let import_ap = plan(handbook, &mut references);
    let body = AssessmentResults { import_ap, results, back_matter: references.end() };
    let title = project.title("Audits, findings and evidence", "of");
    let version = handbook.today.to_string();
    let metadata = Metadata::new(&title, &version, "ASSESSMENT-RESULTS", handbook.today);
    let metadata = project.people.listed(metadata, &body);
    // Unlike the others it has one name for good: it is about the same subject in every version.
    let uuid = project.names.name("document", "assessment-results");
    write("assessment-results", &Document { uuid, metadata, body })
}

/// The audit programme; else the newest audit, else the page of audits, which always is there.
fn plan(handbook: &Handbook, references: &mut References<'_>) -> Plan {
    let programme = handbook.frameworks.catalogue.iter().position(|entry| entry.id == PROGRAMME);
    let fulfilling = programme.and_then(|number| handbook.fulfilling.get(&number));
    let document =
        fulfilling.into_iter().flatten().find(|entry| matches!(entry, Entry::Document(_)));
    let performed = handbook
        .audits()
        .filter_map(|(entry, _, audit)| Some((audit.performed(handbook.today)?, entry)));
    let newest = performed.max_by_key(|(day, _)| *day).map(|(_, entry)| entry);
    if let Some(entry) = document {
        return Plan {
            href: references.href(*entry),
            remarks: "The plan is a document of the handbook; there is no assessment plan in OSCAL.",
        };
    }
    let href = match newest {
        Some(entry) => references.href(entry),
        None => references.page("Internal audits", "audits.html"),
    };
    Plan {
        href,
        remarks: "The handbook has no audit programme; what shows its audits stands in for it.",
    }
}
