//! A finding: what was found, how it goes on, and what is missing next.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::finding::{Finding, Seen};
use crate::view::parts::{Badge, Link, When, link_to, links_to};
use crate::view::record::life::{LifeStep, life};
use crate::view::record::somebody::{Somebody, of_party};
use crate::view::record::step::next_step;
use crate::view::record::words::{age, days, grade_badge, stage_badge, when};

/// A finding.
#[derive(Debug, Serialize)]
pub struct FindingView {
    /// How grave it is.
    pub grade: Badge,
    /// Where it stands.
    pub stage: Badge,
    /// How long it has been open, or was, in a sentence; none when its day is not known.
    pub age: Option<String>,
    /// What is missing next, in a sentence; none once it is closed.
    pub next: Option<String>,
    /// What was found.
    pub statement: Option<String>,
    /// The clauses, controls and documents that are not met.
    pub requirement: Vec<Link>,
    /// The audit that found it.
    pub audit: Option<Link>,
    /// Where else it comes from.
    pub source: Option<String>,
    /// When it was raised.
    pub raised: Option<When>,
    /// By whom.
    pub by: Option<Somebody>,
    /// What was seen.
    pub seen: Vec<SeenView>,
    /// Whether the same is found elsewhere.
    pub similar: Option<String>,
    /// Risks that it touches.
    pub risks: Vec<Link>,
    /// Its life from the first day to the last.
    pub life: Vec<LifeStep>,
}

/// What was seen: one of the two.
#[derive(Debug, Serialize)]
pub struct SeenView {
    /// A piece of evidence or another entry.
    pub link: Option<Link>,
    /// A text.
    pub text: Option<String>,
}

impl FindingView {
    /// The view of a finding.
    pub fn new(handbook: &Handbook, document: &Document, finding: &Finding) -> Self {
        let seen = |seen: &Seen| match seen {
            Seen::Entry(entry) => SeenView { link: Some(link_to(handbook, *entry)), text: None },
            Seen::Text(text) => SeenView { link: None, text: Some(text.clone()) },
        };
        Self {
            grade: grade_badge(finding.grade()),
            stage: stage_badge(finding.stage(handbook.today)),
            age: age_in_a_sentence(finding, handbook.today),
            next: next_step(finding, handbook.today).map(|step| step.sentence(handbook.today)),
            statement: finding.parsed.statement.clone(),
            requirement: links_to(handbook, finding.requirement.iter().copied()),
            audit: finding.audit.map(|audit| link_to(handbook, audit)),
            source: finding.parsed.source.clone(),
            raised: when(handbook, finding.parsed.raised.as_ref()),
            by: finding.by.map(|by| of_party(handbook, by)),
            seen: finding.seen.iter().map(seen).collect(),
            similar: finding.parsed.similar.clone(),
            risks: links_to(handbook, finding.risks.iter().copied()),
            life: life(handbook, document, finding),
        }
    }
}

fn age_in_a_sentence(finding: &Finding, today: Date) -> Option<String> {
    if let Some(age) = age(finding, today) {
        return Some(format!("Open for {age}."));
    }
    let raised = finding.parsed.raised.as_ref()?.value;
    let closed = finding.parsed.closure.as_ref()?.date.as_ref()?.value;
    let is_over = closed <= today && raised <= closed;
    is_over.then(|| format!("Closed after {}.", days(raised.days_until(closed))))
}
