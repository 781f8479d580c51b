//! What shows that something is there: its version, its approval, its newest day, its state in words.

use serde::Serialize;

use crate::base::text::list_of;
use crate::frameworks::{CatalogueEntry, Demand};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::mandate::Mandate;
use crate::model::presence::{Presence, Proof, presence};
use crate::model::soa::Applicability;
use crate::view::parts::{Badge, Link, Person, When, link_to, links_to, name_of, person};

/// A document, record, register or piece of evidence that shows something.
#[derive(Debug, Serialize)]
pub struct ProofView {
    /// What it is.
    pub link: Link,
    /// Its version.
    pub version: Option<String>,
    /// Who approved its current version.
    pub approved_by: Option<String>,
    /// When.
    pub approved: Option<When>,
    /// The newest day on which something happened to it.
    pub last: Option<When>,
    /// What happened then, in a word.
    pub last_what: Option<&'static str>,
    /// Who keeps it.
    pub owner: Option<Person>,
    /// The day until which it is in date, or since which it is overdue: the earliest that decides.
    pub due: Option<When>,
    /// `Present, in date` or `Present, overdue`.
    pub state: Badge,
}

impl ProofView {
    /// How an entry is shown.
    pub fn new(handbook: &Handbook, entry: Entry) -> Self {
        let proof = Proof::of(handbook, entry);
        let when = |day| When::new(handbook.today, day);
        let presence = if proof.is_overdue { Presence::Overdue } else { Presence::InDate };
        Self {
            link: link_to(handbook, entry),
            version: proof.version.map(str::to_owned),
            approved_by: proof
                .approval
                .and_then(|approval| approval.by.as_ref())
                .map(|by| name_of(handbook, &by.value)),
            approved: proof
                .approval
                .and_then(|approval| approval.date.as_ref())
                .map(|day| when(day.value)),
            last: proof.last.map(|(day, _)| when(day)),
            last_what: proof.last.map(|(_, what)| what),
            owner: proof.owner.map(|owner| person(handbook, owner)),
            due: proof.due.map(when),
            state: presence_badge(presence),
        }
    }
}

/// How something that is asked for stands, in words.
pub fn presence_badge(presence: Presence) -> Badge {
    match presence {
        Presence::InDate => Badge::new("Present, in date", "ok"),
        Presence::Overdue => Badge::new("Present, overdue", "warn"),
        Presence::Draft => Badge::new("Missing: a draft is being written", "bad"),
        Presence::Missing => Badge::new("Missing", "bad"),
        Presence::NoneYet => Badge::new("None yet", "quiet"),
        Presence::NotNeeded => Badge::new("Not needed", "quiet"),
    }
}

/// An entry of the catalogue of documented information, and what fulfils it.
#[derive(Debug, Serialize)]
pub struct AskedView {
    /// Its id in the catalogue.
    pub id: String,
    /// What is asked for.
    pub title: String,
    /// What it is, in our words.
    pub summary: String,
    /// How binding it is, in words.
    pub demand: &'static str,
    /// The controls that ask for it; nothing when clauses ask for it anyway.
    pub controls: Vec<Link>,
    /// How it stands as a whole, in words.
    pub state: Badge,
    /// What fulfils it.
    pub proofs: Vec<ProofView>,
    /// What is being written for it.
    pub drafts: Vec<Link>,
}

impl AskedView {
    /// How an entry of the catalogue is shown.
    pub fn new(handbook: &Handbook, mandate: &Mandate) -> Self {
        let entry = &handbook.frameworks.catalogue[mandate.entry];
        let controls = entry.controls.iter().filter(|_| entry.conditional);
        let controls: Vec<Entry> =
            controls.filter_map(|id| handbook.frameworks.find_control(id)).collect();
        Self {
            id: entry.id.clone(),
            title: entry.title.clone(),
            summary: entry.summary.clone(),
            demand: demand_words(entry),
            controls: links_to(handbook, controls.iter().copied()),
            state: state(handbook, mandate, &controls),
            proofs: mandate
                .fulfilled_by
                .iter()
                .map(|entry| ProofView::new(handbook, *entry))
                .collect(),
            drafts: links_to(handbook, mandate.drafts.iter().copied()),
        }
    }
}

/// How binding an entry of the catalogue is.
pub fn demand_words(entry: &CatalogueEntry) -> &'static str {
    match entry.kind {
        Demand::MandatoryDocument => "Mandatory document",
        Demand::MandatoryRecord => "Mandatory record",
        Demand::Expected => "Usually expected",
    }
}

fn state(handbook: &Handbook, mandate: &Mandate, controls: &[Entry]) -> Badge {
    let found = presence(handbook, mandate);
    let is_expected = handbook.frameworks.catalogue[mandate.entry].kind == Demand::Expected;
    match found {
        Presence::NotNeeded => {
            let excluded = controls.iter().filter(|control| {
                let row = handbook.soa.row_of(**control);
                row.is_some_and(|row| row.applicability == Applicability::Excluded)
            });
            let ids: Vec<String> =
                excluded.map(|control| handbook.label(*control).id.clone()).collect();
            let verb = if ids.len() == 1 { "is" } else { "are" };
            Badge::new(format!("Not needed: {} {verb} excluded", list_of(&ids)), "quiet")
        }
        Presence::Draft if is_expected => Badge::new("A draft is being written", "quiet"),
        other => presence_badge(other),
    }
}
