//! The page of a risk.

use serde::Serialize;

use crate::base::date::Date;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::risk::Risk;
use crate::parse::action::Action;
use crate::parse::risks::Rating;
use crate::view::parts::{
    Badge, Link, Person, When, label_of, link_to, links_to, name_of, person, referring,
};
use crate::view::rating::{RatingView, cell_anchor, rating_view};

/// A step of the treatment.
#[derive(Debug, Serialize)]
pub struct ActionView {
    /// Its id.
    pub id: Option<String>,
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<When>,
    /// Done, open or late, with the day.
    pub state: Badge,
    /// When it was done.
    pub done: Option<When>,
}

/// An acceptance of what remains.
#[derive(Debug, Serialize)]
pub struct AcceptanceView {
    /// When.
    pub date: Option<When>,
    /// By whom.
    pub by: Option<String>,
    /// The score that was accepted.
    pub score: Option<u32>,
    /// Until when it holds.
    pub expires: Option<When>,
}

/// What would suffer.
#[derive(Debug, Serialize)]
pub struct AssetView {
    /// The asset or supplier, where the risk names it by its id.
    pub link: Option<Link>,
    /// The words of the risk.
    pub text: String,
}

/// The next day of a risk.
#[derive(Debug, Serialize)]
pub struct NextDay {
    /// What happens on it.
    pub what: &'static str,
    /// The day.
    pub day: When,
    /// True when it has passed.
    pub is_late: bool,
}

/// A risk.
#[derive(Debug, Serialize)]
pub struct RiskView {
    /// The risk.
    pub link: Link,
    /// How it would happen.
    pub scenario: Option<String>,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// What would suffer.
    pub assets: Vec<AssetView>,
    /// Confidentiality, integrity, availability, in words.
    pub properties: Vec<String>,
    /// Before treatment.
    pub inherent: Option<RatingView>,
    /// After treatment.
    pub residual: Option<RatingView>,
    /// The cell of the matrix before treatment, relative to the root of the site.
    pub inherent_cell: Option<String>,
    /// The cell of the matrix after treatment.
    pub residual_cell: Option<String>,
    /// How its treatment stands, in a word.
    pub state: Badge,
    /// What comes next: a step, or the end of its acceptance.
    pub next: Option<NextDay>,
    /// What is done about it, in a word.
    pub treatment: Option<String>,
    /// How the rest compares with the appetite, in words.
    pub appetite: Option<Badge>,
    /// The controls that treat it.
    pub controls: Vec<Link>,
    /// Evidence that these controls work.
    pub evidence: Vec<Link>,
    /// The steps of the treatment, open ones first.
    pub actions: Vec<ActionView>,
    /// How many steps are open.
    pub open_actions: usize,
    /// Acceptances, newest first.
    pub acceptances: Vec<AcceptanceView>,
    /// Documents that refer to it, rows and records that name it: objectives, exceptions, suppliers, findings.
    pub referred_by: Vec<Link>,
}

impl RiskView {
    /// The view of the risk with this index.
    pub fn new(handbook: &Handbook, index: usize) -> Self {
        let risk = &handbook.risks[index];
        let parsed = &risk.parsed;
        let scale = &handbook.settings.risk;
        let mut actions: Vec<ActionView> =
            parsed.actions.iter().map(|action| action_view(handbook, action)).collect();
        actions.sort_by_key(|action| {
            (action.done.is_some(), action.due.as_ref().map(|due| due.iso.clone()))
        });
        let mut acceptances: Vec<_> = parsed.acceptances.iter().collect();
        acceptances.sort_by_key(|acceptance| {
            std::cmp::Reverse(acceptance.date.as_ref().map(|date| date.value))
        });
        let when = |date: &Option<crate::diag::span::Spanned<crate::base::date::Date>>| {
            date.as_ref().map(|date| When::new(handbook.today, date.value))
        };
        let cell = |when: &str, rating: &Rating| {
            cell_anchor(scale, when, rating).map(|anchor| format!("matrix.html#{anchor}"))
        };
        Self {
            link: link_to(handbook, Entry::Risk(index)),
            scenario: parsed.scenario.clone(),
            owner: risk.owner.map(|owner| person(handbook, owner)),
            assets: assets(handbook, risk),
            properties: parsed.properties.iter().map(|property| property_word(property)).collect(),
            inherent: parsed.inherent.as_ref().map(|rating| rating_view(handbook, &rating.value)),
            residual: parsed.residual.as_ref().map(|rating| rating_view(handbook, &rating.value)),
            inherent_cell: parsed.inherent.as_ref().and_then(|one| cell("inherent", &one.value)),
            residual_cell: parsed.residual.as_ref().and_then(|one| cell("residual", &one.value)),
            state: state(handbook, risk),
            next: next(handbook, risk),
            treatment: parsed.treatment.as_ref().map(|treatment| label_of(treatment.value)),
            appetite: parsed.residual.as_ref().zip(scale.appetite).map(|(rating, appetite)| {
                if rating.value.score() > appetite {
                    Badge::new(format!("Above appetite ({appetite})"), "bad")
                } else {
                    Badge::new(format!("Within appetite ({appetite})"), "ok")
                }
            }),
            controls: links_to(handbook, risk.controls.iter().copied()),
            evidence: evidence(handbook, risk),
            open_actions: actions.iter().filter(|action| action.done.is_none()).count(),
            actions,
            acceptances: acceptances
                .into_iter()
                .map(|acceptance| AcceptanceView {
                    date: when(&acceptance.date),
                    by: acceptance.by.as_ref().map(|by| name_of(handbook, &by.value)),
                    score: acceptance.residual.as_ref().map(|rating| rating.value.score()),
                    expires: when(&acceptance.expires),
                })
                .collect(),
            referred_by: referring(handbook, Entry::Risk(index)),
        }
    }
}

/// Assets and suppliers by their titles where the risk names them by their ids.
fn assets(handbook: &Handbook, risk: &Risk) -> Vec<AssetView> {
    let view = |(text, entry): &(String, Option<Entry>)| AssetView {
        link: entry.map(|entry| link_to(handbook, entry)),
        text: text.clone(),
    };
    risk.assets.iter().map(view).collect()
}

/// What shows that the controls of a risk work; each piece once.
fn evidence(handbook: &Handbook, risk: &Risk) -> Vec<Link> {
    let rows = risk.controls.iter().filter_map(|control| handbook.soa.row_of(*control));
    let mut pieces: Vec<Entry> = rows.flat_map(|row| row.evidence.iter().copied()).collect();
    pieces.sort_unstable();
    pieces.dedup();
    links_to(handbook, pieces)
}

/// The worst that can be said of the treatment, or else the best.
pub fn state(handbook: &Handbook, risk: &Risk) -> Badge {
    let (today, scale) = (handbook.today, &handbook.settings.risk);
    let open = || risk.parsed.actions.iter().filter(|action| action.is_open(today));
    let is_late = |action: &Action| action.due.as_ref().is_some_and(|due| due.value < today);
    if risk.parsed.residual.is_none() {
        return Badge::new("Not rated", "bad");
    }
    if risk.needs_acceptance(scale) && !risk.is_accepted(today) {
        return Badge::new("Not accepted", "bad");
    }
    if open().any(is_late) {
        return Badge::new("Action late", "bad");
    }
    if open().next().is_some() {
        return Badge::new("In treatment", "warn");
    }
    if risk.is_accepted(today) {
        return Badge::new("Accepted", "ok");
    }
    Badge::new("Treated", "ok")
}

/// The soonest day of an open step or of the end of the acceptance.
fn next(handbook: &Handbook, risk: &Risk) -> Option<NextDay> {
    let today = handbook.today;
    let open = risk.parsed.actions.iter().filter(|action| action.is_open(today));
    let steps = open.filter_map(|action| Some((action.due.as_ref()?.value, "action due")));
    let acceptance = risk.newest_acceptance(today).and_then(|one| one.expires.as_ref());
    let end = acceptance.map(|day| (day.value, "accepted until"));
    let (day, what): (Date, _) = steps.chain(end).min()?;
    Some(NextDay { what, day: When::new(today, day), is_late: day < today })
}

/// The word for the letter of a property.
pub fn property_word(letter: &str) -> String {
    match letter {
        "C" => "Confidentiality".to_owned(),
        "I" => "Integrity".to_owned(),
        "A" => "Availability".to_owned(),
        other => other.to_owned(),
    }
}

fn action_view(handbook: &Handbook, action: &Action) -> ActionView {
    let due = action.due.as_ref().map(|date| date.value);
    let done = action.done.as_ref().filter(|_| !action.is_open(handbook.today));
    ActionView {
        id: action.id.clone(),
        text: action.text.clone(),
        owner: action.owner.as_ref().map(|owner| name_of(handbook, &owner.value)),
        due: due.map(|due| When::new(handbook.today, due)),
        state: action_state(handbook, action),
        done: done.map(|date| When::new(handbook.today, date.value)),
    }
}

/// How a step of a treatment stands, in a word.
fn action_state(handbook: &Handbook, action: &Action) -> Badge {
    match &action.due {
        _ if !action.is_open(handbook.today) => Badge::new("Done", "ok"),
        Some(due) if due.value < handbook.today => Badge::new("Late", "bad"),
        Some(_) => Badge::new("Open", "warn"),
        None => Badge::new("Open, no date", "bad"),
    }
}
