//! What falls due: tables and calendars of the site, without an end of time, and what `annexa due` writes.

pub mod csv;
pub mod ics;
pub mod json;
pub mod rows;
mod uid;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::base::path::OutPath;
use crate::export::due::ics::{Calendar, Event};
use crate::export::due::uid::uids;
use crate::export::{Download, Export, Format, Made, Part, tables};
use crate::model::deadline::{Deadline, Urgency, deadlines};
use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::parse::word::Word;
use crate::sheet::{Cell, Sheet};
use crate::view::owner::shown;
use crate::view::parts::{capitalized, label_of, person};

/// What falls due.
pub(super) static EXPORT: Export = Export {
    word: "due",
    title: "What falls due",
    about: "Every day that somebody has to keep, as a table and as calendars to subscribe to.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet }];

/// All deadlines with their names in calendars, for all calendars together: there may be many owners.
struct Due<'h> {
    all: &'h [Deadline],
    uids: OnceLock<Vec<String>>,
}

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    let due = Arc::new(Due { all: deadlines(handbook), uids: OnceLock::new() });
    if due.all.is_empty() {
        // A calendar without an event is none.
        return Vec::new();
    }
    let title = EXPORT.title.to_owned();
    let pages = [OutPath::fixed("calendar.html"), OutPath::fixed("reviews.html")];
    let mut files = tables(handbook, (EXPORT.word, title.clone()), &pages, facts, &PARTS);
    let whole = Arc::clone(&due);
    files.push(Download {
        path: OutPath::fixed("downloads/due.ics"),
        title,
        part: None,
        format: Format::Ics,
        pages: pages.to_vec(),
        made: Made::by(move || ics(handbook, &whole, None)),
    });
    let owners: BTreeSet<PartyId> = due.all.iter().filter_map(|deadline| deadline.owner).collect();
    let persons = persons(handbook);
    let mut pages: BTreeMap<PartyId, Vec<OutPath>> = BTreeMap::new();
    for id in shown(handbook) {
        for party in calendars_of(handbook, &persons, id) {
            pages.entry(party).or_default().push(handbook.party(id).url.clone());
        }
    }
    let busy: BTreeSet<PartyId> =
        owners.into_iter().flat_map(|owner| calendars_of(handbook, &persons, owner)).collect();
    // A calendar of somebody who is not named would say which deadlines are theirs.
    let named = busy.into_iter().filter(|party| !handbook.hides(*party));
    files.extend(named.filter_map(|party| {
        of_owner(handbook, &due, party, pages.remove(&party).unwrap_or_default())
    }));
    files
}

/// The calendar of an owner; none for whoever has no page of their own to name it after.
fn of_owner<'h>(
    handbook: &'h Handbook,
    due: &Arc<Due<'h>>,
    owner: PartyId,
    pages: Vec<OutPath>,
) -> Option<Download<'h>> {
    let due = Arc::clone(due);
    let page = handbook.party(owner).url.as_str();
    let key = page.strip_prefix("owners/")?.strip_suffix(".html")?;
    let title = person(handbook, owner).title;
    Some(Download {
        path: OutPath::new(&format!("downloads/due/{key}.ics"))?,
        title: format!("{}: {title}", EXPORT.title),
        part: Some(title),
        format: Format::Ics,
        // That of a person is linked from the pages of the roles that the person holds, too.
        pages,
        made: Made::by(move || ics(handbook, &due, Some(owner))),
    })
}

/// The persons of `people.toml` by their keys.
fn persons(handbook: &Handbook) -> BTreeMap<&str, PartyId> {
    let parties = handbook.directory.parties.iter().enumerate();
    let persons = parties.filter(|(_, party)| party.kind == PartyKind::Person);
    persons.map(|(number, party)| (party.key.as_str(), PartyId(number))).collect()
}

/// In whose calendars stands what a party owns: in its own, and in that of the person who holds the role.
fn calendars_of(
    handbook: &Handbook,
    persons: &BTreeMap<&str, PartyId>,
    owner: PartyId,
) -> BTreeSet<PartyId> {
    let person = handbook.party(owner).person.as_deref();
    let person = person.and_then(|key| persons.get(key)).copied();
    person.into_iter().chain([owner]).collect()
}

/// True when what one party owns belongs into the calendar of another one. A role has its own; a person has what their roles have.
fn is_of(handbook: &Handbook, owner: PartyId, other: PartyId) -> bool {
    let is_person = handbook.party(other).kind == PartyKind::Person;
    owner == other || is_person && handbook.directory.is_same(owner, other)
}

/// What a calendar is called.
fn name(handbook: &Handbook, owner: Option<&str>) -> String {
    let title = &handbook.settings.title;
    format!("{title}: {}", owner.unwrap_or("what falls due"))
}

fn ics(handbook: &Handbook, due: &Due, owner: Option<PartyId>) -> Vec<u8> {
    let uids = due.uids.get_or_init(|| uids(handbook, due.all));
    let wanted = due.all.iter().zip(uids).filter(|(deadline, _)| {
        owner.is_none_or(|party| deadline.owner.is_some_and(|owner| is_of(handbook, owner, party)))
    });
    let owned: Vec<(&Deadline, &String, Option<String>)> =
        wanted.map(|(deadline, uid)| (deadline, uid, title_of(handbook, deadline))).collect();
    let events = owned.iter().map(|(deadline, uid, owner)| Event {
        uid,
        kind: deadline.kind,
        id: &deadline.id,
        title: &deadline.title,
        owner: owner.as_deref(),
        due: deadline.due,
        place: place(handbook, deadline),
        url: deadline.entry.and_then(|entry| handbook.address_of(entry)),
    });
    let whose = owner.map(|owner| person(handbook, owner).title);
    let calendar = Calendar {
        name: name(handbook, whose.as_deref()),
        today: handbook.today,
        events: events.collect(),
    };
    ics::render(&calendar).into_bytes()
}

/// Who answers for it, as pages say it.
fn title_of(handbook: &Handbook, deadline: &Deadline) -> Option<String> {
    deadline.owner.map(|owner| person(handbook, owner).title)
}

/// Where readers find it: the page, or for a waiver, which has none, the file.
fn place(handbook: &Handbook, deadline: &Deadline) -> String {
    match deadline.entry {
        Some(entry) => format!("Page: {}", handbook.label(entry).place.page),
        None => format!("Says: {}", deadline.span.path),
    }
}

fn facts(handbook: &Handbook) -> Vec<(String, Cell)> {
    let all = deadlines(handbook);
    let count = |(word, state): &(&str, Urgency)| {
        let count = all.iter().filter(|deadline| deadline.urgency(handbook) == *state).count();
        (capitalized(&word.replace('-', " ")), Cell::count(count))
    };
    Urgency::WORDS.iter().map(count).collect()
}

fn sheet(handbook: &Handbook) -> Sheet {
    Sheet::of("Due", deadlines(handbook).iter())
        .column("id", "Id", 14, |deadline| {
            let url = deadline.entry.and_then(|entry| handbook.address_of(entry));
            match url {
                Some(url) => Cell::Link { text: deadline.id.clone(), url },
                None => Cell::text(&deadline.id),
            }
        })
        .column("title", "Title", 50, |deadline| Cell::text(&deadline.title))
        .column("kind", "What", 18, |deadline| Cell::text(label_of(deadline.kind)))
        .column("owner", "Owner", 28, |deadline| Cell::maybe(title_of(handbook, deadline)))
        .column("due", "Due", 12, |deadline| Cell::Day(deadline.due))
        .column("days", "Days left", 10, |deadline| {
            Cell::Number(f64::from(handbook.today.days_until(deadline.due)))
        })
        .column("state", "State", 12, |deadline| Cell::text(label_of(deadline.urgency(handbook))))
        .end()
}
