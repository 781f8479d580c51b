//! Who owns and approves: roles, and persons where they may be named.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::Day;
use crate::model::people::{Party, PartyKind};

/// A role.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Role {
    /// Its key: what stands wherever a role answers for something.
    id: String,
    /// Its title.
    title: String,
    /// The key of the person who holds it; `null` while it is vacant, and where persons are not named.
    holder: Option<String>,
    /// True while nobody holds it.
    is_vacant: bool,
    /// How to reach whoever holds it.
    contact: Option<String>,
    /// Its page, relative to the root of the site.
    page: String,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Person {
    /// The key.
    id: String,
    /// The name.
    name: String,
    /// The day on which the person left.
    left: Option<Day>,
    /// The person's page, relative to the root of the site.
    page: String,
}

/// The roles in the order of the file.
pub(super) fn roles(names: Names<'_>) -> Vec<Role> {
    let role = |party: &Party| Role {
        id: party.key.clone(),
        title: party.title.clone(),
        holder: party.person.clone().filter(|_| names.shows_people()),
        is_vacant: party.holder.is_none(),
        contact: party.contact.clone(),
        page: party.url.to_string(),
    };
    of_kind(names, PartyKind::Role).map(role).collect()
}

/// The persons in the order of the file; nobody where persons are not named.
pub(super) fn persons(names: Names<'_>) -> Vec<Person> {
    let person = |party: &Party| Person {
        id: party.key.clone(),
        name: party.title.clone(),
        left: party.left.map(Day),
        page: party.url.to_string(),
    };
    let persons = of_kind(names, PartyKind::Person).filter(|_| names.shows_people());
    persons.map(person).collect()
}

fn of_kind(names: Names<'_>, kind: PartyKind) -> impl Iterator<Item = &Party> {
    names.handbook.directory.parties.iter().filter(move |party| party.kind == kind)
}
