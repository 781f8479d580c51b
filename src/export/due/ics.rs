//! Deadlines as a calendar (iCalendar, RFC 5545): one all-day event each. The only file that names `icalendar`.

use icalendar::{Calendar as Written, Component, Event as Entry, Property};

use crate::base::date::{Date, Interval};
use crate::base::text::is_hidden;
use crate::model::deadline::DeadlineKind;
use crate::parse::word::Word;

/// A calendar.
pub struct Calendar<'e> {
    /// What it is called where somebody subscribed to several.
    pub name: String,
    /// The day of all states.
    pub today: Date,
    /// What falls due.
    pub events: Vec<Event<'e>>,
}

/// An event.
pub struct Event<'e> {
    /// What no other event of any handbook is called. It stays when the day moves, so that a calendar that subscribes moves the event, too.
    pub uid: &'e str,
    /// What has to be done.
    pub kind: DeadlineKind,
    /// What it belongs to.
    pub id: &'e str,
    /// What it is.
    pub title: &'e str,
    /// Who answers for it.
    pub owner: Option<&'e str>,
    /// The last day on which it is in time.
    pub due: Date,
    /// Where it is said, in a line such as `Says: soa.toml:4`.
    pub place: String,
    /// Where it is shown on the web.
    pub url: Option<String>,
}

/// Writes the calendar. `DTSTAMP` is the start of the day of all states: two runs on one day write the same bytes.
pub fn render(calendar: &Calendar<'_>) -> String {
    let mut written = Written::empty();
    let name = line(&calendar.name);
    written.append_property(Property::new("VERSION", "2.0"));
    written.append_property(Property::new("PRODID", "-//Annexa//Deadlines//EN"));
    written.append_property(Property::new("CALSCALE", "GREGORIAN"));
    written.append_property(Property::new("METHOD", "PUBLISH"));
    // The name of RFC 7986, and the one that Outlook, Google and Apple read.
    written.append_property(Property::new("NAME", name.as_str()));
    written.append_property(Property::new("X-WR-CALNAME", name.as_str()));
    let mut refresh = Property::new("REFRESH-INTERVAL", "P1D");
    refresh.add_parameter("VALUE", "DURATION");
    written.append_property(refresh.done());
    written.append_property(Property::new("X-PUBLISHED-TTL", "P1D"));
    for event in &calendar.events {
        written.push(entry(event, calendar.today));
    }
    written.to_string()
}

fn entry(event: &Event<'_>, today: Date) -> Entry {
    let owner = event.owner.map(|owner| format!("Owner: {}\n", line(owner))).unwrap_or_default();
    // Outlook shows the description only.
    let url = event.url.as_ref().map(|url| format!("\n{url}")).unwrap_or_default();
    let mut entry = Entry::new();
    entry
        .uid(event.uid)
        .add_property("DTSTAMP", format!("{}T000000Z", basic(today)))
        .append_property(day("DTSTART", event.due))
        .append_property(day("DTEND", event.due.plus(Interval::Days(1))))
        .summary(&line(&format!("{} {}: {}", event.id, event.kind.word(), event.title)))
        .description(&format!("{owner}{}{url}", line(&event.place)))
        .add_property("CATEGORIES", event.kind.word())
        // Nobody is busy because a review is due.
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(url) = &event.url {
        entry.append_property(Property::new("URL", url.as_str()));
    }
    entry.done()
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
