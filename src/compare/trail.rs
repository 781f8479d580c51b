//! Entries of control trails that were added, edited or taken out: versions, approvals, reviews.

use crate::base::date::Date;
use crate::compare::Side;
use crate::compare::item::{Changed, Event, EventKind, Step};
use crate::compare::naming::party;
use crate::diag::span::Spanned;
use crate::parse::trail::{Approval, Review, Revision, Trail};
use crate::parse::word::Word;

/// An entry: what it is known by, all that it says, and the event that it makes.
#[derive(Debug)]
pub struct Entry {
    /// Two entries with the same key are the same one.
    pub key: String,
    /// Everything else about it, by its name.
    pub rest: Vec<(&'static str, String)>,
    /// What is said about it.
    pub event: Event,
}

/// What became of the trail of a text.
pub fn compare(
    before: Option<(Side<'_>, &Trail)>,
    after: Option<(Side<'_>, &Trail)>,
) -> Vec<Event> {
    let entries = |side: Option<(Side<'_>, &Trail)>| {
        side.map(|(side, trail)| entries(side, trail)).unwrap_or_default()
    };
    events(entries(before), entries(after))
}

/// What became of entries: those of the later side in its order, then those that were taken out.
pub fn events(before: Vec<Entry>, after: Vec<Entry>) -> Vec<Event> {
    let mut left: Vec<Entry> = before;
    let mut found = Vec::new();
    // What is the same to the letter first: of two entries with one key, neither is then taken for the other.
    let after: Vec<Entry> = after
        .into_iter()
        .filter(|entry| {
            let same =
                left.iter().position(|other| other.key == entry.key && other.rest == entry.rest);
            same.map(|at| left.remove(at)).is_none()
        })
        .collect();
    for Entry { key, rest, mut event } in after {
        let earlier = left.iter().position(|other| other.key == key).map(|at| left.remove(at));
        if let Some(earlier) = earlier {
            let differs = |(was, is): &(&(_, String), &(_, String))| was.1 != is.1;
            let parts = earlier.rest.iter().zip(&rest).filter(differs);
            event.edited = parts.map(|(_, (name, _))| *name).collect();
            event.step = Step::Edited;
        }
        found.push(event);
    }
    found.extend(left.into_iter().map(|entry| Event { step: Step::Removed, ..entry.event }));
    found
}

/// True when somebody looked at a text and left it as it is: nothing but reviews and approvals were added, and at most the day of the next
/// review moved.
pub fn is_looked_at(events: &[Event], fields: &[Changed]) -> bool {
    let is_look = |event: &Event| {
        event.step == Step::Added && matches!(event.kind, EventKind::Review | EventKind::Approval)
    };
    !events.is_empty()
        && events.iter().all(is_look)
        && fields.iter().all(|changed| changed.field == "next-review")
}

fn entries(side: Side<'_>, trail: &Trail) -> Vec<Entry> {
    let revisions = trail.history.iter().map(|revision| of_revision(side, revision));
    let approvals = trail.approvals.iter().map(|approval| of_approval(side, approval));
    let reviews = trail.reviews.iter().map(|review| of_review(side, review));
    revisions.chain(approvals).chain(reviews).collect()
}

fn of_revision(side: Side<'_>, revision: &Revision) -> Entry {
    let Revision { version, date, author, change, material } = revision;
    let event = Event {
        version: value(version.as_ref()),
        outcome: material.then_some("material"),
        text: change.clone(),
        ..event(side, EventKind::Revision, date.as_ref(), author.as_ref())
    };
    let key = format!("revision {:?}", event.version);
    let rest = vec![
        ("date", format!("{:?}", event.date)),
        ("author", format!("{:?}", value(author.as_ref()))),
        ("change", format!("{change:?}")),
        ("material", material.to_string()),
    ];
    Entry { key, rest, event }
}

fn of_approval(side: Side<'_>, approval: &Approval) -> Entry {
    let Approval { version, by, date, method, reference, digest } = approval;
    let event = Event {
        version: value(version.as_ref()),
        outcome: method.map(Word::word),
        text: reference.clone(),
        ..event(side, EventKind::Approval, date.as_ref(), by.as_ref())
    };
    let key = format!("approval {:?} {:?} {:?}", event.date, value(by.as_ref()), event.version);
    let rest = vec![
        ("method", format!("{:?}", event.outcome)),
        ("reference", format!("{reference:?}")),
        ("digest", format!("{:?}", value(digest.as_ref()))),
    ];
    Entry { key, rest, event }
}

fn of_review(side: Side<'_>, review: &Review) -> Entry {
    let Review { date, by, outcome, note, digest } = review;
    let event = Event {
        outcome: outcome.map(Word::word),
        text: note.clone(),
        ..event(side, EventKind::Review, date.as_ref(), by.as_ref())
    };
    let key = format!("review {:?} {:?}", event.date, value(by.as_ref()));
    let rest = vec![
        ("outcome", format!("{:?}", event.outcome)),
        ("note", format!("{note:?}")),
        ("digest", format!("{:?}", value(digest.as_ref()))),
    ];
    Entry { key, rest, event }
}

/// An event of which only the kind, the day and the actor are known.
pub fn event(
    side: Side<'_>,
    kind: EventKind,
    date: Option<&Spanned<Date>>,
    by: Option<&Spanned<String>>,
) -> Event {
    Event {
        kind,
        step: Step::Added,
        edited: Vec::new(),
        date: date.map(|date| date.value),
        by: by.map(|by| party(side, by.value.trim())),
        version: None,
        outcome: None,
        text: None,
    }
}

fn value(typed: Option<&Spanned<String>>) -> Option<String> {
    typed.map(|typed| typed.value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, rest: &str) -> Entry {
        let event = Event {
            kind: EventKind::Review,
            step: Step::Added,
            edited: Vec::new(),
            date: None,
            by: None,
            version: None,
            outcome: None,
            text: Some(rest.to_owned()),
        };
        Entry { key: key.to_owned(), rest: vec![("note", rest.to_owned())], event }
    }

    #[test]
    fn entries_are_added_edited_or_taken_out() {
        let before = vec![entry("a", "1"), entry("a", "2"), entry("b", "3"), entry("c", "4")];
        let after = vec![entry("a", "2"), entry("a", "1"), entry("b", "5"), entry("d", "6")];
        let steps: Vec<(Step, Option<String>)> =
            events(before, after).into_iter().map(|event| (event.step, event.text)).collect();
        let wanted = [(Step::Edited, "5"), (Step::Added, "6"), (Step::Removed, "4")];
        assert_eq!(steps, wanted.map(|(step, text)| (step, Some(text.to_owned()))));
    }
}
