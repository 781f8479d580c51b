//! Something that is opened when it is needed for the first time, by whichever thread needs it: [`Opened`].

use std::sync::{Arc, Mutex, PoisonError};

/// Nothing yet, what was opened, or why it could not be: nobody tries again.
pub(super) struct Opened<T, E>(Mutex<State<T, E>>);

enum State<T, E> {
    NotYet,
    Open(Arc<T>),
    /// `None` once the error was told.
    Failed(Option<E>),
}

impl<T, E> Opened<T, E> {
    /// Nothing is open.
    pub(super) fn not_yet() -> Self {
        Self(Mutex::new(State::NotYet))
    }

    /// What is open, opened now if nobody did. `None` where it cannot be: [`failure`](Self::failure) says why.
    pub(super) fn get(&self, open: impl FnOnce() -> Result<T, E>) -> Option<Arc<T>> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let State::NotYet = *state {
            *state = open()
                .map_or_else(|error| State::Failed(Some(error)), |it| State::Open(Arc::new(it)));
        }
        match &*state {
            State::Open(opened) => Some(Arc::clone(opened)),
            State::NotYet | State::Failed(_) => None,
        }
    }

    /// What is open, if it is.
    pub(super) fn opened(&self) -> Option<Arc<T>> {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Open(opened) => Some(Arc::clone(opened)),
            State::NotYet | State::Failed(_) => None,
        }
    }

    /// Why it could not be opened. It is told once.
    pub(super) fn failure(&self) -> Option<E> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Failed(error) => error.take(),
            State::NotYet | State::Open(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_opened_is_not_tried_again_and_says_why_once() {
        let opened: Opened<(), &str> = Opened::not_yet();
        assert!(opened.get(|| Err("first")).is_none());
        assert!(opened.get(|| Ok(())).is_none(), "nobody tries again");
        assert!(opened.opened().is_none());
        assert_eq!((opened.failure(), opened.failure()), (Some("first"), None));
    }

    #[test]
    fn what_is_open_stays_open() {
        let opened: Opened<u8, ()> = Opened::not_yet();
        assert!(opened.opened().is_none());
        assert_eq!(opened.get(|| Ok(1)).as_deref(), Some(&1));
        assert_eq!(opened.get(|| Ok(2)).as_deref(), Some(&1));
        assert_eq!(opened.opened().as_deref(), Some(&1));
    }
}
