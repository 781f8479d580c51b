//! The loop: shows the site of the files, and waits until they change.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Instant;

use crate::base::path::RelPath;
use crate::load::Sources;
use crate::load::again::Reader;
use crate::load::history::History;
use crate::pipeline::on_demand::OnDemand;
use crate::preview::examiner::{Job, examine};
use crate::preview::historian::{Hint, ask};
use crate::preview::live::Live;
use crate::preview::news::News;
use crate::preview::notice::{Look, Notice};
use crate::preview::watch::{Signal, repository};
use crate::preview::{Asking, Project};

/// Files as they were read, and what read them.
pub(super) struct Read {
    pub(super) reader: Reader,
    pub(super) sources: Sources,
}

/// Works until nobody listens to the news any more.
pub(super) fn work(project: &Project, live: &Arc<Live>, read: Read, news: &Sender<News>) {
    let Read { mut reader, sources } = read;
    let mut since = Instant::now();
    let (signals, signalled) = channel();
    let (hints, hinted) = channel();
    let (jobs, asked) = channel();
    if project.asking == Asking::Git {
        let (root, past) = (project.root.clone(), sources.shared_history());
        let signals = signals.clone();
        thread::spawn(move || ask(&root, past, &hinted, &signals));
    }
    let (examined, told) = (live.clone(), news.clone());
    thread::spawn(move || examine(&examined, &asked, &told));
    // Watched before the first site is made: what changes meanwhile is seen afterwards.
    let repository = match project.asking {
        Asking::Git => repository(&project.root),
        Asking::Nobody => None,
    };
    let channel = (signals, signalled);
    let mut notice = Notice::new(project.root.clone(), repository, project.noticing, channel);
    let mut sources = Arc::new(sources);
    let mut changed: Vec<RelPath> = sources.iter().map(|(path, _)| path.clone()).collect();
    loop {
        let site =
            OnDemand::new(sources.clone(), live.today(), live.memo(), live.sound_templates());
        let site = Arc::new(site);
        // The site that it replaces is taken apart afterwards, in time that nobody waits for.
        let took = since.elapsed();
        let number = live.show(site.clone());
        live.memo().forget_unused();
        let shown = News::Shown { changed, took };
        if news.send(shown).is_err() || jobs.send(Job { number, site }).is_err() {
            return;
        }
        let mut look = Look::Worked;
        let mut past = sources.shared_history();
        (sources, changed) = loop {
            let reason = notice.wait(look, news);
            let signals = reason.signals;
            since = reason.since;
            if signals.iter().any(|signal| !matches!(signal, Signal::Past(_))) {
                // Without git nobody takes hints.
                let _ = hints.send(Hint);
            }
            past = newest(&signals).unwrap_or(past);
            match reader.read() {
                Ok(read) => {
                    look = Look::Worked;
                    live.recover();
                    let read = read.with_history(past.clone());
                    if !read.is_same(&sources) {
                        let changed = read.differing(&sources);
                        if !changed.is_empty() {
                            let _ = hints.send(Hint);
                        }
                        break (Arc::new(read), changed);
                    }
                }
                Err(error) => {
                    let why = error.to_string();
                    if look == Look::Worked && news.send(News::Failed(why.clone())).is_err() {
                        return;
                    }
                    look = Look::Failed;
                    live.fail(why);
                }
            }
        };
    }
}

/// The newest past among signals.
fn newest(signals: &[Signal]) -> Option<Arc<History>> {
    signals.iter().rev().find_map(|signal| match signal {
        Signal::Past(past) => Some(past.clone()),
        Signal::Files | Signal::Folders | Signal::Repository | Signal::Lost => None,
    })
}
