//! The Statement of Applicability: a row for each control, decided or not.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::trail::{
    Approval, Past, Review, Revision, approvals, every, history, is_as_approved, reviews,
};
use crate::export::handbook::values::{Day, Digest, Every, Standing, Term, text};
use crate::model::entry::Entry;
use crate::model::soa::{Applicability, SoaRow, Totals as Counted};
use crate::model::trail::Controlled;
use crate::parse::soa::{Implementation, Reason};

/// The Statement of Applicability.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Statement {
    /// Its id.
    id: String,
    /// Its title.
    title: String,
    /// The framework whose controls it decides on.
    framework: Option<String>,
    /// Its version.
    version: Option<String>,
    /// In force since.
    effective: Option<Day>,
    /// Who keeps it.
    owner: Option<String>,
    /// Who approves it.
    approver: Option<String>,
    /// The key of its classification.
    classification: Option<String>,
    /// The day of its next review, if its author names one.
    review_date: Option<Day>,
    /// How often it is reviewed, if its author says so.
    review_every: Option<Every>,
    /// How its review stands.
    review: Standing,
    /// Its approvals.
    approvals: Vec<Approval>,
    /// Its reviews.
    reviews: Vec<Review>,
    /// Its versions.
    history: Vec<Revision>,
    /// The digest of its decisions, which approvals may name.
    digest: Digest,
    /// True when the newest approval that names a digest is of these very decisions, false when it is of others; `null` without such an approval.
    is_as_approved: Option<bool>,
    /// What git knows of it.
    past: Past,
    /// How many rows there are, by what was decided.
    totals: Totals,
    /// The rows in the order of the framework, the organization's own controls last.
    rows: Vec<Row>,
    /// Its source file; `null` when there is none.
    source: Option<String>,
    /// Its page, relative to the root of the site.
    page: String,
}

/// How many rows there are, by what was decided.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Totals {
    /// All rows.
    all: usize,
    /// Rows that apply.
    included: usize,
    /// Rows that do not apply.
    excluded: usize,
    /// Rows without a decision.
    undecided: usize,
    /// Rows that apply and are in place.
    implemented: usize,
    /// Rows that apply and are in place in part.
    partial: usize,
    /// Rows that apply and are planned.
    planned: usize,
    /// Rows that apply and are not begun.
    not_started: usize,
    /// Rows that apply and do not say how far they are in place.
    unstated: usize,
}

impl From<Counted> for Totals {
    fn from(counted: Counted) -> Self {
        let Counted {
            all,
            included,
            excluded,
            undecided,
            implemented,
            partial,
            planned,
            not_started,
            unstated,
        } = counted;
        Self {
            all,
            included,
            excluded,
            undecided,
            implemented,
            partial,
            planned,
            not_started,
            unstated,
        }
    }
}

/// The decision for one control.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Row {
    /// The control.
    id: String,
    /// Its title.
    title: String,
    /// Whether it applies; `null` while undecided.
    applicable: Option<bool>,
    /// Why it is included.
    reasons: Vec<Term<Reason>>,
    /// The risks that it treats.
    risks: Vec<String>,
    /// The obligations that ask for it.
    obligations: Vec<String>,
    /// Why it is included, in words.
    justification: Option<String>,
    /// Why it is left out.
    exclusion: Option<String>,
    /// How far it is in place.
    status: Option<Term<Implementation>>,
    /// How it is done.
    how: Option<String>,
    /// Who answers for it.
    owner: Option<String>,
    /// When it will be in place.
    due: Option<Day>,
    /// What is left to do.
    action: Option<String>,
    /// Proof that it works, as the row names it.
    evidence: Vec<String>,
    /// Proof that it works: named by the row, or naming the control.
    proven_by: Vec<String>,
    /// The documents that carry it out.
    documents: Vec<String>,
    /// The page of the control, relative to the root of the site.
    page: String,
}

impl Statement {
    /// The statement of a handbook; without a file, its rows are undecided.
    pub(super) fn new(names: Names<'_>) -> Self {
        let handbook = names.handbook;
        let (soa, parsed) = (&handbook.soa, handbook.soa.parsed.as_ref());
        let label = handbook.label(Entry::Soa);
        let named = parsed.and_then(|parsed| text(parsed.framework.as_ref()));
        let first = handbook.frameworks.used.first().map(|framework| framework.id.clone());
        let trail = parsed.map(|parsed| &parsed.trail);
        Self {
            id: label.id.clone(),
            title: label.title.clone(),
            framework: named.or(first),
            version: parsed.and_then(|parsed| text(parsed.version.as_ref())),
            effective: parsed.and_then(|parsed| Day::of(parsed.effective.as_ref())),
            owner: parsed.and_then(|parsed| names.party(parsed.owner.as_ref())),
            approver: parsed.and_then(|parsed| names.party(parsed.approver.as_ref())),
            classification: parsed.and_then(|parsed| text(parsed.classification.as_ref())),
            review_date: trail.and_then(|trail| Day::of(trail.review_date.as_ref())),
            review_every: trail.and_then(every),
            review: soa.review.into(),
            approvals: trail.map(|trail| approvals(names, trail)).unwrap_or_default(),
            reviews: trail.map(|trail| reviews(names, trail)).unwrap_or_default(),
            history: trail.map(|trail| history(names, trail)).unwrap_or_default(),
            digest: Digest(soa.digest),
            is_as_approved: Controlled::of_statement(handbook)
                .and_then(|text| is_as_approved(names, &text)),
            past: Past::new(names, &soa.past),
            totals: soa.totals().into(),
            rows: soa.rows.iter().map(|row| of(names, row)).collect(),
            source: parsed.map(|parsed| parsed.path.to_string()),
            page: names.page(Entry::Soa),
        }
    }
}

fn of(names: Names<'_>, row: &SoaRow) -> Row {
    let parsed = row.parsed.as_ref();
    Row {
        id: names.id(row.control),
        title: names.handbook.label(row.control).title.clone(),
        applicable: match row.applicability {
            Applicability::Undecided => None,
            Applicability::Included(_) => Some(true),
            Applicability::Excluded => Some(false),
        },
        reasons: parsed
            .map(|parsed| parsed.reasons.iter().map(|reason| Term(reason.value)).collect())
            .unwrap_or_default(),
        risks: parsed.map(|parsed| names.entries(&parsed.risks)).unwrap_or_default(),
        obligations: parsed.map(|parsed| names.entries(&parsed.obligations)).unwrap_or_default(),
        justification: parsed.and_then(|parsed| text(parsed.justification.as_ref())),
        exclusion: parsed.and_then(|parsed| text(parsed.exclusion.as_ref())),
        status: parsed.and_then(|parsed| Term::of(parsed.status.as_ref())),
        how: parsed.and_then(|parsed| parsed.how.clone()),
        owner: parsed.and_then(|parsed| names.party(parsed.owner.as_ref())),
        due: parsed.and_then(|parsed| Day::of(parsed.due.as_ref())),
        action: parsed.and_then(|parsed| text(parsed.action.as_ref())),
        evidence: parsed.map(|parsed| names.entries(&parsed.evidence)).unwrap_or_default(),
        proven_by: names.ids(row.evidence.iter().copied()),
        documents: names.ids(names.handbook.carrying_out(row.control).map(|(entry, _)| entry)),
        page: names.page(row.control),
    }
}
