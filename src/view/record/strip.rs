//! The strip at the head of a record: what a reader of this type of record asks first, in place of versions and approvals.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::handbook::Handbook;
use crate::model::record::Details;
use crate::model::record::finding::Finding;
use crate::view::parts::{Badge, Person, When, person, review, state_of};
use crate::view::record::RecordView;
use crate::view::record::audit::AuditView;
use crate::view::record::finding::FindingView;
use crate::view::record::management_review::ManagementReviewView;
use crate::view::record::somebody::Somebody;
use crate::view::record::training::TrainingView;
use crate::view::record::words::when;

/// A cell of the strip: one of its values, or the words for its lack.
#[derive(Debug, Default, Serialize)]
pub struct StripCell {
    /// What it is called.
    pub title: &'static str,
    /// A state or a grade.
    pub badge: Option<Badge>,
    /// A day.
    pub day: Option<When>,
    /// People whom the record names.
    pub who: Vec<Somebody>,
    /// Who answers for the record.
    pub owner: Option<Person>,
    /// A text or a number.
    pub text: Option<String>,
    /// What stands there when there is nothing to show.
    pub none: &'static str,
}

/// The strip of a record; empty for what is controlled like a document, which shows its version, its approval and its next review.
pub fn strip(
    handbook: &Handbook,
    document: &Document,
    record: Option<&RecordView>,
) -> Vec<StripCell> {
    let owner = owner(handbook, document);
    match (&document.details, record) {
        (Details::Finding(finding), Some(RecordView { finding: Some(view), .. })) => {
            of_finding(handbook, finding, view, owner)
        }
        (_, Some(RecordView { audit: Some(view), .. })) => of_audit(view, owner),
        (_, Some(RecordView { management_review: Some(view), .. })) => of_review(view, owner),
        (_, Some(RecordView { training: Some(view), .. })) => of_training(view, owner),
        _ if document.is_record() && !is_controlled(document) => {
            of_other(handbook, document, owner)
        }
        _ => Vec::new(),
    }
}

/// True when a record has a version, an approval or a first day in force of its own.
fn is_controlled(document: &Document) -> bool {
    let front = &document.parsed.front;
    front.version.is_some() || front.effective.is_some() || !front.trail.approvals.is_empty()
}

fn badge(title: &'static str, badge: &Badge) -> StripCell {
    StripCell { title, badge: Some(badge.clone()), ..StripCell::default() }
}

fn day(title: &'static str, day: Option<&When>, none: &'static str) -> StripCell {
    StripCell { title, day: day.cloned(), none, ..StripCell::default() }
}

fn text(title: &'static str, text: Option<String>, none: &'static str) -> StripCell {
    StripCell { title, text, none, ..StripCell::default() }
}

fn who(title: &'static str, who: impl IntoIterator<Item = Somebody>) -> StripCell {
    StripCell { title, who: who.into_iter().collect(), none: "not named", ..StripCell::default() }
}

fn owner(handbook: &Handbook, document: &Document) -> StripCell {
    let owner = document.owner.map(|owner| person(handbook, owner));
    let missing = Badge::new("No owner", "bad");
    let badge = owner.is_none().then_some(missing);
    StripCell { title: "Owner", badge, owner, ..StripCell::default() }
}

fn of_finding(
    handbook: &Handbook,
    finding: &Finding,
    view: &FindingView,
    owner: StripCell,
) -> Vec<StripCell> {
    let due = when(handbook, finding.parsed.due.as_ref());
    let closed = finding.parsed.closure.as_ref().and_then(|closure| closure.date.as_ref());
    let closed = when(handbook, closed.filter(|_| !finding.is_open(handbook.today)));
    vec![
        badge("State", &view.stage),
        badge("Grade", &view.grade),
        day("Raised", view.raised.as_ref(), "not stated"),
        day("Due", due.as_ref(), "no date set"),
        owner,
        day("Closed", closed.as_ref(), "still open"),
    ]
}

fn of_audit(view: &AuditView, owner: StripCell) -> Vec<StripCell> {
    vec![
        badge("State", &view.state),
        day("Planned", view.planned.as_ref(), "not stated"),
        day("Performed", view.performed.as_ref(), "still to come"),
        who("Auditor", view.auditors.iter().cloned()),
        owner,
        day("Reported", view.reported.as_ref(), "not yet"),
    ]
}

fn of_review(view: &ManagementReviewView, owner: StripCell) -> Vec<StripCell> {
    let inputs = format!("{} of {}", view.answered, view.inputs.len());
    vec![
        badge("State", &view.state),
        day("Day", view.date.as_ref(), "not stated"),
        text("Inputs", Some(inputs), ""),
        text("Decisions", Some(view.decisions.len().to_string()), ""),
        text("Open actions", Some(view.open_actions.to_string()), ""),
        owner,
    ]
}

fn of_training(view: &TrainingView, owner: StripCell) -> Vec<StripCell> {
    vec![
        day("Held", view.date.as_ref(), "not stated"),
        text("Topic", view.topic.clone(), "not stated"),
        who("Trainer", view.trainer.clone()),
        text("Attendees", view.count.clone(), "not counted"),
        owner,
    ]
}

fn of_other(handbook: &Handbook, document: &Document, owner: StripCell) -> Vec<StripCell> {
    let (date, subject) = match &document.details {
        Details::Record(record) => (when(handbook, record.date.as_ref()), record.subject.clone()),
        _ => (None, None),
    };
    let due = review(handbook, document.review).due;
    let mut cells = vec![badge("State", &state_of(document)), owner];
    cells.extend(date.map(|date| day("Date", Some(&date), "")));
    cells.extend(subject.map(|subject| text("Subject", Some(subject), "")));
    cells.extend(due.map(|due| day("Next review", Some(&due), "")));
    cells
}
