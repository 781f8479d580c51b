//! Everything that falls due: reviews, evidence, actions, controls in the making, acceptances, waivers; what registers and records name besides
//! stands in the files beside this one.

mod records;
mod rows;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::natural_order;
use crate::diag::span::{Span, Spanned};
use crate::model::action::{self, Step};
use crate::model::entry::Entry;
use crate::model::evidence::{Evidence, stale_after};
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::register::Kind;
use crate::model::reviewable::{Reviewable, reviewables};
use crate::model::risk::Risk;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::settings::Waiver;
use crate::parse::soa::Implementation;
use crate::parse::word::Word;

/// What has to be done by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineKind {
    /// A document, the Statement of Applicability or a register is reviewed.
    Review,
    /// Evidence is collected again.
    Evidence,
    /// A step is taken: of the treatment of a risk, of a finding, of a management review.
    Action,
    /// A control is in place.
    Control,
    /// The acceptance of a risk is decided again.
    Acceptance,
    /// A waiver ends.
    Waiver,
    /// An objective is reached.
    Objective,
    /// An exception ends.
    Exception,
    /// A contract, or the proof of a competence, ends.
    Expiry,
    /// An internal audit takes place.
    Audit,
    /// A management review takes place.
    ManagementReview,
    /// A finding is closed.
    Finding,
    /// It is judged whether the actions of a finding worked.
    Effectiveness,
}

impl Word for DeadlineKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("review", Self::Review),
        ("evidence", Self::Evidence),
        ("action", Self::Action),
        ("control", Self::Control),
        ("acceptance", Self::Acceptance),
        ("waiver", Self::Waiver),
        ("objective", Self::Objective),
        ("exception", Self::Exception),
        ("expiry", Self::Expiry),
        ("audit", Self::Audit),
        ("management-review", Self::ManagementReview),
        ("finding", Self::Finding),
        ("effectiveness", Self::Effectiveness),
    ];
}

/// How something that falls due stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its day has passed.
    Overdue,
    /// Its day is today, or lies within the warning time of the settings.
    Soon,
    /// Its day lies further ahead.
    Later,
}

impl Word for Urgency {
    const WORDS: &'static [(&'static str, Self)] =
        &[("overdue", Self::Overdue), ("due-soon", Self::Soon), ("later", Self::Later)];
}

/// Something that falls due.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// What has to be done.
    pub kind: DeadlineKind,
    /// What it belongs to; `None` for a waiver.
    pub entry: Option<Entry>,
    /// The id of what it belongs to, with the action's id behind it if there is one.
    pub id: String,
    /// What it is, in the words of its author.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<PartyId>,
    /// The last day on which it is in time.
    pub due: Date,
    /// The place of the day, or where one belongs.
    pub span: Span,
}

impl Deadline {
    /// How it stands.
    pub fn urgency(&self, handbook: &Handbook) -> Urgency {
        let today = handbook.today;
        match today.days_until(self.due) {
            ..0 => Urgency::Overdue,
            _ if self.due <= today.plus(handbook.settings.review_warn) => Urgency::Soon,
            _ => Urgency::Later,
        }
    }
}

/// All deadlines, the latest ones first: by day, then by id.
pub fn deadlines(handbook: &Handbook) -> &[Deadline] {
    // Many pages and exports tell them.
    handbook.deadlines.get_or_init(|| all(handbook))
}

fn all(handbook: &Handbook) -> Vec<Deadline> {
    let mut all = reviews(handbook);
    all.extend(evidence(handbook));
    all.extend(steps(handbook));
    all.extend(acceptances(handbook));
    all.extend(controls(handbook));
    all.extend(waivers(handbook));
    all.extend(rows::deadlines(handbook));
    all.extend(records::deadlines(handbook));
    all.sort_by(|left, right| {
        let by_id = || natural_order(&left.id, &right.id);
        left.due.cmp(&right.due).then_with(by_id).then(left.kind.cmp(&right.kind))
    });
    all
}

fn reviews(handbook: &Handbook) -> Vec<Deadline> {
    let deadline = |reviewable: Reviewable| {
        let label = handbook.label(reviewable.entry);
        Some(Deadline {
            kind: DeadlineKind::Review,
            entry: Some(reviewable.entry),
            id: label.id.clone(),
            title: label.title.clone(),
            owner: reviewable.owner,
            due: reviewable.state.due()?,
            span: reviewable.span,
        })
    };
    reviewables(handbook).into_iter().filter_map(deadline).collect()
}

fn evidence(handbook: &Handbook) -> Vec<Deadline> {
    let path = &handbook.register(Kind::Evidence).path;
    let pieces = handbook.evidence.iter().enumerate();
    let deadline = |(number, piece): (usize, &Evidence)| {
        let parsed = &piece.parsed;
        Some(Deadline {
            kind: DeadlineKind::Evidence,
            entry: Some(Entry::Evidence(number)),
            id: parsed.id.value.clone(),
            title: parsed.title.clone(),
            owner: piece.owner,
            due: stale_after(parsed, handbook.today)?,
            span: parsed.collected.as_ref()?.span(path),
        })
    };
    pieces.filter_map(deadline).collect()
}

fn steps(handbook: &Handbook) -> Vec<Deadline> {
    let open = action::steps(handbook).into_iter().filter(|step| step.is_open(handbook.today));
    let deadline = |step: Step<'_>| {
        let due = step.action.due.as_ref()?;
        Some(Deadline {
            kind: DeadlineKind::Action,
            entry: Some(step.of),
            id: step.name(),
            title: step.action.text.clone(),
            owner: step.owner,
            due: due.value,
            span: due.span(step.path),
        })
    };
    open.filter_map(deadline).collect()
}

fn acceptances(handbook: &Handbook) -> Vec<Deadline> {
    let path = &handbook.register(Kind::Risks).path;
    let deadline = |(number, risk): (usize, &Risk)| {
        let newest = risk.newest_acceptance(handbook.today)?;
        let expires = newest.expires.as_ref()?;
        Some(Deadline {
            kind: DeadlineKind::Acceptance,
            entry: Some(Entry::Risk(number)),
            id: risk.parsed.id.value.clone(),
            title: risk.parsed.title.clone(),
            owner: risk.owner,
            due: expires.value,
            span: expires.span(path),
        })
    };
    handbook.risks.iter().enumerate().filter_map(deadline).collect()
}

fn controls(handbook: &Handbook) -> Vec<Deadline> {
    let path = RelPath::fixed("soa.toml");
    let open = handbook.soa.rows.iter().filter(|row| match row.applicability {
        Applicability::Included(status) => status != Some(Implementation::Implemented),
        Applicability::Undecided | Applicability::Excluded => false,
    });
    let deadline = |row: &SoaRow| {
        let parsed = row.parsed.as_ref()?;
        let due: &Spanned<Date> = parsed.due.as_ref()?;
        let label = handbook.label(row.control);
        let action = parsed.action.as_ref().map(|action| action.value.clone());
        Some(Deadline {
            kind: DeadlineKind::Control,
            entry: Some(row.control),
            id: label.id.clone(),
            title: action.unwrap_or_else(|| label.title.clone()),
            owner: row.owner,
            due: due.value,
            span: due.span(&path),
        })
    };
    open.filter_map(deadline).collect()
}

fn waivers(handbook: &Handbook) -> Vec<Deadline> {
    let path = RelPath::fixed("handbook.toml");
    let waivers = handbook.settings.waivers.iter();
    let deadline = |waiver: &Waiver| Deadline {
        kind: DeadlineKind::Waiver,
        entry: None,
        id: waiver.target.value.clone(),
        title: format!("{}: {}", waiver.code.value, waiver.reason),
        owner: None,
        due: waiver.until.value,
        span: waiver.until.span(&path),
    };
    waivers.map(deadline).collect()
}
