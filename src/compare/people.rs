//! Roles and people: who holds which role, who came and who left.

use crate::compare::Side;
use crate::compare::item::{Fate, Fields, Item};
use crate::compare::naming::hides_names;
use crate::compare::pairs::{Pair, pairs};
use crate::model::people::{Party, PartyKind};

/// What stands for whoever holds a role where names are not shown.
const SOMEBODY: &str = "a person";

/// The roles that differ, and the people, where the later handbook shows people.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let mut found = of_kind(before, after, PartyKind::Role);
    // One side that keeps names back is enough: they are not to be read off the other one.
    if !hides_names(before) && !hides_names(after) {
        found.extend(of_kind(before, after, PartyKind::Person));
    }
    found
}

fn of_kind(before: Side<'_>, after: Side<'_>, kind: PartyKind) -> Vec<Item> {
    let parties = |side: Side<'_>| -> Vec<Party> {
        let parties = side.handbook.directory.parties.iter();
        parties.filter(|party| party.kind == kind).cloned().collect()
    };
    let is_hidden = hides_names(before) || hides_names(after);
    let (before, after) = (parties(before), parties(after));
    let found = pairs(&before, &after, |party| party.key.clone());
    found
        .into_iter()
        .filter_map(|pair| match pair {
            Pair::New(party) => Some(item(None, party, Fate::New, is_hidden)),
            Pair::Gone(party) => Some(item(Some(party), party, Fate::Gone, is_hidden)),
            Pair::Both(was, is) => {
                let item = item(Some(was), is, Fate::Changed, is_hidden);
                (!item.fields.is_empty()).then_some(item)
            }
        })
        .collect()
}

fn item(was: Option<&Party>, is: &Party, fate: Fate, is_hidden: bool) -> Item {
    let mut fields = Fields::default();
    if was.is_some() {
        fields.value("title", was.map(|was| was.title.as_str()), Some(&*is.title));
    }
    let is_role = is.kind == PartyKind::Role;
    if is_role {
        let (before, after) = (was.map(|was| holder(was, is_hidden)), holder(is, is_hidden));
        let is_another = was.is_some_and(|was| was.person != is.person);
        let after = match &before {
            Some(before) if is_another && *before == after => "another person".to_owned(),
            _ => after,
        };
        // A person who writes the name in another way is still the same one.
        if was.is_none() || is_another {
            fields.value("holder", before, Some(after));
        }
    }
    let contact = was.and_then(|was| was.contact.as_deref());
    fields.value("contact", contact, is.contact.as_deref());
    // That whoever holds a role left is said of the person.
    let left = |party: &Party| party.left.map(|day| day.to_string()).filter(|_| !is_role);
    fields.value("left", was.and_then(left), left(is));
    let kind = if is_role { "role" } else { "person" };
    Item { fields: fields.0, ..Item::new(kind, &is.key, &is.title, fate) }
}

fn holder(role: &Party, is_hidden: bool) -> String {
    match (&role.person, &role.holder) {
        (None, _) => "vacant".to_owned(),
        (Some(_), _) if is_hidden => SOMEBODY.to_owned(),
        (Some(_), Some(name)) => name.clone(),
        (Some(key), None) => key.clone(),
    }
}
