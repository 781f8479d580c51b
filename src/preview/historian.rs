//! Asks git beside the loop, once there is quiet: what it says matters to footers and a few checks, and asking takes longer than making a page.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use crate::load::history::{History, again};
use crate::preview::watch::Signal;

/// How long nothing must have happened.
const REST: Duration = Duration::from_secs(1);

/// Something that may change what git says.
pub(super) struct Hint;

/// Asks after every hint, and sends what is new, until nobody listens. `known` is what git said before.
pub(super) fn ask(
    root: &Path,
    mut known: Arc<History>,
    hints: &Receiver<Hint>,
    signals: &Sender<Signal>,
) {
    while hints.recv().is_ok() {
        loop {
            match hints.recv_timeout(REST) {
                Ok(Hint) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if let Some(newer) = again(root, &known) {
            known = Arc::new(newer);
            if signals.send(Signal::Past(known.clone())).is_err() {
                return;
            }
        }
    }
}
