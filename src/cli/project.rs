//! What commands that look at a project take: its folder and the day.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::base::date::Date;

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

/// The project, for commands whose other arguments stand in front.
#[derive(Args)]
pub(super) struct RootArgs {
    /// The folder with `handbook.toml`.
    #[arg(long = "project", short = 'C', value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) root: PathBuf,
}
