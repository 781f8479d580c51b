//! Small pieces that many pages share: links to entries, dates in words, badges, people.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::date::{Date, distance_in_words};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::exception::Exception;
use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::model::review::ReviewState;
use crate::parse::document::{DocumentType, Status};
use crate::parse::settings::PeopleShown;
use crate::parse::word::Word;

/// A word for a state, and how it is toned. The tone never says more than the word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// The word.
    pub label: Cow<'static, str>,
    /// `ok`, `warn`, `bad` or `quiet`.
    pub tone: &'static str,
}

impl Badge {
    /// A badge.
    pub fn new(label: impl Into<Cow<'static, str>>, tone: &'static str) -> Self {
        Self { label: label.into(), tone }
    }
}

/// A day.
#[derive(Debug, Clone, Serialize)]
pub struct When {
    /// As `2026-07-25`, for `<time datetime>`.
    pub iso: String,
    /// As `25 July 2026`.
    pub long: String,
    /// As `in 42 days`, seen from the day of the build.
    pub distance: String,
}

impl When {
    /// The day as seen from today.
    pub fn new(today: Date, day: Date) -> Self {
        Self { iso: day.to_string(), long: day.long(), distance: distance_in_words(today, day) }
    }
}

/// A link to an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its id; empty for a register as a whole, which has none.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address, relative to the root of the site.
    pub url: String,
    /// What it is, in a word.
    pub kind: Cow<'static, str>,
    /// Its state, for documents and evidence.
    pub badge: Option<Badge>,
}

/// The link to an entry.
pub fn link_to(handbook: &Handbook, entry: Entry) -> Link {
    let label = handbook.label(entry);
    let anchor = label.place.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let (kind, badge) = match entry {
        Entry::Document(index) => {
            let document = &handbook.documents[index];
            (type_label(document.kind).into(), Some(state_of(document)))
        }
        Entry::Evidence(index) => {
            let piece = &handbook.evidence[index];
            ("Evidence".into(), Some(freshness(piece.freshness)))
        }
        Entry::Soa => ("Statement".into(), Some(review_badge(handbook.soa.review))),
        Entry::Register(_) => ("Register".into(), None),
        Entry::Item(framework, _) => {
            (handbook.frameworks.used[framework].title.clone().into(), None)
        }
        Entry::Risk(_) => ("Risk".into(), None),
        Entry::Obligation(_) => ("Obligation".into(), None),
        Entry::Objective(_) => ("Objective".into(), None),
        Entry::Exception(index) => {
            let exception = &handbook.exceptions[index];
            let badge = exception_badge(exception, handbook.today);
            ("Exception".into(), Some(badge))
        }
        Entry::Row(kind, _) => (capitalized(kind.noun()).into(), None),
        Entry::Table(_) => ("Table".into(), None),
    };
    // A register is known by its title; what it is called in front matter and file names tells a reader nothing.
    let is_named = !matches!(entry, Entry::Register(_));
    Link {
        id: if is_named { label.id.clone() } else { String::new() },
        title: label.title.clone(),
        url: format!("{}{anchor}", label.place.page),
        kind,
        badge,
    }
}

/// How an exception stands, in a word.
pub fn exception_badge(exception: &Exception, today: Date) -> Badge {
    match exception.expiry {
        _ if !exception.is_live(today) => Badge::new("Ended", "quiet"),
        ReviewState::Overdue { .. } => Badge::new("Expired", "bad"),
        _ if !exception.is_in_force(today) => Badge::new("Not approved", "bad"),
        ReviewState::DueSoon { .. } => Badge::new("Ends soon", "warn"),
        ReviewState::Current { .. } => Badge::new("In force", "ok"),
        ReviewState::NotDue | ReviewState::NeverReviewed => Badge::new("No end set", "bad"),
    }
}

/// The links to entries.
pub fn links_to(handbook: &Handbook, entries: impl IntoIterator<Item = Entry>) -> Vec<Link> {
    entries.into_iter().map(|entry| link_to(handbook, entry)).collect()
}

/// What refers to an entry: documents that mention it anywhere, rows and records that name it in keys of their own. Each once.
pub fn referring(handbook: &Handbook, entry: Entry) -> Vec<Link> {
    let mut all: Vec<Entry> = handbook.referring_to(entry).map(|(document, _)| document).collect();
    let naming: Vec<Entry> =
        handbook.naming(entry).filter(|naming| *naming != entry && !all.contains(naming)).collect();
    all.extend(naming);
    links_to(handbook, all)
}

/// Somebody who answers for something.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// The role, the name, or the text that stands in for both.
    pub title: String,
    /// Who holds the role, unless names are not shown.
    pub holder: Option<String>,
    /// What is wrong: vacant, left, or not in `people.toml`.
    pub trouble: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// The same as an address to follow, if it is one.
    pub contact_url: Option<String>,
    /// Their page, relative to the root of the site.
    pub url: String,
}

/// Who stands for a person where names are not shown.
pub const SOMEBODY: &str = "a person";

/// How a party is shown.
pub fn person(handbook: &Handbook, id: PartyId) -> Person {
    let party = handbook.party(id);
    let show_names = handbook.settings.people_shown == PeopleShown::Names;
    let is_role = party.kind == PartyKind::Role;
    let trouble = match party.kind {
        PartyKind::Role if party.holder.is_none() => Some("vacant".to_owned()),
        PartyKind::FreeText if handbook.directory.is_closed() => {
            Some("not in people.toml".to_owned())
        }
        _ => party
            .left
            .filter(|left| *left <= handbook.today)
            .map(|left| format!("left on {}", left.long())),
    };
    Person {
        title: if handbook.hides(id) { SOMEBODY.to_owned() } else { party.title.clone() },
        holder: party.holder.clone().filter(|_| is_role && show_names),
        trouble,
        contact: party.contact.clone(),
        contact_url: party.contact.as_deref().and_then(address_of),
        url: party.url.to_string(),
    }
}

/// The address that a contact is: one of the web as it stands, or a mailbox. Anything else, such as a channel, is words.
fn address_of(contact: &str) -> Option<String> {
    let is_plain = |text: &str| {
        !text.is_empty()
            && text.chars().all(|letter| letter.is_alphanumeric() || "._%+-".contains(letter))
    };
    if contact.starts_with("https://") {
        return Some(contact.to_owned());
    }
    let (mailbox, host) = contact.split_once('@')?;
    (is_plain(mailbox) && is_plain(host) && host.contains('.')).then(|| format!("mailto:{contact}"))
}

/// How the key of a party is shown in a sentence or a table; unknown keys stand as they are, unless they may be names and names are not shown.
pub fn name_of(handbook: &Handbook, key: &str) -> String {
    match handbook.directory.find(key) {
        Some(id) => person(handbook, id).title,
        None if handbook.hides_texts() => SOMEBODY.to_owned(),
        None => key.to_owned(),
    }
}

/// The word for a type of document.
pub fn type_label(kind: DocumentType) -> &'static str {
    match kind {
        DocumentType::Policy => "Policy",
        DocumentType::Standard => "Standard",
        DocumentType::Procedure => "Procedure",
        DocumentType::Guideline => "Guideline",
        DocumentType::Plan => "Plan",
        DocumentType::Statement => "Statement",
        DocumentType::External => "External document",
        DocumentType::Record => "Record",
        DocumentType::InternalAudit => "Internal audit",
        DocumentType::Finding => "Finding",
        DocumentType::ManagementReview => "Management review",
        DocumentType::Training => "Training",
    }
}

/// The state of a document in a word: of its life, and if it is in force, of its review.
pub fn state_of(document: &Document) -> Badge {
    match document.parsed.front.status {
        Status::Draft => Badge::new("Draft", "quiet"),
        Status::InReview => Badge::new("In review", "quiet"),
        Status::Superseded => Badge::new("Superseded", "quiet"),
        Status::Retired => Badge::new("Withdrawn", "quiet"),
        Status::Approved if document.is_record() && document.review == ReviewState::NotDue => {
            Badge::new("On record", "ok")
        }
        Status::Approved => review_badge(document.review),
    }
}

/// The state of a review in a word.
pub fn review_badge(review: ReviewState) -> Badge {
    match review {
        ReviewState::NotDue => Badge::new("No review due", "quiet"),
        ReviewState::NeverReviewed => Badge::new("Never reviewed", "bad"),
        ReviewState::Current { .. } => Badge::new("In date", "ok"),
        ReviewState::DueSoon { .. } => Badge::new("Review due soon", "warn"),
        ReviewState::Overdue { .. } => Badge::new("Review overdue", "bad"),
    }
}

/// The age of evidence in a word.
pub fn freshness(state: ReviewState) -> Badge {
    match state {
        ReviewState::NotDue => Badge::new("Age not limited", "quiet"),
        ReviewState::NeverReviewed => Badge::new("Not collected yet", "bad"),
        ReviewState::Current { .. } => Badge::new("Fresh", "ok"),
        ReviewState::DueSoon { .. } => Badge::new("Stale soon", "warn"),
        ReviewState::Overdue { .. } => Badge::new("Stale", "bad"),
    }
}

/// The next review of something.
#[derive(Debug, Clone, Serialize)]
pub struct Review {
    /// Its state in a word.
    pub badge: Badge,
    /// Its day, if one is known.
    pub due: Option<When>,
}

/// How a review stands.
pub fn review(handbook: &Handbook, state: ReviewState) -> Review {
    Review {
        badge: review_badge(state),
        due: state.due().map(|due| When::new(handbook.today, due)),
    }
}

/// The word of an enumeration as a label: `no-change` becomes `No change`.
pub fn label_of<T: Word + PartialEq>(value: T) -> String {
    capitalized(&value.word().replace('-', " "))
}

/// The text with a capital at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn a_contact_is_an_address_or_words() {
        assert_eq!(address_of("it@example.com").as_deref(), Some("mailto:it@example.com"));
        assert_eq!(address_of("https://desk.example/").as_deref(), Some("https://desk.example/"));
        for words in ["#security-help", "javascript:alert(1)", "a@b", "me@x.y?bcc=z@x.y", "@x.y"] {
            assert_eq!(address_of(words), None, "{words}");
        }
    }
}
