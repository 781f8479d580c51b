//! The register of obligations.

use serde::Serialize;

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::obligation::Obligation;
use crate::view::parts::{Link, Person, label_of, link_to, links_to, person};

/// An obligation.
#[derive(Debug, Serialize)]
pub struct ObligationView {
    /// The obligation.
    pub link: Link,
    /// Its anchor.
    pub anchor: String,
    /// Where it comes from, in a word.
    pub kind: Option<String>,
    /// Where it is written.
    pub source: Option<String>,
    /// What it asks of our security.
    pub summary: Option<String>,
    /// Who watches over it.
    pub owner: Option<Person>,
    /// Controls that it asks for.
    pub controls: Vec<Link>,
    /// Documents that refer to it.
    pub referred_by: Vec<Link>,
}

/// The register.
#[derive(Debug, Serialize)]
pub struct ObligationsView {
    /// The obligations in the order of their ids.
    pub obligations: Vec<ObligationView>,
}

impl ObligationsView {
    /// The register of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let view = |(index, obligation): (usize, &Obligation)| {
            let entry = Entry::Obligation(index);
            let controls = handbook
                .soa
                .rows
                .iter()
                .filter(|row| row.obligations.contains(&entry))
                .map(|row| row.control);
            ObligationView {
                link: link_to(handbook, entry),
                anchor: handbook.label(entry).place.anchor.clone().unwrap_or_default(),
                kind: obligation.parsed.kind.map(label_of),
                source: obligation.parsed.source.clone(),
                summary: obligation.parsed.summary.clone(),
                owner: obligation.owner.map(|owner| person(handbook, owner)),
                controls: links_to(handbook, controls),
                referred_by: handbook
                    .referring_to(entry)
                    .map(|(document, _)| link_to(handbook, document))
                    .collect(),
            }
        };
        Self { obligations: handbook.obligations.iter().enumerate().map(view).collect() }
    }
}
