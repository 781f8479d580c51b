//! The risk register: risks, their ratings, treatment, actions and acceptances.

use crate::compare::item::{Event, EventKind, Fate, Fields, Item};
use crate::compare::naming::{day, holders, parties, party, text, texts, word};
use crate::compare::pairs::{Pair, pairs};
use crate::compare::trail::{self, Entry};
use crate::compare::{Side, actions};
use crate::diag::span::Spanned;
use crate::model::register::Kind;
use crate::model::risk::{Risk, band_of};
use crate::parse::risks::{Acceptance, Rating};

/// The register, if it differs, and the risks that do.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let risks =
        pairs(&before.handbook.risks, &after.handbook.risks, |risk| risk.parsed.id.value.clone());
    let risks = risks.into_iter().filter_map(|pair| match pair {
        Pair::New(risk) => Some(added(after, risk)),
        Pair::Gone(risk) => Some(head(risk, Fate::Gone)),
        Pair::Both(was, is) => changed((before, was), (after, is)),
    });
    register(before, after).into_iter().chain(risks).collect()
}

/// Who keeps the register, and when it is reviewed.
fn register(before: Side<'_>, after: Side<'_>) -> Option<Item> {
    let mut fields = Fields::default();
    let key = |side: Side<'_>| {
        let owner = side.handbook.register(Kind::Risks).owner.as_ref()?;
        Some(side.handbook.party(owner.value).key.clone())
    };
    let (owner_before, owner) = holders((before, key(before)), (after, key(after)));
    fields.value("owner", owner_before, owner);
    let review = |side: Side<'_>| day(side.handbook.register(Kind::Risks).review.as_ref());
    fields.value("next-review", review(before), review(after));
    let item = Item::new("risk-register", "registers/risks.toml", "Risk register", Fate::Changed);
    let is_same = fields.0.is_empty();
    (!is_same).then_some(Item { fields: fields.0, ..item })
}

fn head(risk: &Risk, fate: Fate) -> Item {
    Item::new("risk", &risk.parsed.id.value, &risk.parsed.title, fate)
}

fn added(side: Side<'_>, risk: &Risk) -> Item {
    let mut fields = Fields::default();
    let rated =
        |rating: &Option<Spanned<Rating>>| rating.as_ref().map(|typed| rated(side, &typed.value));
    let parsed = &risk.parsed;
    let nothing = None::<String>;
    let owner = parsed.owner.as_ref().map(|owner| party(side, owner.value.trim()));
    fields.value("owner", nothing.clone(), owner);
    fields.value("inherent", nothing.clone(), rated(&parsed.inherent));
    fields.value("treatment", nothing.clone(), word(parsed.treatment.as_ref()));
    fields.value("residual", nothing, rated(&parsed.residual));
    let events = trail::events(Vec::new(), acceptances(side, risk));
    Item { fields: fields.0, events, ..head(risk, Fate::New) }
}

fn changed(before: (Side<'_>, &Risk), after: (Side<'_>, &Risk)) -> Option<Item> {
    let (was, is) = (&before.1.parsed, &after.1.parsed);
    let mut fields = Fields::default();
    fields.value("title", Some(&*was.title), Some(&*is.title));
    fields.value("scenario", was.scenario.as_deref(), is.scenario.as_deref());
    let (owner_before, owner) =
        parties((before.0, was.owner.as_ref()), (after.0, is.owner.as_ref()));
    fields.value("owner", owner_before, owner);
    let list = |list: &'_ [String]| list.to_vec();
    for (name, was, is) in [
        ("assets", list(&was.assets), list(&is.assets)),
        ("properties", list(&was.properties), list(&is.properties)),
    ] {
        fields.list(name, was.iter().map(String::as_str), is.iter().map(String::as_str));
    }
    for (name, reason, was, is) in [
        ("inherent", "inherent-reason", &was.inherent, &is.inherent),
        ("residual", "residual-reason", &was.residual, &is.residual),
    ] {
        rating(&mut fields, (name, reason), (before.0, was.as_ref()), (after.0, is.as_ref()));
    }
    fields.value("treatment", word(was.treatment.as_ref()), word(is.treatment.as_ref()));
    fields.list("controls", texts(&was.controls), texts(&is.controls));
    actions::compare(&mut fields, (before.0, &was.actions), (after.0, &is.actions));
    let events = trail::events(acceptances(before.0, before.1), acceptances(after.0, after.1));
    if fields.0.is_empty() && events.is_empty() {
        return None;
    }
    Some(Item { fields: fields.0, events, ..head(after.1, Fate::Changed) })
}

/// A rating and its reasons. The word of a band that moved under a rating is no change of the risk.
fn rating(
    fields: &mut Fields,
    (name, reason): (&'static str, &'static str),
    (earlier, was): (Side<'_>, Option<&Spanned<Rating>>),
    (later, is): (Side<'_>, Option<&Spanned<Rating>>),
) {
    let is_level = match (was, is) {
        (Some(was), Some(is)) => was.value.is_level_with(&is.value),
        (was, is) => was.is_none() && is.is_none(),
    };
    if !is_level {
        let shown = |side: Side<'_>, typed: Option<&Spanned<Rating>>| {
            typed.map(|typed| rated(side, &typed.value))
        };
        fields.value(name, shown(earlier, was), shown(later, is));
    }
    let why = |typed: Option<&Spanned<Rating>>| typed.and_then(|typed| typed.value.why.clone());
    fields.value(reason, why(was), why(is));
}

/// The score with the word of its band, and what it is made of: `16 critical (4 × 4)`.
fn rated(side: Side<'_>, rating: &Rating) -> String {
    let score = rating.score();
    let band = band_of(&side.handbook.settings.risk, score).map(|band| format!(" {band}"));
    let (likelihood, impact) = (rating.likelihood.value, rating.impact.value);
    format!("{score}{} ({likelihood} × {impact})", band.unwrap_or_default())
}

fn acceptances(side: Side<'_>, risk: &Risk) -> Vec<Entry> {
    risk.parsed.acceptances.iter().map(|acceptance| accepted(side, acceptance)).collect()
}

fn accepted(side: Side<'_>, acceptance: &Acceptance) -> Entry {
    let Acceptance { date, by, residual, expires } = acceptance;
    let what = residual.as_ref().map(|rating| format!("residual {}", rated(side, &rating.value)));
    let until = day(expires.as_ref()).map(|expires| format!("until {expires}"));
    let said: Vec<String> = [what, until].into_iter().flatten().collect();
    let event = Event {
        text: (!said.is_empty()).then(|| said.join(", ")),
        ..trail::event(side, EventKind::Acceptance, date.as_ref(), by.as_ref())
    };
    let key = format!("{:?} {:?}", event.date, text(by.as_ref()));
    let level =
        residual.as_ref().map(|rating| (rating.value.likelihood.value, rating.value.impact.value));
    let rest = vec![
        ("residual", format!("{level:?}")),
        ("expires", format!("{:?}", day(expires.as_ref()))),
    ];
    Entry { key, rest, event }
}
