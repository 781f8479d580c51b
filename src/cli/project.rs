//! What commands that look at a project take: its folder and the day.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use crate::base::date::Date;
use crate::cli::report;
use crate::load::Sources;
use crate::load::history::{self, History, Why};
use crate::load::read::{LoadError, read};

/// The project and the day.
#[derive(Args)]
pub(super) struct ProjectArgs {
    /// The folder with `handbook.toml`.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) root: PathBuf,
    /// The day of all states, such as 2026-11-21 [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<Date>,
}

/// Whether git is asked.
#[derive(Args)]
pub(super) struct HistoryArgs {
    /// Do not ask git for the past of the texts.
    #[arg(long)]
    no_history: bool,
}

impl HistoryArgs {
    /// Whether git is to be asked.
    pub(super) fn is_wanted(&self) -> bool {
        !self.no_history
    }

    /// The files of the project and, unless nobody wants it, their past.
    pub(super) fn read(&self, root: &Path) -> Result<Sources, LoadError> {
        if self.no_history {
            return read(root);
        }
        let (sources, history) = rayon::join(|| read(root), || history::read(root));
        say_unread(&history);
        Ok(sources?.with_history(history))
    }
}

/// Says why the past could not be read. Without a repository there is nothing to miss; one that cannot be read would be missed by nobody.
pub(super) fn say_unread(history: &History) {
    let why = match history {
        History::Unknown(Why::Untrusted) => {
            "git does not trust the repository, because another user owns it; `git config --global --add safe.directory DIR` makes it"
        }
        History::Unknown(Why::Failed) => "git failed; what only git can tell is not checked",
        _ => return,
    };
    report::say(&format!("history not read: {why}"));
}

/// The project, for commands whose other arguments stand in front.
#[derive(Args)]
pub(super) struct RootArgs {
    /// The folder with `handbook.toml`.
    #[arg(long = "project", short = 'C', value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) root: PathBuf,
}
