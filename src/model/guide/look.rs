//! What a step needs besides its texts, each computed from the handbook.

use std::collections::BTreeSet;

use crate::base::text::{plural, printable};
use crate::frameworks::Demand;
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::gap::{Gap, gaps};
use crate::model::guide::texts::{Texts, is_late, places};
use crate::model::guide::{Next, Point, Progress, command};
use crate::model::handbook::Handbook;
use crate::model::mandate::mandates;
use crate::model::people::PartyKind;
use crate::model::risk::Risk;
use crate::model::soa::Totals;
use crate::model::trail::{Controlled, controlled};

/// Nothing but its texts.
pub(super) fn nothing(_: &Handbook) -> Vec<Point> {
    Vec::new()
}

/// What happens elsewhere.
pub(super) fn elsewhere(_: &Handbook) -> Vec<Point> {
    vec![Point { progress: Progress::Unseen, fact: None, next: None }]
}

/// How many of how many; done when all are, and there is at least one. `none` is said when there is nothing to count.
pub(super) fn share((part, all): (usize, usize), what: &str, none: &str, next: Next) -> Point {
    let progress = match part {
        _ if all > 0 && part == all => Progress::Done,
        0 => Progress::ToDo,
        _ => Progress::Begun,
    };
    let next = (progress != Progress::Done).then_some(next);
    let fact = if all == 0 { none.to_owned() } else { format!("{part} of {all} {what}") };
    Point { progress, fact: Some(fact), next }
}

pub(super) fn to_do(text: &str, code: &str) -> Next {
    Next { text: text.to_owned(), entry: None, code: Some(code.to_owned()) }
}

/// Each role has a holder.
pub(super) fn roles(handbook: &Handbook) -> Vec<Point> {
    let roles = || handbook.directory.parties.iter().filter(|party| party.kind == PartyKind::Role);
    let vacant: Vec<&str> =
        roles().filter(|role| role.person.is_none()).map(|role| role.title.as_str()).collect();
    let text = match vacant.first() {
        Some(title) => format!("name a person who holds the role “{}”", printable(title)),
        None => "name the roles and who holds them".to_owned(),
    };
    let held = roles().count() - vacant.len();
    vec![share(
        (held, roles().count()),
        "roles have a holder",
        "no role is named in people.toml",
        to_do(&text, "people.toml"),
    )]
}

/// The scale and the appetite are set.
pub(super) fn scale(handbook: &Handbook) -> Vec<Point> {
    let scale = &handbook.settings.risk;
    let steps = (scale.likelihood.len(), scale.impact.len());
    let next = to_do("set the scale and the appetite under [risk]", "handbook.toml");
    let point = match (scale.appetite, steps) {
        (Some(appetite), (1.., 1..)) => Point {
            progress: Progress::Done,
            fact: Some(format!(
                "{} of likelihood, {} of impact, appetite {appetite}",
                plural(steps.0, "step", "steps"),
                steps.1
            )),
            next: None,
        },
        (Some(_), _) | (None, (1.., _) | (_, 1..)) => Point {
            progress: Progress::Begun,
            fact: Some("the scale or the appetite is missing".to_owned()),
            next: Some(next),
        },
        _ => Point {
            progress: Progress::ToDo,
            fact: Some("no scale and no appetite".to_owned()),
            next: Some(next),
        },
    };
    vec![point]
}

/// Each risk has an owner and a rating.
pub(super) fn assessed(handbook: &Handbook) -> Vec<Point> {
    let is_assessed = |risk: &&Risk| risk.owner.is_some() && risk.parsed.inherent.is_some();
    let rated = handbook.risks.iter().filter(is_assessed).count();
    let next = match handbook.risks.iter().position(|risk| !is_assessed(&risk)) {
        Some(number) => about("give an owner and a rating to", Entry::Risk(number)),
        None => to_do("write down the first risks, with those who know the work", REGISTER),
    };
    vec![share(
        (rated, handbook.risks.len()),
        "risks have an owner and a rating",
        "no risk in the register",
        next,
    )]
}

/// The register of risks.
const REGISTER: &str = "registers/risks.toml";

fn about(text: &str, entry: Entry) -> Next {
    Next { text: text.to_owned(), entry: Some(entry), code: Some(REGISTER.to_owned()) }
}

/// Each risk has a treatment and a rating after it; what needs an acceptance has one that holds.
pub(super) fn treated(handbook: &Handbook) -> Vec<Point> {
    let all = handbook.risks.len();
    let is_treated =
        |risk: &&Risk| risk.parsed.treatment.is_some() && risk.parsed.residual.is_some();
    let treated = handbook.risks.iter().filter(is_treated).count();
    let next = match handbook.risks.iter().position(|risk| !is_treated(&risk)) {
        Some(number) => about("choose a treatment, and rate what remains, of", Entry::Risk(number)),
        None => to_do("write down the first risks", REGISTER),
    };
    let mut points = vec![share(
        (treated, all),
        "risks have a treatment and a rating after it",
        "no risk in the register",
        next,
    )];
    let needing = || {
        let risks = handbook.risks.iter().enumerate();
        risks.filter(|(_, risk)| risk.needs_acceptance(&handbook.settings.risk))
    };
    let holds = |risk: &Risk| {
        let newest = risk.newest_acceptance(handbook.today);
        newest.is_some_and(|newest| {
            newest.expires.as_ref().is_none_or(|day| day.value >= handbook.today)
        })
    };
    if let Some((first, _)) = needing().find(|(_, risk)| !holds(risk)).or_else(|| needing().next())
    {
        let accepted = needing().filter(|(_, risk)| holds(risk)).count();
        let next = about("have what remains accepted of", Entry::Risk(first));
        points.push(share(
            (accepted, needing().count()),
            "risks that need it are accepted",
            "no risk needs an acceptance",
            next,
        ));
    }
    points
}

/// Each control is decided on, with a reason, and the statement is approved.
pub(super) fn statement(handbook: &Handbook) -> Vec<Point> {
    let Totals { all, undecided, .. } = handbook.soa.totals();
    let mut points = vec![share(
        (all - undecided, all),
        "controls decided",
        "no control to decide on",
        to_do("decide on each control, beginning with those that your risks need", "soa.toml"),
    )];
    let unreasoned = gaps(handbook).into_iter().filter(|(_, gaps)| {
        gaps.iter().any(|gap| {
            matches!(gap, Gap::Unjustified | Gap::UnjustifiedExclusion | Gap::WithoutStatus)
        })
    });
    let count = unreasoned.count();
    if count > 0 {
        points.push(Point {
            progress: Progress::Begun,
            fact: Some(format!(
                "{} without a reason or a state",
                plural(count, "decision", "decisions")
            )),
            next: Some(to_do("give each decision its reason and its state", "soa.toml")),
        });
    }
    if undecided < all {
        points.push(approved(handbook));
    }
    points
}

fn approved(handbook: &Handbook) -> Point {
    let id = handbook.label(Entry::Soa).id.as_str();
    if approved_ids(handbook).contains(id) {
        return Point { progress: Progress::Done, fact: Some("approved".to_owned()), next: None };
    }
    let version = handbook.soa.parsed.as_ref().and_then(|soa| soa.version.as_ref());
    let next = if command::is_before_first_edition(version.map(|typed| typed.value.as_str())) {
        to_do("make the decisions a first edition", &command::first_edition(id, handbook.soa.owner))
    } else {
        let approver = handbook.soa.approver;
        to_do("have the decisions approved", &command::approve(handbook, id, approver))
    };
    Point { progress: Progress::Begun, fact: Some("not approved".to_owned()), next: Some(next) }
}

/// The ids of the texts whose current version was approved.
fn approved_ids(handbook: &Handbook) -> BTreeSet<&str> {
    let approved = |text: &Controlled<'_>| text.first_approval(handbook.today).is_some();
    controlled(handbook).filter(approved).map(|text| text.id).collect()
}

/// What is in force is owned, approved and reviewed in time.
pub(super) fn control_of_documents(handbook: &Handbook) -> Vec<Point> {
    let approved = approved_ids(handbook);
    let kept = || {
        let all = handbook.documents.iter().enumerate();
        all.filter(|(_, document)| document.is_in_force() && !document.is_record())
    };
    let is_sound = |document: &Document| {
        document.owner.is_some()
            && !is_late(document)
            && places(document) == 0
            && approved.contains(document.id())
    };
    let sound = kept().filter(|(_, document)| is_sound(document)).count();
    let next = match kept().find(|(_, document)| !is_sound(document)) {
        Some((number, document)) => Next {
            text: match (is_late(document), places(document)) {
                (true, _) => "review".to_owned(),
                (false, 0) => "give an owner and an approval to".to_owned(),
                (false, left) => format!("fill in {} in", plural(left, "place", "places")),
            },
            entry: Some(Entry::Document(number)),
            code: Some(if is_late(document) {
                command::review(handbook, document.id(), document.owner)
            } else {
                document.parsed.path.to_string()
            }),
        },
        None => to_do("have the first documents approved", "annexa approve ID --by KEY --ref URL"),
    };
    vec![share(
        (sound, kept().count()),
        "documents in force are owned, approved and in date",
        "no document is in force",
        next,
    )]
}

/// What the wording of controls asks for in writing is in force.
pub(super) fn texts_of_controls(handbook: &Handbook) -> Vec<Point> {
    let due = mandates(handbook);
    let wanted = due.iter().filter_map(|mandate| {
        let entry = &handbook.frameworks.catalogue[mandate.entry];
        let is_wanted = mandate.is_due && entry.conditional && entry.kind != Demand::Expected;
        is_wanted.then_some((mandate.entry, entry))
    });
    Texts::among(handbook, wanted).point(handbook).into_iter().collect()
}

/// Each control that applies is in place, or has an action and a day.
pub(super) fn carried_out(handbook: &Handbook) -> Vec<Point> {
    let Totals { included, implemented, .. } = handbook.soa.totals();
    let open = gaps(handbook).into_iter().filter(|(_, gaps)| {
        gaps.iter().any(|gap| matches!(gap, Gap::WithoutStatus | Gap::WithoutAction))
    });
    let unplanned = open.count();
    let planned = included.saturating_sub(unplanned);
    let next = to_do(
        "say how far each control is, with an action and a day for what is missing",
        "soa.toml",
    );
    let mut point = share(
        (planned, included),
        "controls that apply are in place or planned",
        "no control is decided to apply",
        next,
    );
    point.fact = point.fact.map(|fact| format!("{fact}; {implemented} in place"));
    vec![point]
}
