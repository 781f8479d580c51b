//! Names of things (UUID version 5, RFC 9562): the same thing has the same one in every export. The only file that names `uuid`.
//!
//! What ships with Annexa is named below [`NS`], so that it has one name everywhere. What belongs to a project is named below the name of
//! its organization: there is no other id of a project, and two projects may both have a `POL-001`.

use std::collections::BTreeMap;

use uuid::{Uuid, uuid};

use crate::base::digest::Digest;
use crate::export::oscal::text::string;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;

/// Who gives the props, parts and ids that are ours their meaning. OSCAL asks for an absolute URI that its owner controls. Annexa has no
/// domain, and one of somebody else could be taken by them: a UUID that was drawn once, as a URN (RFC 9562, 4), can be taken by nobody.
pub(super) const NS: &str = "urn:uuid:47c2cd42-d134-49b5-96c8-7b49872826c3";

/// The same as the namespace of names.
const BASE: Uuid = uuid!("47c2cd42-d134-49b5-96c8-7b49872826c3");

/// Names what belongs to a project.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names(Uuid);

impl Names {
    /// Those of the handbook's organization, or of the handbook while it has none.
    pub(super) fn of(handbook: &Handbook) -> Self {
        let settings = &handbook.settings;
        let organization = settings.organization.as_deref().and_then(string);
        let owner = organization.unwrap_or_else(|| settings.title.clone());
        Self(named(&BASE, "project", &owner))
    }

    /// The name of a thing: its kind and what tells it from others of that kind.
    pub(super) fn name(self, kind: &str, id: &str) -> String {
        named(&self.0, kind, id).to_string()
    }

    /// The name of an entry in the role of `kind`.
    pub(super) fn entry(self, kind: &str, handbook: &Handbook, entry: Entry) -> String {
        self.name(kind, &key(handbook, entry))
    }
}

/// The name of something that ships with Annexa.
pub(super) fn shipped(kind: &str, id: &str) -> String {
    named(&BASE, kind, id).to_string()
}

/// The name of a file with exactly this content.
pub(super) fn of_content(file: &str, content: &[u8]) -> String {
    named(&BASE, file, &Digest::of(content).to_string()).to_string()
}

/// What tells an entry from all others: its id, or where it is shown, if something else has its id already.
pub(super) fn key(handbook: &Handbook, entry: Entry) -> String {
    let label = handbook.label(entry);
    if handbook.entries.find(&label.id) == Some(entry) {
        return label.id.clone();
    }
    let place = &label.place;
    format!("{}#{}", place.page, place.anchor.as_deref().unwrap_or_default())
}

/// Makes keys of one list differ: the second `x` becomes `x/2`.
pub(super) fn distinct(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let number = |key: String| {
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key}/{count}") }
    };
    keys.into_iter().map(number).collect()
}

fn named(namespace: &Uuid, kind: &str, id: &str) -> Uuid {
    Uuid::new_v5(namespace, format!("{kind}/{id}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_version_5_and_tell_kinds_apart() {
        assert!(NS.ends_with(&BASE.to_string()));
        let names = Names(BASE);
        let name = names.name("observation", "EV-1");
        assert_eq!(name, names.name("observation", "EV-1"));
        assert_ne!(name, names.name("resource", "EV-1"));
        assert_eq!(name.get(14..15), Some("5"));
    }

    #[test]
    fn equal_keys_of_a_list_are_counted() {
        let keys = ["a", "b", "a", "a"].map(str::to_owned);
        assert_eq!(distinct(keys), ["a", "b", "a/2", "a/3"]);
    }
}
