//! `annexa check`: findings without a site.

use std::time::Instant;

use clap::Args;

use crate::base::change::unified;
use crate::base::text::plural;
use crate::cli::project::{HistoryArgs, ProjectArgs};
use crate::cli::report::{self, Format};
use crate::cli::strictness::StrictnessArgs;
use crate::cli::{CLEAN, DENIED, Ended, today};
use crate::mend::{Mended, mend};
use crate::pipeline::{self, Options};
use crate::write::rewrite::put;

/// Check the project: review dates, references, links, the Statement of Applicability.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    history: HistoryArgs,
    /// How findings are written to standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    strictness: StrictnessArgs,
    /// Mend what is mechanical and safe, then report what is left.
    #[arg(long, help_heading = "Mending")]
    fix: bool,
    /// Show what --fix would change as a unified diff, and write nothing.
    #[arg(long, requires = "fix", help_heading = "Mending")]
    dry_run: bool,
}

impl Check {
    pub(super) fn run(&self) -> Ended {
        let started = Instant::now();
        let today = today::resolve(self.project.today)?;
        let options = Options { today, strictness: self.strictness.read()? };
        let mut sources = self.history.read(&self.project.root)?;
        if self.fix {
            let mended = mend(&sources, &options);
            if self.dry_run {
                report::print_content(&unified(&mended.changes))?;
                report::say(&format!("would mend {}; nothing was written", in_words(&mended)));
                return Ok(CLEAN);
            }
            for change in &mended.changes {
                put(&self.project.root, change)?;
            }
            report::say(&format!("mended {}", in_words(&mended)));
            sources = mended.sources;
        }
        let outcome = pipeline::check(&sources, &options);
        report::print(&outcome.report, self.format, &sources, &self.project.root)?;
        let documents = plural(outcome.documents, "document", "documents");
        let (findings, seconds) = (outcome.report.summary(), started.elapsed().as_secs_f64());
        report::say(&format!("checked {documents} as of {today}: {findings}, in {seconds:.2} s"));
        report::say_next(outcome.next.as_deref());
        Ok(if outcome.report.is_denied() { DENIED } else { CLEAN })
    }
}

fn in_words(mended: &Mended) -> String {
    let findings = plural(mended.fixed, "finding", "findings");
    format!("{findings} in {}", plural(mended.changes.len(), "file", "files"))
}
