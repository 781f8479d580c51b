//! How a run goes on, for whoever waits for it: [`Watch`]. It is told and never asked, so that no clock gets into a stage.

/// What a run is doing. [`Read`](Stage::Read) and [`Write`](Stage::Write) are the ends of a command, outside of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files and the history of version control become a snapshot.
    Read,
    /// Each file is read on its own.
    Parse,
    /// All files together become the handbook.
    Resolve,
    /// The checks run.
    Check,
    /// The theme is loaded.
    Theme,
    /// The files of the site are listed; where a project has templates of its own, its pages are made.
    List,
    /// Levels and waivers are applied to what was found.
    Report,
    /// The index of the search is made.
    Search,
    /// The files of the site are made, compared with what is published, and written.
    Write,
}

/// What a file is that is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Making {
    /// A page, or a feed.
    Page,
    /// A file for other programs.
    Export,
    /// What the search shows of some pages.
    Excerpts,
}

impl Stage {
    /// The stage in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Resolve => "resolve",
            Self::Check => "check",
            Self::Theme => "theme",
            Self::List => "list",
            Self::Report => "report",
            Self::Search => "search",
            Self::Write => "write",
        }
    }
}

/// Is told how a run goes on.
pub trait Watch: Sync {
    /// A stage begins, and the one before it has ended.
    fn begin(&self, _stage: Stage) {}

    /// A thread begins to make a file.
    fn making(&self, _file: Making) {}

    /// The same thread has made it.
    fn made(&self, _file: Making) {}

    /// So many of all pages are made.
    fn advance(&self, _done: usize, _all: usize) {}
}

/// Nobody watches.
impl Watch for () {}
