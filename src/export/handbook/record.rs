//! What records say of what they record.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::action::{Action, actions};
use crate::export::handbook::names::Names;
use crate::export::handbook::values::{Day, Term, text};
use crate::model::record::audit::Audit as FoundAudit;
use crate::model::record::finding::{Finding as FoundFinding, Stage as Found};
use crate::model::record::management_review::ManagementReview as FoundReview;
use crate::model::record::training::Training as FoundTraining;
use crate::parse::record::Record as Parsed;
use crate::parse::record::finding::{self as parse, Grade, Judgement};
use crate::parse::record::management_review as minutes;

/// An internal audit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Audit {
    /// Against what was audited.
    criteria: Vec<String>,
    /// What was audited.
    scope: Option<String>,
    /// The day for which it was planned.
    planned: Option<Day>,
    /// Its last day; `null` while it is still to come.
    performed: Option<Day>,
    /// Who audited.
    auditor: Vec<String>,
    /// Why the auditor is independent of what was audited.
    independence: Option<String>,
    /// What was looked at: documents, controls, clauses.
    sampled: Vec<String>,
    /// What the auditor concluded.
    conclusion: Option<String>,
    /// Who was told.
    reported_to: Vec<String>,
    /// When.
    reported: Option<Day>,
}

impl Audit {
    /// What an audit says.
    pub(super) fn new(names: Names<'_>, audit: &FoundAudit) -> Self {
        let parsed = &audit.parsed;
        Self {
            criteria: parsed.criteria.clone(),
            scope: parsed.scope.clone(),
            planned: Day::of(parsed.planned.as_ref()),
            performed: Day::of(parsed.performed.as_ref()),
            auditor: names.everybody(&parsed.auditors),
            independence: parsed.independence.clone(),
            sampled: names.entries(&parsed.sampled),
            conclusion: parsed.conclusion.clone(),
            reported_to: names.everybody(&parsed.reported_to),
            reported: Day::of(parsed.reported.as_ref()),
        }
    }
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Finding {
    /// The audit that found it.
    audit: Option<String>,
    /// Where else it comes from.
    source: Option<String>,
    /// How grave it is.
    grade: Option<Term<Grade>>,
    /// The clauses, controls and documents that are not met.
    requirement: Vec<String>,
    /// The risks that it touches.
    risks: Vec<String>,
    /// When it was raised.
    raised: Option<Day>,
    /// By whom.
    by: Option<String>,
    /// What was found.
    statement: Option<String>,
    /// What was seen: texts, and ids of evidence.
    evidence: Vec<String>,
    /// What was done at once.
    correction: Option<Correction>,
    /// Why it came about.
    cause: Option<String>,
    /// Whether the same is found elsewhere.
    similar: Option<String>,
    /// When it is to be closed.
    due: Option<Day>,
    /// What is done so that it does not come again.
    actions: Vec<Action>,
    /// How it is judged whether that worked.
    effectiveness: Option<Effectiveness>,
    /// Its end.
    closure: Option<Closure>,
    /// Where it stands.
    stage: Stage,
    /// True until the day on which it is closed.
    is_open: bool,
}

/// What was done at once.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Correction {
    /// What.
    text: Option<String>,
    /// Who did it.
    owner: Option<String>,
    /// When it was done.
    done: Option<Day>,
}

/// How it is judged whether the actions worked.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Effectiveness {
    /// By when.
    due: Option<Day>,
    /// How.
    method: Option<String>,
    /// What came of it.
    result: Option<Term<Judgement>>,
    /// When.
    date: Option<Day>,
    /// Who judged.
    by: Option<String>,
    /// What was seen.
    note: Option<String>,
}

/// The end of a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Closure {
    /// When.
    date: Option<Day>,
    /// Who closed it.
    by: Option<String>,
    /// In what words.
    note: Option<String>,
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stage {
    /// It is written down; its cause is not known yet.
    Raised,
    /// Its cause is known, or need not be; nothing is planned yet.
    Understood,
    /// Actions are planned, and not all of them are done.
    UnderWay,
    /// All actions are done; whether they worked is not judged yet.
    Done,
    /// The actions did not work.
    NotEffective,
    /// The actions worked; it is not closed yet.
    Effective,
    /// It is closed.
    Closed,
}

impl From<Found> for Stage {
    fn from(stage: Found) -> Self {
        match stage {
            Found::Raised => Self::Raised,
            Found::Understood => Self::Understood,
            Found::UnderWay => Self::UnderWay,
            Found::Done => Self::Done,
            Found::NotEffective => Self::NotEffective,
            Found::Effective => Self::Effective,
            Found::Closed => Self::Closed,
        }
    }
}

impl Finding {
    /// What a finding says.
    pub(super) fn new(names: Names<'_>, finding: &FoundFinding) -> Self {
        let (parsed, today) = (&finding.parsed, names.handbook.today);
        let correction = |one: &parse::Correction| Correction {
            text: one.text.clone(),
            owner: names.somebody(one.owner.as_ref()),
            done: Day::of(one.done.as_ref()),
        };
        let effectiveness = |one: &parse::Effectiveness| Effectiveness {
            due: Day::of(one.due.as_ref()),
            method: one.method.clone(),
            result: Term::of(one.result.as_ref()),
            date: Day::of(one.date.as_ref()),
            by: names.somebody(one.by.as_ref()),
            note: one.note.clone(),
        };
        let closure = |one: &parse::Closure| Closure {
            date: Day::of(one.date.as_ref()),
            by: names.somebody(one.by.as_ref()),
            note: one.note.clone(),
        };
        Self {
            audit: names.entry(parsed.audit.as_ref()),
            source: parsed.source.clone(),
            grade: Term::of(parsed.grade.as_ref()),
            requirement: names.entries(&parsed.requirement),
            risks: names.entries(&parsed.risks),
            raised: Day::of(parsed.raised.as_ref()),
            by: names.somebody(parsed.by.as_ref()),
            statement: parsed.statement.clone(),
            evidence: names.entries(&parsed.evidence),
            correction: parsed.correction.as_ref().map(correction),
            cause: text(parsed.cause.as_ref()),
            similar: parsed.similar.clone(),
            due: Day::of(parsed.due.as_ref()),
            actions: actions(names, &parsed.actions),
            effectiveness: parsed.effectiveness.as_ref().map(effectiveness),
            closure: parsed.closure.as_ref().map(closure),
            stage: finding.stage(today).into(),
            is_open: finding.is_open(today),
        }
    }
}

/// A management review.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ManagementReview {
    /// When it took place.
    date: Option<Day>,
    /// Who was there.
    attendees: Vec<String>,
    /// What was said to each input of clause 9.3.2.
    inputs: Inputs,
    /// What was decided.
    decisions: Vec<Decision>,
    /// What is to be done.
    actions: Vec<Action>,
}

/// What was said to each input of clause 9.3.2, by the letters of the clause.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Inputs {
    /// State of earlier decisions and actions.
    a: Option<String>,
    /// Changes of issues inside and outside.
    b: Option<String>,
    /// Changes of what interested parties need.
    c: Option<String>,
    /// Nonconformities and corrective actions.
    d1: Option<String>,
    /// What was monitored and measured.
    d2: Option<String>,
    /// Results of audits.
    d3: Option<String>,
    /// How far objectives are reached.
    d4: Option<String>,
    /// What interested parties said.
    e: Option<String>,
    /// Results of risk assessment, and how far the treatment plan is.
    f: Option<String>,
    /// Opportunities for improvement.
    g: Option<String>,
}

/// Something that was decided.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Decision {
    /// Its id.
    id: Option<String>,
    /// What was decided.
    text: String,
    /// Who carries it out.
    owner: Option<String>,
}

impl ManagementReview {
    /// What a management review says.
    pub(super) fn new(names: Names<'_>, review: &FoundReview) -> Self {
        let parsed = &review.parsed;
        let decision = |one: &minutes::Decision| Decision {
            id: one.id.clone(),
            text: one.text.clone(),
            owner: names.somebody(one.owner.as_ref()),
        };
        let said = |input: minutes::Input| review.input(input).map(str::to_owned);
        Self {
            date: Day::of(parsed.date.as_ref()),
            attendees: names.everybody(&parsed.attendees),
            inputs: Inputs {
                a: said(minutes::Input::FormerActions),
                b: said(minutes::Input::Issues),
                c: said(minutes::Input::Parties),
                d1: said(minutes::Input::Nonconformities),
                d2: said(minutes::Input::Measurements),
                d3: said(minutes::Input::Audits),
                d4: said(minutes::Input::Objectives),
                e: said(minutes::Input::Feedback),
                f: said(minutes::Input::Risks),
                g: said(minutes::Input::Improvement),
            },
            decisions: parsed.decisions.iter().map(decision).collect(),
            actions: actions(names, &parsed.actions),
        }
    }
}

/// A training.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Training {
    /// When it took place, or ended.
    date: Option<Day>,
    /// What was taught.
    topic: Option<String>,
    /// Who taught.
    trainer: Option<String>,
    /// Who was there.
    attendees: Vec<String>,
    /// How many were there, if that is said.
    attendees_count: Option<u32>,
    /// The file that lists those who were there.
    file: Option<String>,
    /// What came of it.
    outcome: Option<String>,
    /// The rows of the competence register that it proves.
    competences: Vec<String>,
}

impl Training {
    /// What a training says.
    pub(super) fn new(names: Names<'_>, training: &FoundTraining) -> Self {
        let parsed = &training.parsed;
        Self {
            date: Day::of(parsed.date.as_ref()),
            topic: parsed.topic.clone(),
            trainer: names.somebody(parsed.trainer.as_ref()),
            attendees: names.everybody(&parsed.attendees),
            attendees_count: parsed.attendees_count,
            file: text(parsed.file.as_ref()),
            outcome: parsed.outcome.clone(),
            competences: names.entries(&parsed.competences),
        }
    }
}

/// Any other record.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Record {
    /// The day of what it records.
    date: Option<Day>,
    /// What it is about.
    subject: Option<String>,
}

impl Record {
    /// What a record says.
    pub(super) fn new(record: &Parsed) -> Self {
        Self { date: Day::of(record.date.as_ref()), subject: record.subject.clone() }
    }
}
