//! Finds what is the same thing on both sides.

use std::collections::BTreeMap;

use crate::base::text::natural_order;

/// A thing on the earlier side, on the later one, or on both.
#[derive(Debug, PartialEq, Eq)]
pub enum Pair<'s, T> {
    /// Only on the earlier side.
    Gone(&'s T),
    /// Only on the later side.
    New(&'s T),
    /// On both.
    Both(&'s T, &'s T),
}

/// An id in lower case, and how many things before have the same one.
type Key = (String, usize);

/// Pairs the things of two lists by their ids, whatever the case, in the order of the ids.
///
/// Two things of one list may have the same id, which is a finding of its own: the first is paired with the first, the second with the second.
pub fn pairs<'s, T>(
    before: &'s [T],
    after: &'s [T],
    id: impl Fn(&T) -> String,
) -> Vec<Pair<'s, T>> {
    let mut found: BTreeMap<Key, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for (key, thing) in keyed(before, &id) {
        found.entry(key).or_default().0 = Some(thing);
    }
    for (key, thing) in keyed(after, &id) {
        found.entry(key).or_default().1 = Some(thing);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(left, _), (right, _)| {
        natural_order(&left.0, &right.0).then(left.1.cmp(&right.1))
    });
    found
        .into_iter()
        .filter_map(|(_, sides)| match sides {
            (Some(before), Some(after)) => Some(Pair::Both(before, after)),
            (Some(before), None) => Some(Pair::Gone(before)),
            (None, Some(after)) => Some(Pair::New(after)),
            (None, None) => None,
        })
        .collect()
}

/// Each thing with its key.
fn keyed<'s, T>(things: &'s [T], id: impl Fn(&T) -> String) -> Vec<(Key, &'s T)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let key = |thing: &'s T| {
        let id = id(thing).to_lowercase();
        let count = counts.entry(id.clone()).or_default();
        *count += 1;
        ((id, *count), thing)
    };
    things.iter().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_id_is_the_same_thing_whatever_its_case_and_place() {
        let (before, after) = (["b", "A-10", "a-9"], ["A-9", "c", "a-10"]);
        let found = pairs(&before, &after, |id| (*id).to_owned());
        let wanted = [
            Pair::Both(&"a-9", &"A-9"),
            Pair::Both(&"A-10", &"a-10"),
            Pair::Gone(&"b"),
            Pair::New(&"c"),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_second_thing_with_the_same_id_is_not_lost() {
        let found = pairs(&["a"], &["a", "A"], |id| (*id).to_owned());
        assert_eq!(found, [Pair::Both(&"a", &"a"), Pair::New(&"A")]);
    }
}
