//! Notices that something may have changed. The only file that names `notify`.
//!
//! What exactly changed is nobody's business here: a signal means "look again", and looking is cheap. Folders are watched, not files, because
//! editors replace files. Only the folders that a project reads are watched, so that nothing which writes beside them, a build into `public/`
//! among it, wakes the preview.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::git::Git;
use crate::load::history::History;
use crate::load::read::FOLDERS;

/// Something happened.
#[derive(Debug, Clone)]
pub(super) enum Signal {
    /// To files of the project.
    Files,
    /// To a folder at the root: it may have come, gone or been replaced by another one, which nobody watches yet.
    Folders,
    /// To the repository: a commit, a checkout.
    Repository,
    /// To the watching itself: events were lost.
    Lost,
    /// Git tells another past than before.
    Past(Arc<History>),
}

/// Why nothing can be watched.
#[derive(Debug, thiserror::Error)]
pub(super) enum WatchError {
    /// The system watches no more files.
    #[error(
        "the system watches no more files for you; on Linux, a larger fs.inotify.max_user_watches helps"
    )]
    Limit,
    /// Anything else.
    #[error("the files cannot be watched: {0}")]
    Other(String),
}

/// Watches a project while it lives.
pub(super) struct Watch {
    root: PathBuf,
    repository: Option<PathBuf>,
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch the project at `root`.
    pub(super) fn new(root: &Path, signals: Sender<Signal>) -> Result<Self, WatchError> {
        let repository = repository(root);
        let (own_root, own_repository) = (root.to_owned(), repository.clone());
        let on_event = move |event: notify::Result<Event>| {
            let signal = match event {
                Ok(event) => signal(&event, &own_root, own_repository.as_deref()),
                Err(_) => Some(Signal::Lost),
            };
            if let Some(signal) = signal {
                // Nobody listens any more once the preview ends.
                let _ = signals.send(signal);
            }
        };
        let watcher = notify::recommended_watcher(on_event).map_err(explain)?;
        let mut watch = Self { root: root.to_owned(), repository, watcher };
        watch.watcher.watch(root, RecursiveMode::NonRecursive).map_err(explain)?;
        if let Some(repository) = &watch.repository {
            watch.watcher.watch(repository, RecursiveMode::NonRecursive).map_err(explain)?;
        }
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Watches the folders that are there now, in the place of those that were.
    pub(super) fn watch_folders(&mut self) -> Result<(), WatchError> {
        for folder in FOLDERS {
            let folder = self.root.join(folder);
            // A folder that was moved away is still watched where it is now; one that is gone was never watched.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                    Err(error) if is_gone(&error) => {}
                    watched => watched.map_err(explain)?,
                }
            }
        }
        Ok(())
    }
}

/// The folder in which git keeps what it knows of the project.
fn repository(root: &Path) -> Option<PathBuf> {
    let folder = Git::at(root).line(&["rev-parse", "--absolute-git-dir"]).ok()?;
    Some(PathBuf::from(folder)).filter(|folder| folder.is_dir())
}

/// What an event says; `None` when it says nothing: files are read all the time, by the preview itself, too.
fn signal(event: &Event, root: &Path, repository: Option<&Path>) -> Option<Signal> {
    if event.need_rescan() {
        return Some(Signal::Lost);
    }
    if matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_))) {
        return None;
    }
    let is_hidden = |path: &&PathBuf| {
        let below = path.strip_prefix(root).unwrap_or(path);
        below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."))
    };
    let in_repository = |path: &PathBuf| repository.is_some_and(|folder| path.starts_with(folder));
    // The lock files with which git writes come and go; what they become is what counts.
    let is_lock = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "lock");
    if event.paths.iter().any(|path| in_repository(path)) {
        let counts = event.paths.iter().any(|path| in_repository(path) && !is_lock(path));
        return counts.then_some(Signal::Repository);
    }
    let mut seen = event.paths.iter().filter(|path| !is_hidden(path)).peekable();
    seen.peek()?;
    let is_folder = |path: &PathBuf| {
        *path == root
            || path.parent() == Some(root)
                && path.file_name().is_some_and(|name| FOLDERS.iter().any(|folder| *folder == name))
    };
    Some(if seen.any(is_folder) { Signal::Folders } else { Signal::Files })
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn explain(error: notify::Error) -> WatchError {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => WatchError::Limit,
        // ENOSPC of inotify_add_watch and EMFILE of inotify_init (inotify(7)).
        notify::ErrorKind::Io(error) if matches!(error.raw_os_error(), Some(28 | 24)) => {
            WatchError::Limit
        }
        kind => WatchError::Other(crate::base::text::printable(&format!("{kind:?}"))),
    }
}
