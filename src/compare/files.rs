//! Files that differ and belong to no other list: attachments, the glossary, the theme, introductions of sections, further registers.
//!
//! Without them "nothing changed" could be said of two revisions that are not the same.

use std::collections::BTreeSet;

use crate::base::path::RelPath;
use crate::compare::Side;
use crate::compare::item::{Fate, Item};
use crate::load::{Content, Sources};
use crate::model::handbook::Handbook;

/// Files whose content is compared value by value, besides those of registers.
const READ: [&str; 3] = ["handbook.toml", "people.toml", "soa.toml"];

/// The other files that differ, in the order of their paths.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Vec<Item> {
    let known: BTreeSet<&RelPath> =
        [before, after].iter().flat_map(|side| read(side.handbook)).collect();
    let (earlier, later) = (paths(before.sources), paths(after.sources));
    earlier
        .union(&later)
        .filter(|path| !READ.contains(&path.as_str()) && !known.contains(**path))
        .filter_map(|path| {
            let fate = match (before.sources.get(path), after.sources.get(path)) {
                (None, _) => Fate::New,
                (_, None) => Fate::Gone,
                (Some(was), Some(is)) if is_same(was, is) => return None,
                _ => Fate::Changed,
            };
            let item = Item::new("file", path.as_str(), "", fate);
            Some(Item { path: Some(path.to_string()), ..item })
        })
        .collect()
}

fn paths(sources: &Sources) -> BTreeSet<&RelPath> {
    sources.iter().map(|(path, _)| path).collect()
}

/// The files of documents and registers.
fn read(handbook: &Handbook) -> impl Iterator<Item = &RelPath> {
    let documents = handbook.documents.iter().map(|document| &document.parsed.path);
    let registers = handbook.registers.values().filter(|register| register.is_there);
    documents.chain(registers.map(|register| &register.path))
}

/// Of files that are too large to be read, and of links and pipes, nothing is known but that they are there.
fn is_same(was: &Content, is: &Content) -> bool {
    match (was, is) {
        (Content::Text(was), Content::Text(is)) => was == is,
        (Content::Bytes(was), Content::Bytes(is)) => was == is,
        (Content::Unread(was), Content::Unread(is)) => was == is,
        (Content::TooLarge(_), Content::TooLarge(_)) => true,
        _ => false,
    }
}
