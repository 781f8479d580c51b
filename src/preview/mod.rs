//! The preview: a project goes in, a browser on this machine shows its handbook, and shows it again after every change.
//!
//! ```text
//!  watch ─▶ notice ─▶ work ──▶ live ◀── answer ◀── router ◀── server ◀── browser
//!  (notify)            │        ▲          │                  (tiny_http, head, places)
//!                      │        │          └─ inject, panel, editor, look
//!                      ├─▶ examiner: findings, a moment later
//!                      └─▶ historian: what git says, once there is quiet
//! ```
//!
//! **Invariants.** What is shown is what `annexa build` writes: the panel is added while a page is sent, by `inject`. Nothing is read from disk to
//! answer a request. Nothing that a request says reaches a header, and nothing listens but on loopback addresses.

pub mod answer;
pub mod editor;
mod examiner;
mod guard;
pub mod head;
mod historian;
mod inject;
pub mod live;
mod look;
pub mod news;
pub mod notice;
mod panel;
pub mod places;
mod quiet;
pub mod refusal;
pub mod router;
pub mod server;
mod watch;
mod work;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::base::date::Date;
use crate::diag::levels::Strictness;
use crate::load::again::Reader;
use crate::load::history::{self, History};
use crate::load::read::LoadError;
use crate::preview::answer::Answers;
use crate::preview::editor::Editor;
use crate::preview::live::Live;
use crate::preview::news::News;
use crate::preview::notice::Noticing;
use crate::preview::panel::Desk;
use crate::preview::server::{Limits, ServerError};
use crate::preview::work::{Read, work};

/// Whether git is asked about the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// It is.
    Git,
    /// It is not.
    Nobody,
}

/// What is previewed, and how.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder with `handbook.toml`.
    pub root: PathBuf,
    /// The day of all states.
    pub today: Date,
    /// What goes before the levels of the project.
    pub strictness: Strictness,
    /// How changes are noticed.
    pub noticing: Noticing,
    /// Whether git is asked about the past.
    pub asking: Asking,
    /// The first port that is tried; 0 takes any that is free.
    pub port: u16,
    /// The editor that opens files, if there is one that can.
    pub editor: Option<Editor>,
}

/// A preview that runs until the program ends.
#[derive(Debug)]
pub struct Preview {
    /// The port on which it answers.
    pub port: u16,
    /// What happens.
    pub news: Receiver<News>,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// The project cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// No browser could reach it.
    #[error(transparent)]
    Server(#[from] ServerError),
}

/// Begins a preview. It works in threads of its own; the first site is there with the first news.
pub fn start(project: Project) -> Result<Preview, PreviewError> {
    let mut reader = Reader::new(&project.root);
    let past = || match project.asking {
        Asking::Git => history::read(&project.root),
        Asking::Nobody => History::default(),
    };
    let (sources, past) = rayon::join(|| reader.read(), past);
    let sources = sources?.with_history(past);
    let listeners = server::listen(project.port)?;
    let live = Arc::new(Live::new(project.today, project.strictness.clone()));
    // The links of editors need the whole path; what cannot be found was just read, so it is only not whole.
    let root = std::path::absolute(&project.root).unwrap_or_else(|_| project.root.clone());
    let desk = Desk { root, editor: project.editor.clone() };
    let port = listeners.port;
    server::serve(listeners, &Arc::new(Answers::new(live.clone(), desk)), &Limits::default());
    let (told, news) = channel();
    thread::spawn(move || work(&project, &live, Read { reader, sources }, &told));
    Ok(Preview { port, news })
}
