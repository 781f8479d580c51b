//! Waits for the next reason to look at the files: [`Notice`], which watches as long as it can and looks by itself when it cannot.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::preview::news::News;
use crate::preview::quiet::gather;
use crate::preview::watch::{Signal, Watch, WatchError};

/// How often files are looked at when they cannot be watched.
const POLL: Duration = Duration::from_millis(400);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noticing {
    /// The system says so.
    Watching,
    /// By looking, a few times a second: for folders of networks and containers, of whose changes no system tells.
    Polling,
}

/// Whether the files could be read when they were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// They could.
    Worked,
    /// They could not: the folder may be gone, and what comes back in its place is watched by nobody.
    Failed,
}

/// What notices changes.
pub(super) struct Notice {
    root: PathBuf,
    signals: Sender<Signal>,
    signalled: Receiver<Signal>,
    watch: Option<Watch>,
    noticing: Noticing,
    last: Look,
}

impl Notice {
    /// Begins to notice; says so where watching was asked for and is not possible.
    pub(super) fn new(
        root: PathBuf,
        noticing: Noticing,
        (signals, signalled): (Sender<Signal>, Receiver<Signal>),
        news: &Sender<News>,
    ) -> Self {
        let last = Look::Worked;
        let mut notice = Self { root, signals, signalled, watch: None, noticing, last };
        notice.watch_again(news);
        notice
    }

    /// Waits for a reason to look: signals, or none when it is time to look without one. `look` says how the last one went.
    pub(super) fn wait(&mut self, look: Look, news: &Sender<News>) -> Vec<Signal> {
        if self.last == Look::Failed && look == Look::Worked {
            self.watch_again(news);
        }
        self.last = look;
        let next = |patience| self.signalled.recv_timeout(patience);
        let is_watching = self.watch.is_some() && look == Look::Worked;
        // We hold a sender ourselves, so the channel never ends.
        let first = if is_watching { self.signalled.recv().ok() } else { next(POLL).ok() };
        let Some(first) = first else { return Vec::new() };
        let signals = gather(first, |patience| next(patience).ok(), Instant::now);
        let is_stale = |signal: &Signal| matches!(signal, Signal::Folders | Signal::Lost);
        if signals.iter().any(is_stale)
            && let Some(watch) = &mut self.watch
            && let Err(error) = watch.watch_folders()
        {
            self.give_up(&error, news);
        }
        signals
    }

    fn watch_again(&mut self, news: &Sender<News>) {
        if self.noticing == Noticing::Polling {
            return;
        }
        match Watch::new(&self.root, self.signals.clone()) {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => self.give_up(&error, news),
        }
    }

    fn give_up(&mut self, error: &WatchError, news: &Sender<News>) {
        self.watch = None;
        self.noticing = Noticing::Polling;
        // Nobody listens any more once the preview ends.
        let _ = news.send(News::Polling(error.to_string()));
    }
}
