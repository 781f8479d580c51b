//! What happened to the texts of the handbook, day by day: the list of `changes.html` and the feed. `events` tells what happened.

use serde::Serialize;

use crate::base::date::{Date, Interval};
use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::view::events::{Dated, Event, events, name};
use crate::view::frame::FEED;
use crate::view::parts::Link;

/// How many months back the list goes.
const MONTHS: i32 = 24;

/// The most entries of the list.
const LISTED: usize = 300;

/// The most entries of the feed.
const FED: usize = 50;

/// What happened in a month.
#[derive(Debug, Serialize)]
pub struct Month {
    /// Such as `November 2026`; `Day not recorded` for what has no day.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// What happened, newest first; on one day what binds before records.
    pub events: Vec<Event>,
}

/// All changes.
#[derive(Debug, Serialize)]
pub struct ChangesView {
    /// What happened, by months, newest first.
    pub months: Vec<Month>,
    /// How many months back the list goes.
    pub reach: i32,
    /// How many older entries are not listed.
    pub older: usize,
}

/// The newest changes for programs that read feeds.
#[derive(Debug, Serialize)]
pub struct FeedView {
    /// A name that no other feed has and that stays the same, as `urn:uuid:…`.
    pub id: String,
    /// What it is called: the title of the handbook, and that it is about changes.
    pub title: String,
    /// The organization, or the title of the handbook.
    pub author: String,
    /// What leads to the root of the site: its address if the settings name one, else the way there from the feed.
    pub base: String,
    /// The address of the feed: absolute if the settings name one, else as seen from itself.
    pub url: String,
    /// The day of the newest entry, or of the build where there is none.
    pub updated: String,
    /// What happened, newest first.
    pub entries: Vec<Event>,
}

impl ChangesView {
    /// The changes of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let all = events(handbook);
        let count = all.len();
        let first = handbook.today.plus(Interval::Months(-MONTHS));
        let is_listed = |dated: &&Dated| dated.date.is_none_or(|date| date >= first);
        let listed: Vec<Dated> = all.iter().filter(is_listed).take(LISTED).cloned().collect();
        let older = count - listed.len();
        let mut months: Vec<Month> = Vec::new();
        for Dated { date, event, .. } in listed {
            let title = date.map_or_else(|| "Day not recorded".to_owned(), Date::month_long);
            match months.last_mut().filter(|month| month.title == title) {
                Some(month) => month.events.push(event),
                None => {
                    let day = event.date.as_ref().and_then(|when| when.iso.get(..7));
                    let anchor = day.map_or_else(|| "no-day".to_owned(), |day| format!("m-{day}"));
                    months.push(Month { title, anchor, events: vec![event] });
                }
            }
        }
        Self { months, reach: MONTHS, older }
    }
}

impl FeedView {
    /// The feed of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let settings = &handbook.settings;
        let entries: Vec<Event> = events(handbook)
            .into_iter()
            .map(|dated| dated.event)
            .filter(|event| event.date.is_some())
            .take(FED)
            .map(plain)
            .collect();
        let newest = entries.first().and_then(|event| event.date.as_ref());
        let own = OutPath::fixed(FEED);
        let author = settings.organization.as_ref().unwrap_or(&settings.title);
        Self {
            id: name(handbook, &["feed"]),
            title: format!("{}: changes", line(&settings.title)),
            author: line(author),
            base: settings.address.clone().unwrap_or_else(|| own.to_root()),
            url: match &settings.address {
                Some(address) => format!("{address}{own}"),
                None => own.link_to(&own),
            },
            updated: newest.map_or_else(|| handbook.today.to_string(), |when| when.iso.clone()),
            entries,
        }
    }
}

/// An event as XML may hold it: TOML can name characters that XML has no way to write.
fn plain(event: Event) -> Event {
    let link = Link { title: line(&event.link.title), ..event.link };
    Event { link, summary: event.summary.as_deref().map(without_controls), ..event }
}

/// A title: readers of feeds show it on one line.
fn line(text: &str) -> String {
    let spaced: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    without_controls(&spaced).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_controls(text: &str) -> String {
    let is_written = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}') || *letter == '\n'
    };
    text.chars().filter(is_written).collect()
}
