//! The loop: shows the site of the files, and waits until they change.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::thread;
use std::time::Instant;

use crate::base::cause::with_causes;
use crate::base::path::RelPath;
use crate::load::Sources;
use crate::load::again::Reader;
use crate::load::history::History;
use crate::pipeline::on_demand::OnDemand;
use crate::preview::examiner::{Job, examine};
use crate::preview::guard::guarded;
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

/// What changed since the last site.
struct Change {
    sources: Arc<Sources>,
    /// The files that differ.
    files: Vec<RelPath>,
    /// The first sign of it.
    since: Instant,
}

/// The loop, with whom it talks to.
struct Loop<'w> {
    live: &'w Live,
    news: &'w Sender<News>,
    jobs: Sender<Job>,
    /// To whom git is left; nobody without git.
    historian: Option<Sender<Hint>>,
    notice: Notice,
    reader: Reader,
}

/// Nobody listens to the news any more.
struct Deaf;

impl<T> From<SendError<T>> for Deaf {
    fn from(_: SendError<T>) -> Self {
        Self
    }
}

/// Works until nobody listens to the news any more.
pub(super) fn work(project: &Project, live: &Arc<Live>, read: Read, news: &Sender<News>) {
    let since = Instant::now();
    let Read { reader, sources } = read;
    let (signals, signalled) = channel();
    let historian = historian(project, &sources, &signals);
    let (jobs, asked) = channel();
    let (examined, told) = (live.clone(), news.clone());
    thread::spawn(move || examine(&examined, &asked, &told));
    // Watched before the first site is made: what changes meanwhile is seen afterwards.
    let notice = begin(project, (signals, signalled));
    let files = sources.iter().map(|(path, _)| path.clone()).collect();
    let mut change = Change { sources: Arc::new(sources), files, since };
    let mut work = Loop { live, news, jobs, historian, notice, reader };
    while let Ok(next) = work.turn(change) {
        change = next;
    }
}

fn historian(
    project: &Project,
    sources: &Sources,
    signals: &Sender<Signal>,
) -> Option<Sender<Hint>> {
    if project.asking == Asking::Nobody {
        return None;
    }
    let (hints, hinted) = channel();
    let (root, past) = (project.root.clone(), sources.shared_history());
    let signals = signals.clone();
    thread::spawn(move || ask(&root, past, &hinted, &signals));
    Some(hints)
}

fn begin(project: &Project, channel: (Sender<Signal>, Receiver<Signal>)) -> Notice {
    let repository = match project.asking {
        Asking::Git => repository(&project.root),
        Asking::Nobody => None,
    };
    Notice::new(project.root.clone(), repository, project.noticing, channel)
}

impl Loop<'_> {
    /// Shows what changed, and waits for the next change.
    fn turn(&mut self, change: Change) -> Result<Change, Deaf> {
        let sources = change.sources.clone();
        self.show(change)?;
        self.next(&sources)
    }

    fn show(&self, change: Change) -> Result<(), Deaf> {
        let Change { sources, files, since } = change;
        let live = self.live;
        let make = || OnDemand::new(sources, live.today(), live.memo(), live.sound_templates());
        let site = match guarded(make) {
            Ok(site) => Arc::new(site),
            Err(why) => return self.fail(why),
        };
        // The site that it replaces is taken apart afterwards, in time that nobody waits for.
        let took = since.elapsed();
        let number = live.show(site.clone());
        live.memo().forget_unused();
        let page = match &files[..] {
            [file] => site.handbook().page_of_file(file),
            _ => None,
        };
        self.news.send(News::Shown { number, changed: files, page, took })?;
        Ok(self.jobs.send(Job { number, site })?)
    }

    /// Waits until the files differ from those that are shown, or git tells another past.
    fn next(&mut self, shown: &Arc<Sources>) -> Result<Change, Deaf> {
        let mut look = Look::Worked;
        let mut past = shown.shared_history();
        loop {
            let reason = self.notice.wait(look, self.news);
            if reason.signals.iter().any(|signal| !matches!(signal, Signal::Past(_))) {
                self.hint();
            }
            past = newest(&reason.signals).unwrap_or(past);
            let read = match self.reader.read() {
                Ok(read) => read.with_history(past.clone()),
                Err(error) => {
                    look = Look::Failed;
                    self.fail(with_causes(&error))?;
                    continue;
                }
            };
            if look == Look::Failed {
                look = Look::Worked;
                self.news.send(News::Recovered)?;
                self.live.recover();
            }
            if !read.is_same(shown) {
                let files = read.differing(shown);
                if !files.is_empty() {
                    self.hint();
                }
                return Ok(Change { sources: Arc::new(read), files, since: reason.since });
            }
        }
    }

    /// Says why there is no new site, unless that is known.
    fn fail(&self, why: String) -> Result<(), Deaf> {
        if self.live.failure().as_ref() != Some(&why) {
            self.live.fail(why.clone());
            self.news.send(News::Failed(why))?;
        }
        Ok(())
    }

    fn hint(&self) {
        if let Some(historian) = &self.historian {
            // It ends with the last site, and then nobody needs what git says.
            let _ = historian.send(Hint);
        }
    }
}

/// The newest past among signals.
fn newest(signals: &[Signal]) -> Option<Arc<History>> {
    signals.iter().rev().find_map(|signal| match signal {
        Signal::Past(past) => Some(past.clone()),
        Signal::Files | Signal::Folders | Signal::Repository | Signal::Lost => None,
    })
}
