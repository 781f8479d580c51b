//! Who owns, approves and reviews: roles and people, and free text where there is no `people.toml`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::base::slug::file_slug;
use crate::parse::people::People;
use crate::parse::settings::PeopleShown;

/// Where a party comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartyKind {
    /// A role of `people.toml`.
    Role,
    /// A person of `people.toml`.
    Person,
    /// A name that some document uses and `people.toml` does not hold.
    FreeText,
}

/// Somebody who can answer for something.
#[derive(Debug, Clone)]
pub struct Party {
    /// What documents write.
    pub key: String,
    /// What readers see.
    pub title: String,
    /// Where it comes from.
    pub kind: PartyKind,
    /// The key of the person who holds the role, or of the person.
    pub person: Option<String>,
    /// The name of the person who holds the role, or of the person.
    pub holder: Option<String>,
    /// The day on which the holder left, if so.
    pub left: Option<Date>,
    /// How to reach it.
    pub contact: Option<String>,
    /// Its page.
    pub url: OutPath,
    /// Where `people.toml` names it; `None` for a free text.
    pub at: Option<Range<usize>>,
}

/// The index of a party in [`Directory::parties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(pub usize);

/// All parties.
#[derive(Debug, Default)]
pub struct Directory {
    /// Roles, then persons, then free texts, each in the order in which they were met.
    pub parties: Vec<Party>,
    by_key: BTreeMap<String, PartyId>,
    /// Who is called so, in lower case; `None` for a name that several have.
    by_name: BTreeMap<String, Option<PartyId>>,
    urls: BTreeMap<OutPath, PartyId>,
    has_file: bool,
    shown: PeopleShown,
}

impl Directory {
    /// The parties of `people.toml`; `None` when there is none.
    ///
    /// Where names are not shown, addresses of people hold no name either.
    pub fn new(people: Option<&People>, shown: PeopleShown) -> Self {
        let mut directory = Self { has_file: people.is_some(), shown, ..Self::default() };
        let Some(people) = people else { return directory };
        for role in &people.roles {
            let holder = role.holder.as_ref();
            let person = holder
                .and_then(|key| people.persons.iter().find(|person| person.key.value == key.value));
            directory.add(Party {
                key: role.key.value.clone(),
                title: role.title.clone(),
                kind: PartyKind::Role,
                person: holder.map(|key| key.value.clone()),
                holder: person.map(|person| person.name.clone()),
                left: person.and_then(|person| person.left.as_ref().map(|date| date.value)),
                contact: role.contact.clone(),
                url: OutPath::fixed("owners.html"),
                at: Some(role.key.at.clone()),
            });
        }
        for person in &people.persons {
            let id = directory.add(Party {
                key: person.key.value.clone(),
                title: person.name.clone(),
                kind: PartyKind::Person,
                person: Some(person.key.value.clone()),
                holder: Some(person.name.clone()),
                left: person.left.as_ref().map(|date| date.value),
                contact: None,
                url: OutPath::fixed("owners.html"),
                at: Some(person.key.at.clone()),
            });
            // Whose name is but the key in other letters is known by the key, spelled exactly.
            if folded(&person.name) != folded(&person.key.value) {
                let known = directory.by_name.entry(folded(&person.name));
                known.and_modify(|known| *known = None).or_insert(Some(id));
            }
        }
        directory
    }

    fn add(&mut self, mut party: Party) -> PartyId {
        let id = PartyId(self.parties.len());
        let named = self.shown == PeopleShown::Names || !self.is_private(&party);
        let slug = if named { file_slug(&party.key) } else { "person".to_owned() };
        let slug = if slug.is_empty() { "owner".to_owned() } else { slug };
        // Two keys may differ only in what a file name cannot hold.
        let url = (0..=self.parties.len())
            .map(|attempt| {
                if attempt == 0 {
                    format!("owners/{slug}.html")
                } else {
                    format!("owners/{slug}-{attempt}.html")
                }
            })
            .filter_map(|path| OutPath::new(&path))
            .find(|path| !self.urls.contains_key(path));
        if let Some(url) = url {
            self.urls.insert(url.clone(), id);
            party.url = url;
        }
        self.by_key.entry(party.key.clone()).or_insert(id);
        self.parties.push(party);
        id
    }

    /// The party with this key, or the person of `people.toml` who is called so: a name is no key, but it is clear who is meant.
    pub fn find(&self, key: &str) -> Option<PartyId> {
        let named = || self.by_name.get(&folded(key)).copied().flatten();
        self.by_key.get(key).copied().or_else(named)
    }

    /// True when something has this very key.
    pub fn has_key(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// True for a party that is a person, or may be one: where there is a `people.toml`, a text that is not in it may be a name.
    ///
    /// Who that is, is said nowhere where the settings show roles only.
    pub fn is_private(&self, party: &Party) -> bool {
        match party.kind {
            PartyKind::Role => false,
            PartyKind::Person => true,
            PartyKind::FreeText => self.has_file,
        }
    }

    /// The party with this key or this name; a free text becomes a party of its own.
    pub fn find_or_add(&mut self, key: &str) -> PartyId {
        self.find(key).unwrap_or_else(|| {
            self.add(Party {
                key: key.to_owned(),
                title: key.to_owned(),
                kind: PartyKind::FreeText,
                person: None,
                holder: None,
                left: None,
                contact: None,
                url: OutPath::fixed("owners.html"),
                at: None,
            })
        })
    }

    /// The party behind an id.
    pub fn party(&self, id: PartyId) -> &Party {
        &self.parties[id.0]
    }

    /// True when two parties are one person: the same party, or a role and whoever holds it, or two roles that one person holds.
    pub fn is_same(&self, one: PartyId, other: PartyId) -> bool {
        let (person, other_person) = (&self.party(one).person, &self.party(other).person);
        one == other || person.is_some() && person == other_person
    }

    /// True when two keys stand for the same person as of today: a role for who holds it, a name for who is called so, any other text for itself.
    pub fn is_same_person(&self, left: &str, right: &str) -> bool {
        let (left, right) = (left.trim(), right.trim());
        let known = self.find(left).zip(self.find(right));
        known.is_some_and(|(one, other)| self.is_same(one, other))
            || left.to_lowercase() == right.to_lowercase()
    }

    /// True for a key that should be in `people.toml`, and is not.
    pub fn is_unknown(&self, key: &str) -> bool {
        let party = self.by_key.get(key.trim()).map(|id| self.party(*id));
        self.has_file && party.is_none_or(|party| party.kind == PartyKind::FreeText)
    }

    /// True when there is a `people.toml`, so that a key not in it is a finding.
    pub fn is_closed(&self) -> bool {
        self.has_file
    }
}

/// A name as it is compared: without spaces at its ends, in lower case.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::span::Spanned;
    use crate::parse::people::{Person, Role};

    fn role(key: &str, holder: Option<&str>) -> Role {
        let spanned = |text: &str| Spanned::new(text.to_owned(), 0..0);
        Role {
            key: spanned(key),
            title: key.to_owned(),
            holder: holder.map(spanned),
            contact: None,
        }
    }

    fn person(key: &str, name: &str) -> Person {
        Person {
            key: Spanned::new(key.to_owned(), 0..0),
            name: name.to_owned(),
            git: Vec::new(),
            left: None,
        }
    }

    #[test]
    fn a_name_is_the_person_who_is_called_so() {
        let people = People {
            roles: vec![role("ceo", Some("jo"))],
            persons: vec![
                person("jo", "Jo Doe"),
                person("kim", "Kim Roe"),
                person("kim-2", "kim roe"),
            ],
        };
        let mut directory = Directory::new(Some(&people), PeopleShown::Roles);
        let jo = directory.find("jo");
        assert!(jo.is_some());
        assert_eq!(directory.find(" JO DOE "), jo);
        assert_eq!(Some(directory.find_or_add("Jo Doe")), jo);
        assert!(directory.is_same_person("Jo Doe", "ceo"));
        assert!(directory.is_unknown("Jo Doe") && !directory.has_key("Jo Doe"));
        // Whom a name means that two have, nobody knows.
        assert_eq!(directory.find("Kim Roe"), None);
        let somebody = directory.find_or_add("Kim Roe");
        let somebody = directory.party(somebody);
        assert_eq!((somebody.kind, directory.is_private(somebody)), (PartyKind::FreeText, true));
        assert!(somebody.url.as_str().starts_with("owners/person"), "{}", somebody.url);
    }

    #[test]
    fn a_role_stands_for_the_person_who_holds_it() {
        let people = People {
            roles: vec![
                role("ceo", Some("jo")),
                role("ciso", Some("jo")),
                role("cto", Some("kim")),
                role("dpo", None),
            ],
            persons: vec![person("jo", "Jo Doe"), person("kim", "Jo Doe")],
        };
        let directory = Directory::new(Some(&people), PeopleShown::Names);
        for (left, right) in [("ceo", "ciso"), ("ceo", "jo"), ("dpo", "dpo"), ("Pat", "pat ")] {
            assert!(directory.is_same_person(left, right), "{left} {right}");
        }
        // Two people may have the same name.
        for (left, right) in [("ceo", "cto"), ("dpo", "ceo"), ("Pat", "Jo Doe"), ("jo", "kim")] {
            assert!(!directory.is_same_person(left, right), "{left} {right}");
        }
    }
}
