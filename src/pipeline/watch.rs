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
    /// The pages are made.
    Render,
    /// The files for other programs are made.
    Export,
    /// The index of the search is made.
    Search,
    /// Levels and waivers are applied to what was found.
    Report,
    /// The site is compared with what is published, and written.
    Write,
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
            Self::Render => "render",
            Self::Export => "export",
            Self::Search => "search",
            Self::Report => "report",
            Self::Write => "write",
        }
    }
}

/// Is told how a run goes on.
pub trait Watch: Sync {
    /// A stage begins, and the one before it has ended.
    fn begin(&self, _stage: Stage) {}

    /// So many of all pages are made.
    fn advance(&self, _done: usize, _all: usize) {}
}

/// Nobody watches.
impl Watch for () {}
