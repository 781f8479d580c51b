//! Deadlines as a calendar (iCalendar, RFC 5545): one all-day event each. The only file that names `icalendar`.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component, Event, Property};

use crate::base::date::{Date, Interval};
use crate::base::digest::Digest;
use crate::base::text::is_hidden;
use crate::export::deadlines::Row;
use crate::model::deadline::DeadlineKind;
use crate::parse::word::Word;

/// Writes the calendar.
///
/// An event keeps its `UID` when its day moves, so that a calendar that subscribes moves it too. `DTSTAMP` is the start of `today`: two
/// runs on one day write the same bytes.
pub fn render(rows: &[Row], title: &str, today: Date) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Annexa//Deadlines//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar
        .append_property(Property::new("X-WR-CALNAME", line(&format!("{title}: what falls due"))));
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let uid = uid(row);
        let count = used.entry(uid.clone()).or_default();
        *count += 1;
        // A calendar takes two events of one name for one: equal ones are counted.
        let uid = if *count == 1 { uid } else { format!("{count}-{uid}") };
        calendar.push(event(row, &uid, today));
    }
    calendar.to_string()
}

fn event(row: &Row, uid: &str, today: Date) -> Event {
    let mut event = Event::new();
    let owner = row
        .owner_title
        .as_ref()
        .map(|owner| format!("Owner: {}\n", line(owner)))
        .unwrap_or_default();
    let place = line(&format!("{}:{}", row.path, row.position.line));
    event
        .uid(uid)
        .add_property("DTSTAMP", format!("{}T000000Z", basic(today)))
        .append_property(day("DTSTART", row.due))
        .append_property(day("DTEND", row.due.plus(Interval::Days(1))))
        .summary(&line(&format!("{} {}: {}", row.id, row.kind.word(), row.title)))
        .description(&format!("{owner}Says: {place}"))
        .add_property("CATEGORIES", row.kind.word())
        // Nobody is busy because a review is due.
        .add_property("TRANSP", "TRANSPARENT");
    event.done()
}

/// Lasting, and the same only for what differs in its day alone. Several actions or waivers may belong to one id: what they say tells them apart.
fn uid(row: &Row) -> String {
    let said = match row.kind {
        DeadlineKind::Action | DeadlineKind::Waiver => row.title.as_str(),
        _ => "",
    };
    let kind = row.kind.word();
    let digest = Digest::of(format!("{kind}\n{}\n{said}", row.id).as_bytes()).to_string();
    format!("{kind}-{}@annexa", digest.get(..24).unwrap_or(&digest))
}

fn day(name: &str, date: Date) -> Property {
    let mut property = Property::new(name, basic(date));
    property.add_parameter("VALUE", "DATE");
    property.done()
}

/// A day without hyphens: `20261121`.
fn basic(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Text on one line without characters that act unseen.
fn line(text: &str) -> String {
    text.chars().map(|letter| if is_hidden(letter) { ' ' } else { letter }).collect()
}
