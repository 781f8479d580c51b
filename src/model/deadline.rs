//! Everything that falls due: reviews, evidence, actions, controls in the making, acceptances, waivers.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::natural_order;
use crate::diag::span::{Span, Spanned};
use crate::model::entry::Entry;
use crate::model::evidence::{Evidence, stale_after};
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::model::reviewable::{Reviewable, reviewables};
use crate::model::risk::is_open;
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
    /// A step of a risk's treatment is done.
    Action,
    /// A control is in place.
    Control,
    /// The acceptance of a risk is decided again.
    Acceptance,
    /// A waiver ends.
    Waiver,
}

impl Word for DeadlineKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("review", Self::Review),
        ("evidence", Self::Evidence),
        ("action", Self::Action),
        ("control", Self::Control),
        ("acceptance", Self::Acceptance),
        ("waiver", Self::Waiver),
    ];
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

/// All deadlines, the latest ones first: by day, then by id.
pub fn deadlines(handbook: &Handbook) -> Vec<Deadline> {
    let mut all = reviews(handbook);
    all.extend(evidence(handbook));
    all.extend(risks(handbook));
    all.extend(controls(handbook));
    all.extend(waivers(handbook));
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
    let path = RelPath::fixed("registers/evidence.toml");
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
            span: parsed.collected.as_ref()?.span(&path),
        })
    };
    pieces.filter_map(deadline).collect()
}

fn risks(handbook: &Handbook) -> Vec<Deadline> {
    let path = RelPath::fixed("registers/risks.toml");
    let mut found = Vec::new();
    for (number, risk) in handbook.risks.iter().enumerate() {
        let entry = Some(Entry::Risk(number));
        let id = risk.parsed.id.value.as_str();
        let open = risk.parsed.actions.iter().filter(|action| is_open(action, handbook.today));
        for action in open {
            let Some(due) = &action.due else { continue };
            let owner = action.owner.as_ref().and_then(|key| handbook.directory.find(&key.value));
            found.push(Deadline {
                kind: DeadlineKind::Action,
                entry,
                id: action.id.as_ref().map_or_else(|| id.to_owned(), |step| id_of_step(id, step)),
                title: action.text.clone(),
                owner: owner.or(risk.owner),
                due: due.value,
                span: due.span(&path),
            });
        }
        let newest = risk.newest_acceptance(handbook.today);
        if let Some(expires) = newest.and_then(|acceptance| acceptance.expires.as_ref()) {
            found.push(Deadline {
                kind: DeadlineKind::Acceptance,
                entry,
                id: id.to_owned(),
                title: risk.parsed.title.clone(),
                owner: risk.owner,
                due: expires.value,
                span: expires.span(&path),
            });
        }
    }
    found
}

/// The id of an action; most begin with that of their risk already.
fn id_of_step(id: &str, step: &str) -> String {
    if step.starts_with(id) { step.to_owned() } else { format!("{id} {step}") }
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
