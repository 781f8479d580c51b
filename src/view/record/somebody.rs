//! Somebody whom a record names: a role, a person, or a name that nobody else knows.

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::parse::settings::PeopleShown;
use crate::view::parts::{SOMEBODY, person};

/// Somebody whom a record names.
#[derive(Debug, Clone, Serialize)]
pub struct Somebody {
    /// The role or the name; “a person” where names are not shown.
    pub title: String,
    /// Who holds the role, unless names are not shown.
    pub holder: Option<String>,
    /// The page of the role, relative to the root of the site; a person who only takes part has none.
    pub url: Option<String>,
}

/// How a known party is shown.
pub fn of_party(handbook: &Handbook, id: PartyId) -> Somebody {
    let is_role = handbook.party(id).kind == PartyKind::Role;
    let person = person(handbook, id);
    Somebody { title: person.title, holder: person.holder, url: is_role.then_some(person.url) }
}

/// How a key of `people.toml` is shown, or a name in its place.
pub fn of_key(handbook: &Handbook, key: &str) -> Somebody {
    match handbook.directory.find(key) {
        Some(id) => of_party(handbook, id),
        None if names_are_shown(handbook) => {
            Somebody { title: key.to_owned(), holder: None, url: None }
        }
        None => Somebody { title: SOMEBODY.to_owned(), holder: None, url: None },
    }
}

/// False where the site shows roles only: names are personal data.
pub fn names_are_shown(handbook: &Handbook) -> bool {
    handbook.settings.people_shown == PeopleShown::Names
}
