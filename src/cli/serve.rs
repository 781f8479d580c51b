//! `annexa serve`: a preview that follows every change.

use std::env;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use crate::base::path::RelPath;
use crate::base::text::plural;
use crate::cli::project::{HistoryArgs, ProjectArgs};
use crate::cli::report::{self, Format};
use crate::cli::strictness::StrictnessArgs;
use crate::cli::{CLEAN, Ended, today};
use crate::diag::report::Report;
use crate::preview::editor::{Editor, EditorError};
use crate::preview::news::News;
use crate::preview::notice::Noticing;
use crate::preview::{Asking, Project, start};

/// The port that is tried first: the number of the standard.
const PORT: u16 = 27001;

/// How many files are named after a change.
const NAMED: usize = 3;

/// Show the handbook in a browser while it is written.
///
/// Every change of a file is shown at once, with what `annexa check` finds beside the page. Only browsers of this machine are answered. Nothing
/// is written; end it with Ctrl-C.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    history: HistoryArgs,
    /// The port; when it is taken, the next free one.
    #[arg(long, value_name = "N", default_value_t = PORT, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// Open the handbook in a browser.
    #[arg(long)]
    open: bool,
    /// Look for changes a few times a second: for folders of networks and containers, of whose changes no system tells.
    #[arg(long)]
    poll: bool,
    /// The editor that findings open, such as `vscode`, or its link, such as `zed://file{path}:{line}` [default: `ANNEXA_EDITOR`, else
    /// `VISUAL`, else `EDITOR`].
    #[arg(long, value_name = "NAME|LINK")]
    editor: Option<Editor>,
    #[command(flatten)]
    strictness: StrictnessArgs,
}

impl Serve {
    pub(super) fn run(&self) -> Ended {
        let root = &self.project.root;
        let preview = start(Project {
            root: root.clone(),
            today: today::resolve(self.project.today)?,
            strictness: self.strictness.read()?,
            noticing: if self.poll { Noticing::Polling } else { Noticing::Watching },
            asking: if self.history.is_wanted() { Asking::Git } else { Asking::Nobody },
            port: self.port,
            editor: self.editor()?,
        })?;
        if preview.port != self.port {
            report::say(&format!("port {} is taken", self.port));
        }
        let address = format!("http://localhost:{}/", preview.port);
        let mut terminal = Terminal { root, changed: None, before: None };
        let mut news = preview.news.into_iter();
        if let Some(first) = news.next() {
            terminal.tell(first)?;
            report::say(&format!("the handbook is at {address}; Ctrl-C ends the preview"));
            self.open(&address);
        }
        for news in news {
            terminal.tell(news)?;
        }
        Ok(CLEAN)
    }

    fn open(&self, address: &str) {
        if let Some(Err(error)) = self.open.then(|| opener::open_browser(address)) {
            report::say(&format!("no browser could be opened: {error}"));
        }
    }

    /// The editor that is named, else the one that the environment starts, if it has links.
    fn editor(&self) -> Result<Option<Editor>, EditorError> {
        if let Some(editor) = &self.editor {
            return Ok(Some(editor.clone()));
        }
        let variable = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        if let Some(named) = variable("ANNEXA_EDITOR") {
            return named.parse().map(Some);
        }
        let command = variable("VISUAL").or_else(|| variable("EDITOR"));
        Ok(command.and_then(|command| Editor::of_command(&command)))
    }
}

/// What the terminal shows of a preview.
struct Terminal<'r> {
    root: &'r Path,
    /// What changed since findings were last told, and how long it took until it was shown.
    changed: Option<(String, Duration)>,
    /// What was found before.
    before: Option<Arc<Report>>,
}

impl Terminal<'_> {
    fn tell(&mut self, news: News) -> io::Result<()> {
        match news {
            News::Shown { changed, took } => self.changed = Some((named(&changed), took)),
            News::Judged { report, sources } => {
                let new = match &self.before {
                    Some(before) => report.since(before),
                    None => report.as_ref().clone(),
                };
                report::print(&new, Format::Human, &sources, self.root)?;
                if let Some((what, took)) = self.changed.take() {
                    report::say(&self.line(&what, took, &report, &new));
                }
                self.before = Some(report);
            }
            News::Failed(why) => report::say(&format!("{why}; the last handbook stays")),
            News::Polling(why) => {
                report::say(&format!("{why}; looking for changes a few times a second instead"));
            }
        }
        Ok(())
    }

    /// The line after a change: what changed, how fast it was shown, what is found now.
    fn line(&self, what: &str, took: Duration, report: &Report, new: &Report) -> String {
        let counts = report.summary();
        let millis = took.as_millis();
        let Some(before) = &self.before else {
            return format!("made in {:.2} s, {counts}", took.as_secs_f64());
        };
        let (came, went) = (new.findings().len(), before.since(report).findings().len());
        let moved = match (came, went) {
            (0, 0) => String::new(),
            (came, 0) => format!(" ({came} new)"),
            (0, went) => format!(" ({went} mended)"),
            (came, went) => format!(" ({came} new, {went} mended)"),
        };
        format!("{what} shown after {millis} ms, {counts}{moved}")
    }
}

/// The files in a few words.
fn named(files: &[RelPath]) -> String {
    match files {
        [] => "what git tells is".to_owned(),
        [file] => format!("{file} is"),
        files if files.len() <= NAMED => {
            let names: Vec<&str> = files.iter().map(RelPath::as_str).collect();
            format!("{} are", names.join(", "))
        }
        files => format!("{} are", plural(files.len(), "changed file", "changed files")),
    }
}
