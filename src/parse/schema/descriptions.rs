//! What keys mean, in the words that an editor shows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table of descriptions that several schemas share.
const SHARED: &str = "shared";

type Tables = BTreeMap<String, BTreeMap<String, String>>;

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    toml::from_str(include_str!("descriptions.toml"))
        .expect("embedded data parses, which a test asserts")
});

/// The description of a key by its path, such as `risk.*.title`.
pub(super) fn of(schema: &str, path: &str) -> Option<&'static str> {
    let text = TABLES.get(table_of(schema, path)?)?.get(path)?;
    Some(text)
}

/// The table that describes a key of a schema: its own, else the shared one.
pub(super) fn table_of<'s>(schema: &'s str, path: &str) -> Option<&'s str> {
    let describes = |table: &&str| TABLES.get(*table).is_some_and(|keys| keys.contains_key(path));
    [schema, SHARED].into_iter().find(describes)
}

/// Every description, as its table and path.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().flat_map(|(table, keys)| keys.keys().map(|path| (table.as_str(), path.as_str())))
}
