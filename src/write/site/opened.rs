//! Something that is opened when it is needed for the first time, by whichever thread needs it: [`Opened`].

use std::sync::{Arc, Mutex, PoisonError};

/// Nothing yet, or what was opened.
pub(super) struct Opened<T>(Mutex<Option<Arc<T>>>);

impl<T> Opened<T> {
    /// Nothing is open.
    pub(super) fn not_yet() -> Self {
        Self(Mutex::new(None))
    }

    /// What is open, opened now if it is not. Where opening fails, the next one tries again.
    pub(super) fn get<E>(&self, open: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = &*held {
            return Ok(Arc::clone(opened));
        }
        Ok(Arc::clone(held.insert(Arc::new(open()?))))
    }

    /// True when it was opened.
    pub(super) fn is_open(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}
