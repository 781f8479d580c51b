//! Limited numbers: [`Places`], of which each has a [`Ticket`]; and [`Waiting`], which knows who waits longest.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A limited number of places.
#[derive(Debug, Clone)]
pub struct Places {
    taken: Arc<AtomicUsize>,
    limit: usize,
}

impl Places {
    /// That many places.
    pub fn new(limit: usize) -> Self {
        Self { taken: Arc::default(), limit }
    }

    /// Takes one, if one is free.
    pub fn take(&self) -> Option<Ticket> {
        // Counted first, so that of two who come at once only one gets the last.
        let ticket = Ticket(self.taken.clone());
        (self.taken.fetch_add(1, Ordering::AcqRel) < self.limit).then_some(ticket)
    }

    /// Takes one that somebody else is about to give back.
    pub fn overbook(&self) -> Ticket {
        self.taken.fetch_add(1, Ordering::AcqRel);
        Ticket(self.taken.clone())
    }
}

/// A place that is taken; given back when dropped, also by a thread that dies.
#[derive(Debug)]
pub struct Ticket(Arc<AtomicUsize>);

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Those who wait, in the order in which they began.
#[derive(Debug)]
pub struct Waiting<T>(Mutex<Line<T>>);

#[derive(Debug)]
struct Line<T> {
    next: u64,
    all: BTreeMap<u64, Arc<T>>,
}

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self(Mutex::new(Line { next: 0, all: BTreeMap::new() }))
    }
}

impl<T> Waiting<T> {
    /// Counts `who` among those who wait for as long as `doing` takes.
    pub fn during<R>(&self, who: &Arc<T>, doing: impl FnOnce() -> R) -> R {
        let mut line = self.lock();
        line.next += 1;
        let number = line.next;
        line.all.insert(number, who.clone());
        drop(line);
        let done = doing();
        self.lock().all.remove(&number);
        done
    }

    /// Who waits longest, and is not counted any more.
    pub fn longest(&self) -> Option<Arc<T>> {
        self.lock().all.pop_first().map(|(_, who)| who)
    }

    fn lock(&self) -> MutexGuard<'_, Line<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_limited_and_given_back() {
        let places = Places::new(2);
        let first = places.take();
        let second = places.take();
        assert!(first.is_some() && second.is_some());
        assert!(places.take().is_none());
        assert!(places.take().is_none(), "who was turned away takes no place");
        drop(first);
        assert!(places.take().is_some());
        let _over = (places.overbook(), second);
        let third = places.take();
        assert!(third.is_none(), "who came too many is counted");
    }

    #[test]
    fn a_thread_that_dies_gives_its_place_back() {
        let places = Places::new(1);
        let ticket = places.take();
        let died = std::thread::spawn(move || {
            let _held = ticket;
            std::panic::resume_unwind(Box::new("on purpose"));
        });
        assert!(died.join().is_err());
        assert!(places.take().is_some());
    }

    #[test]
    fn who_came_first_waits_longest() {
        let (waiting, early, late) = (Waiting::default(), Arc::new(1), Arc::new(2));
        waiting.during(&early, || {
            waiting.during(&late, || {
                assert_eq!(waiting.longest().as_deref(), Some(&1));
                assert_eq!(waiting.longest().as_deref(), Some(&2));
                assert!(waiting.longest().is_none());
            });
            waiting.during(&late, || ());
            assert!(waiting.longest().is_none(), "who is done does not wait");
        });
    }
}
