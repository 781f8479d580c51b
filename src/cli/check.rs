//! `annexa check`: findings without a site.

use std::time::Instant;

use clap::Args;

use crate::base::text::plural;
use crate::cli::project::ProjectArgs;
use crate::cli::report::{self, Format};
use crate::cli::strictness::StrictnessArgs;
use crate::cli::{CLEAN, DENIED, Ended, today};
use crate::load::read::read;
use crate::pipeline::{self, Options};

/// Check the project: review dates, references, links, the Statement of Applicability.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    project: ProjectArgs,
    /// How findings are written to standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    strictness: StrictnessArgs,
}

impl Check {
    pub(super) fn run(&self) -> Ended {
        let started = Instant::now();
        let today = today::resolve(self.project.today)?;
        let options = Options { today, strictness: self.strictness.read()? };
        let sources = read(&self.project.root)?;
        let outcome = pipeline::check(&sources, &options);
        report::print(&outcome.report, self.format, &sources)?;
        let documents = plural(outcome.documents, "document", "documents");
        let (findings, seconds) = (outcome.report.summary(), started.elapsed().as_secs_f64());
        report::say(&format!("checked {documents} as of {today}: {findings}, in {seconds:.2} s"));
        Ok(if outcome.report.is_denied() { DENIED } else { CLEAN })
    }
}
