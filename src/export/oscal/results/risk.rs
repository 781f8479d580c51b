//! What a nonconformity may come to, what is done about it, and what happened so far.

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::export::oscal::metadata::{Link, Prop, day};
use crate::export::oscal::name::{distinct, key};
use crate::export::oscal::people::LoggedBy;
use crate::export::oscal::project::Project;
use crate::export::oscal::results::shape::{
    Log, Logged, OnDate, RelatedObservation, Remediation, Risk, Task, Timing,
};
use crate::export::oscal::text::{line, line_or, prose};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::record::finding::{Finding, Stage};
use crate::parse::word::Word;

/// What of a finding is the same in its observation, its risk and its findings.
#[derive(Clone)]
pub(super) struct Facts {
    /// Its title.
    pub(super) title: String,
    /// What was found.
    pub(super) description: String,
    /// Its id and grade.
    pub(super) props: Vec<Prop>,
    /// Its record.
    pub(super) links: Vec<Link>,
    /// The day on which it was raised, or what stands in for it.
    pub(super) raised: Date,
    /// What was seen.
    pub(super) observation: RelatedObservation,
}

/// The risk of a finding.
pub(super) fn risk(
    project: &Project<'_>,
    entry: Entry,
    document: &Document,
    finding: &Finding,
    facts: &Facts,
) -> Risk {
    let handbook = project.handbook;
    let parsed = &finding.parsed;
    let ids = finding.risks.iter().map(|risk| project.id(*risk));
    let mut props = facts.props.clone();
    props.extend(ids.filter_map(|id| Prop::own("risk", &id)));
    props.extend(parsed.cause.as_ref().and_then(|cause| Prop::own("cause", &cause.value)));
    Risk {
        uuid: project.names.entry("risk", handbook, entry),
        title: facts.title.clone(),
        description: facts.description.clone(),
        statement: statement(handbook, finding),
        props,
        links: facts.links.clone(),
        status: match finding.stage(handbook.today) {
            Stage::Raised => "investigating",
            Stage::Understood => "open",
            Stage::UnderWay | Stage::Done | Stage::NotEffective | Stage::Effective => "remediating",
            Stage::Closed => "closed",
        },
        origins: project.people.origin(finding.by),
        deadline: parsed.due.as_ref().map(|due| day(due.value)),
        remediations: remediations(project, entry, document, finding),
        log: Log { entries: log(project, entry, finding, facts.raised) },
        related_observations: [facts.observation.clone()],
    }
}

/// The risks of the register that the finding touches, in their words.
fn statement(handbook: &Handbook, finding: &Finding) -> String {
    let risks = finding.risks.iter().filter_map(|entry| match entry {
        Entry::Risk(number) => handbook.risks.get(*number),
        _ => None,
    });
    let risks = risks.filter_map(|risk| {
        let risk = &risk.parsed;
        let scenario = risk.scenario.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        prose(&format!("{} {}{scenario}", risk.id.value, risk.title))
    });
    let text = risks.collect::<Vec<String>>().join("\n\n");
    if text.is_empty() {
        "The finding names no risk of the risk register.".to_owned()
    } else {
        text
    }
}

/// Something that is done: what it is called, what it is, who does it, by when, and when it was done.
struct Step<'f> {
    kind: &'static str,
    id: Option<&'f str>,
    text: Option<&'f str>,
    owner: Option<PartyId>,
    due: Option<Date>,
    done: Option<Date>,
}

/// The correction and the actions.
fn steps<'f>(handbook: &Handbook, document: &Document, finding: &'f Finding) -> Vec<Step<'f>> {
    let find = |key: &Option<Spanned<String>>| {
        key.as_ref().and_then(|key| handbook.directory.find(key.value.trim()))
    };
    let done = |day: &Option<Spanned<Date>>| {
        day.as_ref().map(|day| day.value).filter(|day| *day <= handbook.today)
    };
    let parsed = &finding.parsed;
    let correction = parsed.correction.iter().map(|correction| Step {
        kind: "correction",
        id: None,
        text: correction.text.as_deref(),
        owner: find(&correction.owner),
        due: None,
        done: done(&correction.done),
    });
    let actions = parsed.actions.iter().map(|action| Step {
        kind: "action",
        id: action.id.as_deref(),
        text: Some(&action.text),
        owner: find(&action.owner).or(document.owner),
        due: action.due.as_ref().map(|due| due.value),
        done: done(&action.done),
    });
    correction.chain(actions).collect()
}

impl Step<'_> {
    fn title(&self) -> String {
        let kind = if self.kind == "action" { "Action" } else { "Correction" };
        line_or(self.id.unwrap_or(kind), kind)
    }
}

fn remediations(
    project: &Project<'_>,
    entry: Entry,
    document: &Document,
    finding: &Finding,
) -> Vec<Remediation> {
    let of = key(project.handbook, entry);
    let steps = steps(project.handbook, document, finding);
    let keys =
        distinct(steps.iter().map(|step| format!("{of}/{}/{}", step.kind, step.id.unwrap_or(""))));
    let pairs = keys.into_iter().zip(steps);
    let remediation = |(key, step): (String, Step<'_>)| {
        let title = step.title();
        let on_date = step.done.or(step.due).map(|date| OnDate { date: day(date) });
        Remediation {
            uuid: project.names.name("remediation", &key),
            lifecycle: if step.done.is_some() { "completed" } else { "planned" },
            description: step.text.and_then(prose).unwrap_or_else(|| title.clone()),
            tasks: [Task {
                uuid: project.names.name("task", &key),
                kind: "action",
                title: title.clone(),
                timing: on_date.map(|on_date| Timing { on_date }),
                responsible_roles: project.people.owner(step.owner),
            }],
            title,
        }
    };
    pairs.map(remediation).collect()
}

/// An entry of the log before it has its name.
struct Happening {
    day: Date,
    title: String,
    note: Option<String>,
    kind: Option<&'static str>,
    by: Vec<LoggedBy>,
    status_change: Option<&'static str>,
}

/// What happened up to the as-of date, newest first; of two on one day, what comes later in the life of a finding.
fn log(project: &Project<'_>, entry: Entry, finding: &Finding, raised: Date) -> Vec<Logged> {
    let mut happened = happenings(project, finding, raised);
    happened.retain(|one| one.day <= project.handbook.today);
    happened.sort_by_key(|one| one.day);
    let of = key(project.handbook, entry);
    let keys = distinct(happened.iter().map(|one| format!("{of}/{}/{}", one.day, one.title)));
    let pairs = keys.into_iter().zip(happened).rev();
    let logged = pairs.map(|(key, one)| Logged {
        uuid: project.names.name("log", &key),
        title: one.title,
        description: one.note,
        start: day(one.day),
        props: one.kind.and_then(|kind| Prop::standard("type", kind)).into_iter().collect(),
        by: one.by,
        status_change: one.status_change,
    });
    logged.collect()
}

/// What happened, in the order of a finding's life.
fn happenings(project: &Project<'_>, finding: &Finding, raised: Date) -> Vec<Happening> {
    let parsed = &finding.parsed;
    let people = &project.people;
    let plain = |title: &str, day: Date, kind| Happening {
        day,
        title: title.to_owned(),
        note: None,
        kind,
        by: Vec::new(),
        status_change: None,
    };
    let mut all = vec![plain("Raised", raised, None)];
    let corrected = parsed.correction.as_ref().and_then(|correction| correction.done.as_ref());
    all.extend(corrected.map(|day| plain("Correction done", day.value, Some("mitigation"))));
    all.extend(parsed.actions.iter().filter_map(|action| {
        let id = action.id.as_deref().and_then(line).unwrap_or_else(|| "Action".to_owned());
        let day = action.done.as_ref()?.value;
        Some(plain(&format!("{id} done"), day, Some("milestone-complete")))
    }));
    all.extend(parsed.effectiveness.as_ref().and_then(|check| {
        let result = check.result.as_ref().map_or("judged", |result| result.value.word());
        let title = format!("Effectiveness: {}", result.replace('-', " "));
        Some(Happening {
            note: check.note.as_deref().and_then(prose),
            by: people.logged_by(check.by.as_ref().map(|by| by.value.as_str())),
            ..plain(&title, check.date.as_ref()?.value, Some("status-update"))
        })
    }));
    all.extend(parsed.closure.as_ref().and_then(|closure| {
        Some(Happening {
            note: closure.note.as_deref().and_then(prose),
            by: people.logged_by(closure.by.as_ref().map(|by| by.value.as_str())),
            status_change: Some("closed"),
            ..plain("Closed", closure.date.as_ref()?.value, Some("closed"))
        })
    }));
    all
}
