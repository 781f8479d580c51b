//! What every command that looks at a project takes: its folder and the day.

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
