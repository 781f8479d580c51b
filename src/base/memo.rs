//! What was computed before, by what it was computed from: [`Memo`].
//!
//! A memo saves time and never changes a result: only pure functions are remembered, by everything that they depend on.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Mutex, PoisonError};

/// The results of a function in this run and in the one before.
#[derive(Debug)]
pub struct Memo<K, V> {
    used: Mutex<BTreeMap<K, V>>,
    before: Mutex<BTreeMap<K, V>>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { used: Mutex::default(), before: Mutex::default() }
    }
}

impl<K: Ord, V: Clone> Memo<K, V> {
    /// The result for this input: the one known, or what `compute` says.
    ///
    /// Two threads that ask for the same at once may both compute it.
    pub fn get(&self, key: K, compute: impl FnOnce(&K) -> V) -> V {
        if let Some(value) = lock(&self.used).get(&key) {
            return value.clone();
        }
        let before = lock(&self.before).remove_entry(&key);
        // The key of before is kept rather than the new one: where keys share text, all holders go on sharing it.
        let (key, value) = before.unwrap_or_else(|| {
            let value = compute(&key);
            (key, value)
        });
        lock(&self.used).insert(key, value.clone());
        value
    }

    /// Ends a run: what nobody asked for in it is forgotten.
    pub fn forget_unused(&self) {
        let used = mem::take(&mut *lock(&self.used));
        *lock(&self.before) = used;
    }
}

/// The map is whole whenever the lock is free, so a thread that died with it did no harm.
fn lock<T>(map: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    map.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_is_known_is_not_computed_again_until_a_run_did_not_need_it() {
        let memo = Memo::default();
        let computed = Cell::new(0);
        let ask = |key: u32| {
            memo.get(key, |key| {
                computed.set(computed.get() + 1);
                key * 2
            })
        };
        assert_eq!((ask(1), ask(1), ask(2)), (2, 2, 4));
        assert_eq!(computed.get(), 2, "the second question has a known answer");
        memo.forget_unused();
        assert_eq!(ask(1), 2);
        assert_eq!(computed.get(), 2, "the run before knew it");
        memo.forget_unused();
        assert_eq!((ask(1), ask(2)), (2, 4));
        assert_eq!(computed.get(), 3, "2 was forgotten, because the run before did not need it");
    }
}
