//! `annexa serve`: a preview that follows every change.

mod terminal;

use std::env;
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::project::{HistoryArgs, ProjectArgs};
use crate::cli::report;
use crate::cli::serve::terminal::Terminal;
use crate::cli::strictness::StrictnessArgs;
use crate::cli::{Ended, today};
use crate::preview::editor::{Editor, EditorError};
use crate::preview::notice::Noticing;
use crate::preview::{Asking, Preview, Project, start};

/// The port that is tried first: the number of the standard.
const PORT: u16 = 27001;

/// How long nothing must happen before the terminal speaks. Who looks up from an editor does not notice; what comes and goes within it is not told.
const REST: Duration = Duration::from_millis(250);

/// How long the terminal is silent at most while things go on happening.
const MOST: Duration = Duration::from_secs(2);

/// Show the handbook in a browser while it is written.
///
/// The page follows when a file is saved. A panel beside it lists what `annexa check` finds and shows the handbook as of other days. Only
/// browsers of this machine are answered, and nothing is written. Ctrl-C ends it.
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
    /// Look for changes a few times a second: for network folders and containers, whose changes no system tells.
    #[arg(long)]
    poll: bool,
    /// The editor that findings open: a name such as `vscode`, or a link such as `zed://file{path}:{line}` [default: `ANNEXA_EDITOR`, else
    /// `VISUAL`, else `EDITOR`].
    #[arg(long, value_name = "NAME|LINK")]
    editor: Option<Editor>,
    #[command(flatten)]
    strictness: StrictnessArgs,
}

/// An environment variable holds what is no editor.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable `ANNEXA_EDITOR`")]
struct VariableError(#[source] EditorError);

/// Nothing but whoever started it should end a preview.
#[derive(Debug, thiserror::Error)]
#[error("the preview ended by itself; that is a fault of Annexa, please report it")]
struct OverError;

impl Serve {
    pub(super) fn run(&self) -> Ended {
        let today = today::resolve(self.project.today)?;
        let preview = start(Project {
            root: self.project.root.clone(),
            today,
            strictness: self.strictness.read()?,
            noticing: if self.poll { Noticing::Polling } else { Noticing::Watching },
            asking: if self.history.is_wanted() { Asking::Git } else { Asking::Nobody },
            port: self.port,
            editor: editor(self.editor.as_ref(), |name| env::var(name).ok())?,
        })?;
        if preview.port != self.port {
            report::say(&format!("port {} is taken", self.port));
        }
        let address = format!("http://localhost:{}/", preview.port);
        let mut terminal = Terminal::new(&self.project.root, &address);
        if let Ok(first) = preview.news.recv() {
            terminal.hear(first);
            let shown = report::bold(&address);
            report::say(&format!("the preview is at {shown} as of {today}; Ctrl-C ends it"));
            self.open(&address);
            terminal.tell()?;
        }
        follow(&preview, &mut terminal)
    }

    fn open(&self, address: &str) {
        if let Some(Err(error)) = self.open.then(|| opener::open_browser(address)) {
            report::say(&format!("no browser could be opened: {error}; open the address yourself"));
        }
    }
}

/// Tells what happens, once there is a rest.
fn follow(preview: &Preview, terminal: &mut Terminal<'_>) -> Ended {
    while let Ok(news) = preview.news.recv() {
        terminal.hear(news);
        let end = Instant::now() + MOST;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            match preview.news.recv_timeout(REST.min(left)) {
                Ok(news) => terminal.hear(news),
                Err(_) => break,
            }
        }
        terminal.tell()?;
    }
    Err(OverError.into())
}

/// The editor that is named, else the one that the environment starts, if it has links. `ANNEXA_EDITOR` without a value wants none.
fn editor(
    named: Option<&Editor>,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<Editor>, VariableError> {
    if let Some(editor) = named {
        return Ok(Some(editor.clone()));
    }
    if let Some(named) = variable("ANNEXA_EDITOR") {
        let is_none = named.trim().is_empty();
        let editor = (!is_none).then(|| named.parse()).transpose();
        return editor.map_err(VariableError);
    }
    let started = ["VISUAL", "EDITOR"].into_iter().filter_map(variable);
    let command = started.into_iter().find(|command| !command.trim().is_empty());
    Ok(command.and_then(|command| Editor::of_command(&command)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(
        argument: Option<&str>,
        variables: &[(&str, &str)],
    ) -> Result<Option<Editor>, String> {
        let argument: Option<Editor> = argument.map(|name| name.parse().expect("an editor"));
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        editor(argument.as_ref(), variable).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn is_chosen(expected: Option<&str>, argument: Option<&str>, variables: &[(&str, &str)]) {
        let expected = expected.map(|name| name.parse().expect("an editor"));
        assert_eq!(chosen(argument, variables), Ok(expected));
    }

    #[test]
    fn the_argument_goes_first_then_the_variables_in_their_order() {
        let all = [("ANNEXA_EDITOR", "zed"), ("VISUAL", "idea"), ("EDITOR", "codium --wait")];
        is_chosen(Some("cursor"), Some("cursor"), &all);
        is_chosen(Some("zed"), None, &all);
        is_chosen(Some("idea"), None, &all[1..]);
        is_chosen(Some("vscodium"), None, &all[2..]);
        is_chosen(None, None, &[]);
    }

    #[test]
    fn an_editor_without_links_has_none_and_is_no_error_unless_it_is_named() {
        is_chosen(None, None, &[("VISUAL", "vim"), ("EDITOR", "code")]);
        is_chosen(Some("vscode"), None, &[("VISUAL", " "), ("EDITOR", "code")]);
        is_chosen(None, None, &[("ANNEXA_EDITOR", ""), ("EDITOR", "code")]);
        let refused = chosen(None, &[("ANNEXA_EDITOR", "vim")]);
        assert_eq!(refused, Err("the environment variable `ANNEXA_EDITOR`".to_owned()));
    }
}
