//! Keeps the preview alive when Annexa itself is at fault: [`guarded`].

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is said of a fault; the fault itself stands on standard error.
const FAULT: &str = "Annexa failed over these files; that is a fault of Annexa, please report it";

/// The result of `run`, or what to say if it panicked.
///
/// What `run` shares with others must be whole at every moment: here these are memos and whatever [`crate::preview::live`] holds, each changed
/// in one step under its lock.
pub(super) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| FAULT.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_said_and_ends_nothing() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| -> u32 { panic!("on purpose") }), Err(FAULT.to_owned()));
    }
}
