//! The keys of a table that are not part of the format, and what each was meant to be.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::base::text::did_you_mean;

/// A key that nobody asked for.
pub(super) struct UnknownKey<'t, 'k> {
    /// The key.
    pub(super) typed: &'t str,
    /// Where it stands, with its quotes.
    pub(super) at: Range<usize>,
    /// The known key that is nearest.
    pub(super) near: Option<&'k str>,
    /// The known key that can take its place: the only one that is near, free, and near to no other unknown key.
    pub(super) rename: Option<&'k str>,
}

/// The unknown keys of a table, given the known ones.
pub(super) fn unknown_keys<'t, 'k>(
    table: &'t DeTable<'_>,
    known: &[&'k str],
) -> Vec<UnknownKey<'t, 'k>> {
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (key, value) in table.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
        let typed = key.get_ref().as_ref();
        let near = did_you_mean(typed, known.iter().copied());
        if let Some(near) = near {
            *wanted.entry(near).or_default() += 1;
        }
        let rename = near.filter(|near| {
            let others = known.iter().copied().filter(|other| other != near);
            did_you_mean(typed, others).is_none()
                && !table.contains_key(*near)
                && !holds_tables(value.get_ref())
        });
        unknown.push(UnknownKey { typed, at: key.span(), near, rename });
    }
    for key in &mut unknown {
        key.rename = key.rename.filter(|near| wanted.get(near) == Some(&1));
    }
    unknown
}

/// True for tables and lists of them: their key may stand in several headers of the file.
pub(super) fn holds_tables(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(items) => items.iter().any(|item| item.get_ref().is_table()),
        _ => false,
    }
}
