//! `annexa build`: a project to a site on disk.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueHint};

use crate::base::text::plural;
use crate::cli::progress::Bar;
use crate::cli::project::{HistoryArgs, ProjectArgs};
use crate::cli::report::{self, Format};
use crate::cli::strictness::StrictnessArgs;
use crate::cli::timings::Timings;
use crate::cli::{CLEAN, DENIED, Ended, today};
use crate::diag::code::Profile;
use crate::diag::levels::Strictness;
use crate::load::Sources;
use crate::pipeline::project::Project;
use crate::pipeline::watch::{Stage, Watch};
use crate::pipeline::{self, Memo, Options};
use crate::write::site::publish;

/// Check the project and write the handbook.
///
/// When something is found at deny level, nothing is written and an earlier handbook stays as it is.
#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    history: HistoryArgs,
    /// The folder for the handbook [default: ROOT/public].
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    output: Option<PathBuf>,
    /// How findings are written to standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    strictness: StrictnessArgs,
    /// Print a table of the time that each stage takes to standard error.
    #[arg(long)]
    timings: bool,
}

impl Build {
    pub(super) fn run(&self) -> Ended {
        let started = Instant::now();
        let today = today::resolve(self.project.today)?;
        let options = Options { today, strictness: self.strictness.read()? };
        let bar = Bar::new();
        let timings = self.timings.then(|| Timings::new(&bar));
        let watch: &dyn Watch = timings.as_ref().map_or(&bar, |timings| timings);
        // The process ends with this run: the system takes memory back sooner than a large handbook is taken apart.
        let sources = ManuallyDrop::new(self.history.read(&self.project.root)?);
        let project = ManuallyDrop::new(Project::new(&sources, &options, &Memo::default(), watch));
        let judged = project.judge(watch);
        bar.pause();
        report::print(&judged.report, self.format, &sources, &self.project.root)?;
        let (documents, findings) =
            (plural(judged.documents, "document", "documents"), judged.report.summary());
        if judged.report.is_denied() {
            report::say(&format!("not built: {documents}, {findings}; nothing was written"));
            if Self::is_built_as_a_draft(&sources, &options) {
                report::say("to look at it as it is, add `--profile draft`");
            }
            return Ok(DENIED);
        }
        let output = self.output.clone().unwrap_or_else(|| self.project.root.join("public"));
        let wait = || {
            let output = output.display();
            bar.pause();
            report::say(&format!("another build is writing `{output}`; waiting for it"));
        };
        let site = ManuallyDrop::new(judged.listed.with_search(watch));
        watch.begin(Stage::Write);
        let written = publish((&site, &judged.origin), &output, &self.project.root, &wait);
        bar.finish();
        let written = written?;
        if let Some(timings) = &timings {
            report::say(timings.table().trim_end());
        }
        for note in &written.notes {
            report::say(&format!("note: {note}"));
        }
        report::say(&format!(
            "built {documents} into {}, {findings}, in {:.2} s ({} written, {} unchanged, {} removed)",
            site.pages_in_words(),
            started.elapsed().as_secs_f64(),
            written.created + written.changed,
            written.unchanged,
            written.removed
        ));
        report::say(&format!("open {}", output.join("index.html").display()));
        report::say_next(judged.next.as_deref());
        Ok(CLEAN)
    }

    /// Whether the profile of what is being written would let the site come out. Files that cannot be read deny there, too, and so does
    /// what the project or the command line denies by name.
    fn is_built_as_a_draft(sources: &Sources, options: &Options) -> bool {
        let strictness = Strictness { profile: Some(Profile::Draft), ..options.strictness.clone() };
        !pipeline::check(sources, &Options { strictness, ..*options }).report.is_denied()
    }
}
