//! `annexa check`: findings without a site.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueHint};

use crate::base::date::Date;
use crate::base::text::plural;
use crate::cli::report::{self, Format};
use crate::cli::{CLEAN, DENIED, Ended, today};
use crate::load::read::read;
use crate::pipeline;

/// Check the project: review dates, references, links, the Statement of Applicability.
#[derive(Args)]
pub(super) struct Check {
    /// The folder with `handbook.toml`.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    root: PathBuf,
    /// The day of all states, such as 2026-11-21 [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// How findings are written to standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

impl Check {
    pub(super) fn run(&self) -> Ended {
        let started = Instant::now();
        let today = today::resolve(self.today)?;
        let sources = read(&self.root)?;
        let outcome = pipeline::check(&sources, today);
        report::print(&outcome.report, self.format, &sources)?;
        let documents = plural(outcome.documents, "document", "documents");
        let (findings, seconds) = (outcome.report.summary(), started.elapsed().as_secs_f64());
        report::say(&format!("checked {documents} as of {today}: {findings}, in {seconds:.2} s"));
        Ok(if outcome.report.is_denied() { DENIED } else { CLEAN })
    }
}
