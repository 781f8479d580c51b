//! Waits for the next reason to look at the files: `Notice`, which watches as long as it can and looks by itself when it cannot.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant, SystemTime};

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

/// Why it is time to look.
pub(super) struct Reason {
    /// What happened; nothing when it is time to look without a reason.
    pub(super) signals: Vec<Signal>,
    /// When it began.
    pub(super) since: Instant,
}

/// What notices changes.
pub(super) struct Notice {
    root: PathBuf,
    repository: Option<PathBuf>,
    /// When the repository last changed, as far as it was looked at.
    moved: Option<SystemTime>,
    signals: Sender<Signal>,
    signalled: Receiver<Signal>,
    watch: Option<Watch>,
    noticing: Noticing,
    /// Why files are looked at although they were to be watched, until it is told.
    trouble: Option<WatchError>,
    last: Look,
}

impl Notice {
    /// Begins to notice what happens to the files and, where there is one, to the repository.
    pub(super) fn new(
        root: PathBuf,
        repository: Option<PathBuf>,
        noticing: Noticing,
        (signals, signalled): (Sender<Signal>, Receiver<Signal>),
    ) -> Self {
        let (trouble, last) = (None, Look::Worked);
        let moved = modified(repository.as_deref());
        let mut notice = Self {
            root,
            repository,
            moved,
            signals,
            signalled,
            watch: None,
            noticing,
            trouble,
            last,
        };
        notice.begin();
        notice
    }

    /// Waits until it is time to look. `look` says how the last one went.
    ///
    /// Says so where watching was asked for and is not possible.
    pub(super) fn wait(&mut self, look: Look, news: &Sender<News>) -> Reason {
        if self.last == Look::Failed && look == Look::Worked {
            self.begin();
        }
        self.last = look;
        self.tell(news);
        let next = |patience| self.signalled.recv_timeout(patience);
        let is_watching = self.watch.is_some() && look == Look::Worked;
        // We hold a sender ourselves, so the channel never ends.
        let first = if is_watching { self.signalled.recv().ok() } else { next(POLL).ok() };
        let since = Instant::now();
        let Some(first) = first else { return Reason { signals: self.looked(), since } };
        let signals = gather(first, |patience| next(patience).ok(), Instant::now);
        let is_stale = |signal: &Signal| matches!(signal, Signal::Folders | Signal::Lost);
        if signals.iter().any(is_stale)
            && let Some(watch) = &mut self.watch
            && let Err(error) = watch.watch_folders()
        {
            self.give_up(error);
            self.tell(news);
        }
        Reason { signals, since }
    }

    /// Begins to watch, unless files are only looked at.
    fn begin(&mut self) {
        if self.noticing == Noticing::Polling {
            return;
        }
        let watch = Watch::new(&self.root, self.repository.as_deref(), self.signals.clone());
        match watch {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => self.give_up(error),
        }
        // Nobody told what changed between the last look and now.
        let _ = self.signals.send(Signal::Files);
    }

    fn give_up(&mut self, error: WatchError) {
        self.watch = None;
        self.noticing = Noticing::Polling;
        self.trouble = Some(error);
    }

    fn tell(&mut self, news: &Sender<News>) {
        if let Some(error) = self.trouble.take() {
            // Nobody listens any more once the preview ends.
            let _ = news.send(News::Polling(error.to_string()));
        }
    }

    /// What a look at the repository says.
    fn looked(&mut self) -> Vec<Signal> {
        let now = modified(self.repository.as_deref());
        if now == self.moved {
            return Vec::new();
        }
        self.moved = now;
        vec![Signal::Repository]
    }
}

/// When the entries of a folder last changed: git writes beside a file and then replaces it.
fn modified(folder: Option<&Path>) -> Option<SystemTime> {
    folder?.metadata().ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn what_changed_before_anybody_watched_is_looked_for() {
        let (news, _told) = channel();
        let root = std::env::temp_dir();
        let mut notice = Notice::new(root, None, Noticing::Watching, channel());
        let Reason { signals, .. } = notice.wait(Look::Worked, &news);
        assert!(matches!(signals.first(), Some(Signal::Files)), "{signals:?}");
    }

    #[test]
    fn who_cannot_watch_says_so_and_looks() {
        let (news, told) = channel();
        let root = std::env::temp_dir();
        let mut notice = Notice::new(root, None, Noticing::Watching, channel());
        notice.give_up(WatchError::Limit);
        notice.wait(Look::Worked, &news);
        let words = told.try_iter().map(|news| match news {
            News::Polling(why) => why,
            news => panic!("{news:?}"),
        });
        assert_eq!(words.collect::<Vec<_>>(), [WatchError::Limit.to_string()]);
        assert!(notice.wait(Look::Worked, &news).signals.is_empty(), "it is time to look");
        assert!(told.try_recv().is_err(), "said once");
    }
}
