//! Cells that several exports write: entries by their ids, people as pages show them, days and texts as front matter has them.

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::PartyId;
use crate::sheet::Cell;
use crate::view::parts::person;
use crate::view::record::somebody::of_key;

/// Somebody who answers for something.
pub(super) fn party_of(handbook: &Handbook, party: Option<PartyId>) -> Cell {
    Cell::maybe(party.map(|party| person(handbook, party).title))
}

/// Those who did something together.
pub(super) fn parties_of(handbook: &Handbook, parties: &[PartyId]) -> Cell {
    Cell::list(parties.iter().map(|party| person(handbook, *party).title))
}

/// Somebody by the key or the name that was typed; no name where names are not shown.
pub(super) fn typed_party(handbook: &Handbook, key: Option<&Spanned<String>>) -> Cell {
    Cell::maybe(key.map(|key| of_key(handbook, &key.value).title))
}

/// A day that was typed.
pub(super) fn typed_day(day: Option<&Spanned<Date>>) -> Cell {
    Cell::day(day.map(|day| day.value))
}

/// A text that was typed.
pub(super) fn typed_text(text: Option<&Spanned<String>>) -> Cell {
    Cell::maybe(text.map(|text| text.value.as_str()))
}

/// The id of an entry, which leads to its page when the settings say where the handbook stands on the web.
pub(super) fn id_of(handbook: &Handbook, entry: Entry) -> Cell {
    let text = handbook.label(entry).id.clone();
    match handbook.address_of(entry) {
        Some(url) => Cell::Link { text, url },
        None => Cell::text(text),
    }
}

/// The ids of entries.
pub(super) fn ids_of<'e>(
    handbook: &Handbook,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Cell {
    Cell::list(entries.into_iter().map(|entry| handbook.label(*entry).id.as_str()))
}

/// An address that an author wrote.
pub(super) fn address_of(url: Option<&Spanned<String>>) -> Cell {
    let link =
        |url: &Spanned<String>| Cell::Link { text: url.value.clone(), url: url.value.clone() };
    url.map_or(Cell::Empty, link)
}

/// The titles of documented information.
pub(super) fn documented(handbook: &Handbook, fulfils: &[usize]) -> Cell {
    Cell::list(fulfils.iter().map(|one| handbook.frameworks.catalogue[*one].title.as_str()))
}
