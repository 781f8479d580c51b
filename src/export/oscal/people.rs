//! Roles, parties, and who answers for what. Where the settings show roles only, the organization stands in for whoever holds a role, and
//! no name of a person is anywhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::export::oscal::metadata::{Metadata, Prop};
use crate::export::oscal::name::Names;
use crate::export::oscal::text::{line_or, string};
use crate::export::oscal::token::Taken;
use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::parse::settings::PeopleShown;

/// Who keeps a document.
pub(super) const PREPARED_BY: &str = "prepared-by";
/// Who approves it.
pub(super) const APPROVER: &str = "content-approver";
/// A person who answers for something without holding a role.
pub(super) const OWNER: &str = "owner";
/// A person who looked at something without holding a role.
pub(super) const ASSESSOR: &str = "assessor";

/// The roles that every document has besides those of the organization.
const FIXED: [(&str, &str); 4] = [
    (PREPARED_BY, "Prepared by"),
    (APPROVER, "Approved by"),
    (OWNER, "Owner"),
    (ASSESSOR, "Assessor"),
];

/// The type of the party that stands for everybody.
const ORGANIZATION: &str = "organization";

/// A role.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Role {
    id: String,
    title: String,
}

/// An organization or a person.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Party {
    uuid: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// Who answers, by name as far as names are shown.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ResponsibleParty {
    role_id: String,
    party_uuids: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<Prop>,
}

/// Who answers, by role.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ResponsibleRole {
    role_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    party_uuids: Vec<String>,
}

/// Where a statement comes from.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Origin {
    actors: Vec<Actor>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Actor {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "actor-uuid")]
    party: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role_id: Option<String>,
}

/// Who wrote an entry of a log.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct LoggedBy {
    party_uuid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role_id: Option<String>,
}

/// Everybody whom a document may name.
pub(super) struct People<'h> {
    handbook: &'h Handbook,
    names: Names,
    roles: BTreeMap<PartyId, String>,
}

impl<'h> People<'h> {
    /// Those of the handbook.
    pub(super) fn of(handbook: &'h Handbook, names: Names) -> Self {
        let mut taken = Taken::default();
        for (fixed, _) in FIXED {
            taken.take(fixed);
        }
        let parties = handbook.directory.parties.iter().enumerate();
        let roles = parties.filter(|(_, party)| party.kind == PartyKind::Role);
        let roles = roles.map(|(number, party)| (PartyId(number), taken.take(&party.key)));
        Self { handbook, names, roles: roles.collect() }
    }

    /// Adds the roles, and the parties that are named, to the head of a document. Who is named nowhere in it is not listed: a name is personal data.
    pub(super) fn listed<T: Serialize>(&self, metadata: Metadata, body: &T) -> Metadata {
        let said = serde_json::to_string(&(&metadata, body));
        let said = said.expect("texts and lists always serialize");
        let named = uuids(&said);
        let mut parties = self.parties();
        parties.retain(|party| party.kind == ORGANIZATION || named.contains(party.uuid.as_str()));
        Metadata { roles: self.roles(), parties, ..metadata }
    }

    fn roles(&self) -> Vec<Role> {
        let own = self.roles.iter().map(|(id, token)| {
            let party = self.handbook.party(*id);
            Role { id: token.clone(), title: line_or(&party.title, &party.key) }
        });
        let fixed = FIXED.map(|(id, title)| Role { id: id.to_owned(), title: title.to_owned() });
        own.chain(fixed).collect()
    }

    fn parties(&self) -> Vec<Party> {
        let organization = self.handbook.settings.organization.as_deref().and_then(string);
        let organization =
            Party { uuid: self.organization(), kind: ORGANIZATION, name: organization };
        let all = self.handbook.directory.parties.iter();
        let shown = all.filter(|party| self.names_are_shown() && party.kind == PartyKind::Person);
        let persons = shown.map(|party| Party {
            uuid: self.names.name("person", &party.key),
            kind: "person",
            name: string(&party.title),
        });
        std::iter::once(organization).chain(persons).collect()
    }

    fn names_are_shown(&self) -> bool {
        self.handbook.settings.people_shown == PeopleShown::Names
    }

    fn organization(&self) -> String {
        self.names.name("organization", "")
    }

    /// The person behind a party, if there is one and names are shown.
    fn person(&self, id: PartyId) -> Option<String> {
        let party = self.handbook.party(id);
        let known = party.holder.as_ref().and(party.person.as_ref());
        known.filter(|_| self.names_are_shown()).map(|key| self.names.name("person", key))
    }

    fn is_known(&self, id: PartyId) -> bool {
        self.handbook.party(id).kind != PartyKind::FreeText
    }

    /// Who answers for something, as a role of OSCAL; nobody for a text that is no party. The role of the organization is a prop.
    pub(super) fn responsible_as(&self, role: &str, id: PartyId) -> Option<ResponsibleParty> {
        let own = self.roles.get(&id).and_then(|token| Prop::own("role", token));
        self.is_known(id).then(|| ResponsibleParty {
            role_id: role.to_owned(),
            party_uuids: vec![self.person(id).unwrap_or_else(|| self.organization())],
            props: own.into_iter().collect(),
        })
    }

    /// Who did something together, each by the role of the organization; persons without one as `otherwise`.
    pub(super) fn responsible(&self, otherwise: &str, ids: &[PartyId]) -> Vec<ResponsibleParty> {
        let mut all: Vec<ResponsibleParty> = Vec::new();
        for id in ids.iter().copied().filter(|id| self.is_known(*id)) {
            let role_id = self.roles.get(&id).cloned().unwrap_or_else(|| otherwise.to_owned());
            let uuid = self.person(id).unwrap_or_else(|| self.organization());
            match all.iter_mut().find(|one| one.role_id == role_id) {
                Some(one) if one.party_uuids.contains(&uuid) => {}
                Some(one) => one.party_uuids.push(uuid),
                None => {
                    let party_uuids = vec![uuid];
                    all.push(ResponsibleParty { role_id, party_uuids, props: Vec::new() });
                }
            }
        }
        all
    }

    /// Which role answers for something; for a person without one the role `owner`.
    pub(super) fn owner(&self, id: Option<PartyId>) -> Vec<ResponsibleRole> {
        let role = id.and_then(|id| {
            let party_uuids: Vec<String> = self.person(id).into_iter().collect();
            match self.roles.get(&id) {
                Some(token) => Some(ResponsibleRole { role_id: token.clone(), party_uuids }),
                None if party_uuids.is_empty() => None,
                None => Some(ResponsibleRole { role_id: OWNER.to_owned(), party_uuids }),
            }
        });
        role.into_iter().collect()
    }

    /// Who says something.
    pub(super) fn origin(&self, id: Option<PartyId>) -> Vec<Origin> {
        let actor = id.filter(|id| self.is_known(*id)).map(|id| Actor {
            kind: "party",
            party: self.person(id).unwrap_or_else(|| self.organization()),
            role_id: self.roles.get(&id).cloned(),
        });
        actor.map(|actor| Origin { actors: vec![actor] }).into_iter().collect()
    }

    /// Who wrote an entry of a log, by the key of `people.toml`.
    pub(super) fn logged_by(&self, key: Option<&str>) -> Vec<LoggedBy> {
        let id = key.and_then(|key| self.handbook.directory.find(key.trim()));
        let known = id.filter(|id| self.is_known(*id));
        let entry = known.map(|id| LoggedBy {
            party_uuid: self.person(id).unwrap_or_else(|| self.organization()),
            role_id: self.roles.get(&id).cloned(),
        });
        entry.into_iter().collect()
    }

    /// A text in place of a party, as a fact. It may be a name, so it is left out where names are.
    pub(super) fn in_words(&self, name: &str, id: Option<PartyId>) -> Option<Prop> {
        let party = self.handbook.party(id.filter(|id| !self.is_known(*id))?);
        Prop::own(name, &party.title).filter(|_| self.names_are_shown())
    }
}

/// Every UUID of a document, found in one walk however many people there are.
fn uuids(said: &str) -> BTreeSet<&str> {
    const LENGTH: usize = 36;
    let words = said.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
    words.filter(|word| word.len() == LENGTH).collect()
}
