//! Notices that something may have changed. The only file that names `notify`.
//!
//! What exactly changed is nobody's business here: a signal means "look again", and looking is cheap. Folders are watched, not files, because
//! editors replace files. Only the folders that a project reads are watched, so that nothing which writes beside them, a build into `public/`
//! among it, wakes the preview: at the root only what a project may hold there counts.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::text::printable;
use crate::load::git::Git;
use crate::load::history::History;
use crate::load::read::{FOLDERS, ROOT_FILES};

/// Something happened.
#[derive(Debug, Clone)]
pub(super) enum Signal {
    /// To files of the project.
    Files,
    /// To a folder: it came, went or was replaced by another one, and what lies in it may be watched by nobody yet.
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
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch the project at `root` and, where there is one, the folder of its repository.
    pub(super) fn new(
        root: &Path,
        repository: Option<&Path>,
        signals: Sender<Signal>,
    ) -> Result<Self, WatchError> {
        // Events name whole paths, without links. What is not there is watched once it is back.
        let root = root.canonicalize().or_else(|_| std::path::absolute(root));
        let root = root.map_err(|error| WatchError::Other(printable(&error.to_string())))?;
        let (own_root, own_repository) = (root.clone(), repository.map(Path::to_owned));
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
        // Nothing outside of the project is looked at, not even whether it changes.
        let settings = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(on_event, settings).map_err(explain)?;
        let mut watch = Self { root, watcher };
        if let Some(repository) = repository {
            watch.watch(repository, RecursiveMode::NonRecursive)?;
        }
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Watches the folders that are there now, in the place of those that were.
    pub(super) fn watch_folders(&mut self) -> Result<(), WatchError> {
        self.watch(&self.root.clone(), RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            self.watch(&self.root.join(folder), RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), WatchError> {
        // A folder that was moved away is still watched where it is now; one that is gone was never watched.
        let _ = self.watcher.unwatch(folder);
        // A link is no folder of the project: what it leads to may be anything.
        if !folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
            return Ok(());
        }
        match self.watcher.watch(folder, mode) {
            Err(error) if is_gone(&error) => Ok(()),
            watched => watched.map_err(explain),
        }
    }
}

/// The folder in which git keeps what it knows of the project.
pub(super) fn repository(root: &Path) -> Option<PathBuf> {
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
    if event.paths.iter().any(in_repository) {
        let counts = event.paths.iter().any(|path| in_repository(path) && !is_lock(path));
        return counts.then_some(Signal::Repository);
    }
    let mut seen = event.paths.iter().filter(|path| !is_hidden(path) && counts(path, root));
    let first = seen.next()?;
    let is_new = match event.kind {
        EventKind::Create(CreateKind::Folder) => true,
        EventKind::Modify(ModifyKind::Name(_)) => event.paths.iter().any(|path| path.is_dir()),
        _ => false,
    };
    let is_folder = |path: &PathBuf| path == root || is_named(path, root, &FOLDERS);
    let is_folders = is_new || is_folder(first) || seen.any(is_folder);
    Some(if is_folders { Signal::Folders } else { Signal::Files })
}

/// False for what lies beside the project at its root.
fn counts(path: &Path, root: &Path) -> bool {
    path.parent() != Some(root)
        || is_named(path, root, &FOLDERS)
        || is_named(path, root, &ROOT_FILES)
}

/// True for a path directly at the root that has one of these names.
fn is_named(path: &Path, root: &Path, names: &[&str]) -> bool {
    path.strip_prefix(root).is_ok_and(|below| names.iter().any(|name| below == Path::new(name)))
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
        kind => WatchError::Other(printable(&format!("{kind:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, Flag, MetadataKind, RemoveKind, RenameMode};

    use super::*;

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    fn of(kind: EventKind, path: &str) -> Option<Signal> {
        let event = Event::new(kind).add_path(PathBuf::from(path));
        signal(&event, Path::new("/home/.me/isms"), Some(Path::new("/home/.me/.git")))
    }

    #[test]
    fn what_a_project_reads_is_a_reason_to_look() {
        for path in ["documents/a.md", "documents/a/4913", "handbook.toml", "theme/x.css"] {
            let path = format!("/home/.me/isms/{path}");
            assert!(matches!(of(WRITTEN, &path), Some(Signal::Files)), "{path}");
        }
    }

    #[test]
    fn what_nobody_reads_is_none() {
        for path in [
            "public",
            ".public.annexa-work",
            ".public.annexa-lock",
            "documents/.annexa-partial",
            "documents/.annexa-lock",
            "notes.md",
            ".git",
            "documents/.a.md.swp",
        ] {
            let path = format!("/home/.me/isms/{path}");
            assert!(of(WRITTEN, &path).is_none(), "{path}");
        }
        let read = EventKind::Access(notify::event::AccessKind::Any);
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        for kind in [read, touched] {
            assert!(of(kind, "/home/.me/isms/documents/a.md").is_none(), "{kind:?}");
        }
    }

    #[test]
    fn folders_that_come_and_go_are_watched_anew() {
        let made = EventKind::Create(CreateKind::Folder);
        let gone = EventKind::Remove(RemoveKind::Folder);
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for (kind, path) in [
            (made, "/home/.me/isms/documents/new"),
            (made, "/home/.me/isms/records"),
            (gone, "/home/.me/isms/records"),
            (moved, "/home/.me/isms/documents"),
            (moved, "/home/.me/isms"),
        ] {
            assert!(matches!(of(kind, path), Some(Signal::Folders)), "{kind:?} {path}");
        }
    }

    #[test]
    fn a_repository_speaks_once_its_locks_are_gone() {
        assert!(of(WRITTEN, "/home/.me/.git/index.lock").is_none());
        assert!(matches!(of(WRITTEN, "/home/.me/.git/HEAD"), Some(Signal::Repository)));
    }

    #[test]
    fn lost_events_are_a_reason_to_look() {
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(signal(&event, Path::new("/a"), None), Some(Signal::Lost)));
    }

    #[test]
    fn a_limit_of_the_system_is_called_by_its_name() {
        let io = |code| notify::Error::io(std::io::Error::from_raw_os_error(code));
        let limits = [notify::Error::new(notify::ErrorKind::MaxFilesWatch), io(28), io(24)];
        for limit in limits {
            assert!(matches!(explain(limit), WatchError::Limit));
        }
        assert!(matches!(explain(io(13)), WatchError::Other(_)));
    }
}
