//! How people and values are called: roles by their titles, people by name only where the side names people.

use crate::base::date::Date;
use crate::compare::Side;
use crate::diag::span::Spanned;
use crate::parse::settings::PeopleShown;
use crate::parse::word::Word;

/// Who stands in the place of a name where names are not shown.
const SOMEBODY: &str = "a person";

/// How readers know the party with a key.
pub fn party(side: Side<'_>, key: &str) -> String {
    let party = side.handbook.directory.find(key).map(|id| side.handbook.party(id));
    match party {
        // Whom the directory does not know may be anybody: a trainer from outside, an approver who is misspelled.
        None if hides_names(side) => SOMEBODY.to_owned(),
        Some(party) if hides_names(side) && side.handbook.directory.is_private(party) => {
            SOMEBODY.to_owned()
        }
        Some(party) => party.title.clone(),
        None => key.to_owned(),
    }
}

/// True when the side shows roles only. Names are personal data.
pub fn hides_names(side: Side<'_>) -> bool {
    side.people == PeopleShown::Roles
}

/// A party on each side, as readers know it; twice the same where the key did not change.
///
/// A role that got another title is reported once, as a role, and not at everything that it owns.
pub fn parties(
    (was, before_key): (Side<'_>, Option<&Spanned<String>>),
    (is, after_key): (Side<'_>, Option<&Spanned<String>>),
) -> (Option<String>, Option<String>) {
    let key = |side: Option<&Spanned<String>>| side.map(|key| key.value.trim().to_owned());
    holders((was, key(before_key)), (is, key(after_key)))
}

/// The same for keys that are known already.
pub fn holders(
    (was, before_key): (Side<'_>, Option<String>),
    (is, after_key): (Side<'_>, Option<String>),
) -> (Option<String>, Option<String>) {
    if before_key == after_key {
        return (None, None);
    }
    let name = |side: Side<'_>, key: &Option<String>| key.as_ref().map(|key| party(side, key));
    let (before, after) = (name(was, &before_key), name(is, &after_key));
    if before != after {
        return (before, after);
    }
    // Two who are called the same, or whose names are not shown.
    if before.as_deref() == Some(SOMEBODY) {
        return (before, Some("another person".to_owned()));
    }
    (before_key, after_key)
}

/// The text that an author typed.
pub fn text(typed: Option<&Spanned<String>>) -> Option<&str> {
    typed.map(|typed| typed.value.as_str())
}

/// The texts that an author typed.
pub fn texts(typed: &[Spanned<String>]) -> impl Iterator<Item = &str> {
    typed.iter().map(|typed| typed.value.as_str())
}

/// A day as it is compared and shown.
pub fn day(typed: Option<&Spanned<Date>>) -> Option<String> {
    typed.map(|typed| typed.value.to_string())
}

/// One of a few words.
pub fn word<W: Word + PartialEq>(typed: Option<&Spanned<W>>) -> Option<&'static str> {
    typed.map(|typed| typed.value.word())
}
