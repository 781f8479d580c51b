//! Holds back the signals that ask a program to end, so that nothing is left behind while there is something to leave.
//!
//! Handlers stay once they are there. Before and after, they do what the system does without them. Where there are no such signals,
//! nothing is held back.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Whether a signal ends the program at once.
static AT_ONCE: AtomicBool = AtomicBool::new(true);

/// The last signal that was held back, or 0.
static HELD_BACK: AtomicUsize = AtomicUsize::new(0);

/// Signals are held back while this is there. One at a time.
pub(super) struct Hold(&'static AtomicUsize);

impl Hold {
    pub(super) fn new() -> Self {
        // Without handlers a signal ends the program as ever: no reason not to print.
        if is_installed() {
            HELD_BACK.store(0, Ordering::SeqCst);
            AT_ONCE.store(false, Ordering::SeqCst);
        }
        Self(&HELD_BACK)
    }

    /// The signal that came meanwhile.
    pub(super) fn signal(&self) -> Option<u8> {
        u8::try_from(self.0.load(Ordering::SeqCst)).ok().filter(|signal| *signal > 0)
    }

    /// Holds back no longer, and says what came.
    pub(super) fn release(self) -> Option<u8> {
        // First this: what comes between the two lines must end the program at once.
        AT_ONCE.store(true, Ordering::SeqCst);
        self.signal()
    }
}

/// Whether handlers are there, from the first call on.
#[cfg(unix)]
fn is_installed() -> bool {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::flag;

    static INSTALLED: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    *INSTALLED.get_or_init(|| {
        [(SIGHUP, 1), (SIGINT, 2), (SIGQUIT, 3), (SIGTERM, 15)].into_iter().all(
            |(signal, number)| {
                // In this order: what ends the program does not come to the second.
                flag::register_conditional_default(signal, &AT_ONCE).is_ok()
                    && flag::register_usize(signal, &HELD_BACK, number).is_ok()
            },
        )
    })
}

#[cfg(not(unix))]
fn is_installed() -> bool {
    false
}
