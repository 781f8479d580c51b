//! What assessment results are made of.

use serde::Serialize;

use crate::export::oscal::metadata::{Link, Prop};
use crate::export::oscal::people::{LoggedBy, Origin, ResponsibleParty, ResponsibleRole};

/// What an audit, or looking elsewhere, came to.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Outcome {
    pub(super) uuid: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) start: String,
    pub(super) end: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<Link>,
    pub(super) reviewed_controls: Reviewed,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) attestations: Vec<Attestation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) observations: Vec<Observation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) risks: Vec<Risk>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) findings: Vec<Finding>,
}

/// What was looked at.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Reviewed {
    control_selections: [Selection; 1],
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Selection {
    #[serde(skip_serializing_if = "Option::is_none")]
    include_all: Option<All>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    include_controls: Vec<Select>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<&'static str>,
}

/// The one empty object that OSCAL takes.
#[derive(Debug, Serialize)]
struct All {}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Select {
    control_id: String,
}

impl Reviewed {
    /// These controls and clauses. Where nobody says which, OSCAL has a word for all only.
    pub(super) fn of<'i>(ids: impl IntoIterator<Item = &'i str>) -> Self {
        let select = |id: &str| Select { control_id: id.to_owned() };
        let include_controls: Vec<Select> = ids.into_iter().map(select).collect();
        let selection = if include_controls.is_empty() {
            Selection {
                include_all: Some(All {}),
                remarks: Some("The record does not say which controls and clauses were looked at."),
                ..Selection::default()
            }
        } else {
            Selection { include_controls, ..Selection::default() }
        };
        Self { control_selections: [selection] }
    }
}

/// What somebody stands by.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Attestation {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) responsible_parties: Vec<ResponsibleParty>,
    pub(super) parts: Vec<Part>,
}

/// A text with a name.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) ns: &'static str,
    pub(super) title: &'static str,
    pub(super) prose: String,
}

/// What was seen.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Observation {
    pub(super) uuid: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<Link>,
    pub(super) methods: [&'static str; 1],
    pub(super) types: [&'static str; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) origins: Vec<Origin>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) relevant_evidence: Vec<Evidence>,
    pub(super) collected: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remarks: Option<&'static str>,
}

/// What shows it.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
    pub(super) description: String,
}

/// What may come of it, and what is done about that.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Risk {
    pub(super) uuid: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) statement: String,
    pub(super) props: Vec<Prop>,
    pub(super) links: Vec<Link>,
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) origins: Vec<Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) deadline: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) remediations: Vec<Remediation>,
    #[serde(rename = "risk-log")]
    pub(super) log: Log,
    pub(super) related_observations: [RelatedObservation; 1],
}

/// A step against it.
#[derive(Debug, Serialize)]
pub(super) struct Remediation {
    pub(super) uuid: String,
    pub(super) lifecycle: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) tasks: [Task; 1],
}

/// The same as something that somebody does on a day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Task {
    pub(super) uuid: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) timing: Option<Timing>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) responsible_roles: Vec<ResponsibleRole>,
}

/// When.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Timing {
    pub(super) on_date: OnDate,
}

/// On a day.
#[derive(Debug, Serialize)]
pub(super) struct OnDate {
    pub(super) date: String,
}

/// What happened to a risk, newest first.
#[derive(Debug, Serialize)]
pub(super) struct Log {
    pub(super) entries: Vec<Logged>,
}

/// Something that happened to it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Logged {
    pub(super) uuid: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) start: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(rename = "logged-by", skip_serializing_if = "Vec::is_empty")]
    pub(super) by: Vec<LoggedBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_change: Option<&'static str>,
}

/// A requirement that is not met.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Finding {
    pub(super) uuid: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) props: Vec<Prop>,
    pub(super) links: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) origins: Vec<Origin>,
    pub(super) target: Target,
    pub(super) related_observations: [RelatedObservation; 1],
    pub(super) related_risks: [RelatedRisk; 1],
}

/// Which requirement.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Target {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "target-id")]
    id: String,
    status: Status,
}

#[derive(Debug, Serialize)]
struct Status {
    state: &'static str,
    reason: &'static str,
}

impl Target {
    /// The statement of a control or clause. It stays not satisfied after the finding is closed: that is what was concluded on the day.
    pub(super) fn not_met(token: &str) -> Self {
        let status = Status { state: "not-satisfied", reason: "fail" };
        Self { kind: "statement-id", id: format!("{token}_smt"), status }
    }
}

/// What was seen, by its name.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RelatedObservation {
    pub(super) observation_uuid: String,
}

/// A risk, by its name.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RelatedRisk {
    pub(super) risk_uuid: String,
}
