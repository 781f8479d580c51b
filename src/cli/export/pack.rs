//! `annexa export pack`: the audit pack, one zip to hand over.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueHint};

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::{OutPath, RelPath};
use crate::base::text::{plural, size_in_words};
use crate::cli::export::printer::Printer;
use crate::cli::export::target::Target;
use crate::cli::progress::Bar;
use crate::cli::project::{HistoryArgs, RootArgs};
use crate::cli::strictness::StrictnessArgs;
use crate::cli::{CLEAN, DENIED, Ended, report, today};
use crate::diag::human;
use crate::load::Sources;
use crate::model::entry::Entry;
use crate::pack::Pack as Content;
use crate::pdf::browser::Browser;
use crate::pipeline::on_demand::OnDemand;
use crate::pipeline::paper::Subject;
use crate::pipeline::{self, Memo, Options};
use crate::write::loose;

/// The audit pack: one zip with the handbook, every export and what the checks found.
///
/// It holds all pages, all files of `downloads/`, the findings with what waivers hold back, and the SHA-256 of each file. The SHA-256 of the
/// zip is printed: tell it to the auditor by another way than the zip, and `annexa verify` says whether a copy was altered. When something is
/// found at deny level, nothing is written.
#[derive(Args)]
#[command(after_help = "Example: annexa export pack --output audit-2026.zip --profile audit")]
pub(super) struct Pack {
    /// The zip, a folder for it, or `-` for standard output [default: TITLE-DATE.zip in this folder].
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// Print the handbook and the Statement of Applicability as PDFs into it, too: `downloads/handbook.pdf`, `downloads/soa.pdf`.
    #[arg(long)]
    pdf: bool,
    #[command(flatten)]
    printer: Printer,
    #[command(flatten)]
    project: RootArgs,
    /// The day of all states, such as 2026-11-21 [default: `SOURCE_DATE_EPOCH`, else today in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    #[command(flatten)]
    history: HistoryArgs,
    #[command(flatten)]
    strictness: StrictnessArgs,
}

/// Files with their places in the pack.
type Files = Vec<(OutPath, Vec<u8>)>;

/// A browser was named, and nothing is to be printed.
#[derive(Debug, thiserror::Error)]
#[error(
    "`--chromium`, `--chromium-flag` and `--timeout` are about printing: add `--pdf`, or leave them out"
)]
struct UnusedPrinter;

impl Pack {
    pub(super) fn run(&self) -> Ended {
        let started = Instant::now();
        if !self.pdf && self.printer.is_told() {
            return Err(UnusedPrinter.into());
        }
        let root = &self.project.root;
        let options =
            Options { today: today::resolve(self.today)?, strictness: self.strictness.read()? };
        let browser = if self.pdf { Some(self.printer.browser()?) } else { None };
        let sources = Arc::new(self.history.read(root)?);
        let bar = Bar::new();
        let outcome = pipeline::build(&sources, &options, &bar);
        bar.finish();
        let findings = outcome.report.summary();
        if outcome.report.is_denied() {
            let text_of = |path: &_| sources.legible(path);
            report::print_text(&human::render(&outcome.report, report::style(), text_of))?;
            report::say(&format!("not packed: {findings}; nothing was written"));
            return Ok(DENIED);
        }
        let (tree, origin) = (&outcome.tree, &outcome.origin);
        let extra = match &browser {
            Some(browser) => self.printed(browser, &sources, options.today)?,
            None => Vec::new(),
        };
        let content = Content { tree, origin, report: &outcome.report, extra };
        let name = format!("{}.zip", content.name());
        let packed = content.make()?;
        let digest = Digest::of(&packed.zip);
        let (files, size) =
            (plural(packed.files, "file", "files"), size_in_words(packed.zip.len() as u64));
        let seconds = started.elapsed().as_secs_f64();
        let place = match self.output.as_deref().map(Target::of) {
            Some(Target::Stream) => {
                report::print_bytes(&packed.zip)?;
                report::say(&format!("{digest}  -"));
                "standard output".to_owned()
            }
            target => {
                let (folder, name) = match target {
                    Some(Target::File(folder, own)) => (folder, own),
                    Some(Target::Folder(folder)) => (folder, name),
                    _ => (PathBuf::new(), name),
                };
                let is_source = |path: &RelPath| sources.get(path).is_some();
                loose::refuse_sources(&folder, [name.as_str()], root, is_source)?;
                let path = folder.join(&name);
                loose::write(&folder, &[(name, packed.zip)])?;
                // As `sha256sum` writes it, which reads it again.
                report::print_text(&format!("{digest}  {}\n", path.display()))?;
                path.display().to_string()
            }
        };
        report::say(&format!(
            "packed {files}, {size}, into {place}, {findings}, in {seconds:.2} s"
        ));
        report::say(&format!("the SHA-256 of its manifest.json is {}", packed.manifest));
        report::say(
            "tell the auditor the first SHA-256 by another way than the zip: whoever alters the one could alter the other",
        );
        Ok(CLEAN)
    }
}

impl Pack {
    /// The handbook and its Statement of Applicability, printed.
    fn printed(
        &self,
        browser: &Browser,
        sources: &Arc<Sources>,
        today: Date,
    ) -> Result<Files, Box<dyn std::error::Error>> {
        let site = OnDemand::new(Arc::clone(sources), today, &Memo::default(), None).for_paper();
        let statement = site.handbook().soa.parsed.is_some().then_some(Entry::Soa);
        let subjects = std::iter::once(Subject::Handbook).chain(statement.map(Subject::Entry));
        let mut files = Vec::new();
        for subject in subjects {
            let pdf = self.printer.print(browser, &site, subject)?;
            files.push((OutPath::fixed(&format!("downloads/{}.pdf", pdf.name)), pdf.bytes));
        }
        Ok(files)
    }
}
