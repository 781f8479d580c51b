//! Gathers what happens at once: an editor that writes a file in three steps, or a checkout of five hundred, is one reason to look again.

use std::time::{Duration, Instant};

/// How long nothing must happen. Editors that write twice do so within a few milliseconds.
pub(super) const QUIET: Duration = Duration::from_millis(15);

/// How long is gathered at most: who writes without a pause wants to see something, too.
pub(super) const MOST: Duration = Duration::from_millis(500);

/// What happened from `first` on, until there was quiet.
///
/// `next` waits for the next signal for at most the time it is given; `clock` says what time it is.
pub(super) fn gather<T>(
    first: T,
    mut next: impl FnMut(Duration) -> Option<T>,
    clock: impl Fn() -> Instant,
) -> Vec<T> {
    let end = clock() + MOST;
    let mut gathered = vec![first];
    loop {
        let left = end.saturating_duration_since(clock());
        if left.is_zero() {
            return gathered;
        }
        match next(QUIET.min(left)) {
            Some(signal) => gathered.push(signal),
            None => return gathered,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Gathers signals that come after these pauses, in milliseconds, from a clock that only the waiting moves.
    fn gathered(pauses: &[u64]) -> (usize, Duration) {
        let start = Instant::now();
        let now = Cell::new(start);
        let mut coming = pauses.iter().map(|pause| Duration::from_millis(*pause));
        let mut pending = coming.next();
        let signals = gather(
            (),
            |patience| match pending {
                Some(pause) if pause <= patience => {
                    now.set(now.get() + pause);
                    pending = coming.next();
                    Some(())
                }
                _ => {
                    now.set(now.get() + patience);
                    None
                }
            },
            || now.get(),
        );
        (signals.len(), now.get() - start)
    }

    #[test]
    fn a_single_change_is_seen_after_the_quiet() {
        assert_eq!(gathered(&[]), (1, QUIET));
    }

    #[test]
    fn changes_at_once_are_one() {
        assert_eq!(gathered(&[1, 14, 5, 16]), (4, Duration::from_millis(20) + QUIET));
    }

    #[test]
    fn changes_without_a_pause_are_seen_in_the_end() {
        let (n, waited) = gathered(&[10; 1000]);
        assert_eq!(waited, MOST);
        assert_eq!(n, 51, "one at the start, and one each 10 ms for half a second");
    }
}
