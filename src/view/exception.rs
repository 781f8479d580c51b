//! The register of exceptions: where a rule does not hold for a while.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::exception::Exception;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::model::review::ReviewState;
use crate::view::head::HeadView;
use crate::view::parts::{Badge, Link, Person, When, exception_badge, link_to, links_to, person};

/// An exception.
#[derive(Debug, Serialize)]
pub struct ExceptionView {
    /// The exception.
    pub link: Link,
    /// Its anchor.
    pub anchor: String,
    /// How it stands.
    pub state: Badge,
    /// The documents and controls that do not hold in full.
    pub from: Vec<Link>,
    /// Why it is needed.
    pub why: Option<String>,
    /// What protects meanwhile.
    pub measures: Option<String>,
    /// The risks that it makes larger.
    pub risks: Vec<Link>,
    /// Who asked for it.
    pub owner: Option<Person>,
    /// Who allowed it.
    pub approver: Option<Person>,
    /// When.
    pub approved: Option<When>,
    /// The last day on which it holds.
    pub until: Option<When>,
    /// When it was given up.
    pub ended: Option<When>,
    /// Documents, rows and records that refer to it.
    pub referred_by: Vec<Link>,
}

/// The register.
#[derive(Debug, Serialize)]
pub struct ExceptionsView {
    /// What it says of itself.
    pub head: HeadView,
    /// What was not given up: expired ones first, then those that end soonest.
    pub live: Vec<ExceptionView>,
    /// What was given up, newest first.
    pub ended: Vec<ExceptionView>,
    /// How many are in force.
    pub in_force: usize,
    /// How many have expired.
    pub expired: usize,
    /// How many end within the warning time.
    pub soon: usize,
}

impl ExceptionsView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let today = handbook.today;
        let all = || handbook.exceptions.iter().enumerate();
        let view = |(index, _): (usize, &Exception)| ExceptionView::new(handbook, index);
        let mut live: Vec<_> = all().filter(|(_, exception)| exception.is_live(today)).collect();
        // One without an end is worse than one that ends: it stands with those that have expired.
        live.sort_by_key(|(_, exception)| exception.parsed.until.as_ref().map(|day| day.value));
        let mut ended: Vec<_> = all().filter(|(_, exception)| !exception.is_live(today)).collect();
        let end = |exception: &Exception| exception.parsed.ended.as_ref().map(|day| day.value);
        ended.sort_by_key(|(_, exception)| std::cmp::Reverse(end(exception)));
        let count = |belongs: &dyn Fn(&Exception) -> bool| {
            live.iter().filter(|(_, exception)| belongs(exception)).count()
        };
        Self {
            head: HeadView::new(handbook, Kind::Exceptions),
            in_force: count(&|exception| exception.is_in_force(today)),
            expired: count(&|one| matches!(one.expiry, ReviewState::Overdue { .. })),
            soon: count(&|one| {
                one.is_in_force(today) && matches!(one.expiry, ReviewState::DueSoon { .. })
            }),
            live: live.into_iter().map(view).collect(),
            ended: ended.into_iter().map(view).collect(),
        }
    }
}

impl ExceptionView {
    /// The view of the exception with this index.
    fn new(handbook: &Handbook, index: usize) -> Self {
        let (entry, exception) = (Entry::Exception(index), &handbook.exceptions[index]);
        let parsed = &exception.parsed;
        let when = |day: &Option<crate::diag::span::Spanned<crate::base::date::Date>>| {
            day.as_ref().map(|day| When::new(handbook.today, day.value))
        };
        Self {
            link: link_to(handbook, entry),
            anchor: handbook.label(entry).place.anchor.clone().unwrap_or_default(),
            state: exception_badge(exception, handbook.today),
            from: links_to(handbook, exception.from.iter().copied()),
            why: parsed.why.clone(),
            measures: parsed.measures.clone(),
            risks: links_to(handbook, exception.risks.iter().copied()),
            owner: exception.owner.map(|owner| person(handbook, owner)),
            approver: exception.approver.map(|approver| person(handbook, approver)),
            approved: when(&parsed.approved),
            until: when(&parsed.until),
            ended: when(&parsed.ended),
            referred_by: crate::view::parts::referring(handbook, entry),
        }
    }
}
