//! `annexa export pdf`: a document, a section, the Statement of Applicability or the whole handbook as a PDF.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::cli::export::files::{SourceArgs, store};
use crate::cli::export::printer::Printer;
use crate::cli::export::target::Target;
use crate::cli::{CLEAN, Ended, report};
use crate::pipeline::paper::Subject;

/// A PDF of the handbook or of a part of it, printed by an installed Chromium, Chrome or Edge.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  annexa export pdf POL-005\n  annexa export pdf technology --output technology.pdf\n  annexa export pdf --output handbook.pdf"
)]
pub(super) struct Pdf {
    /// The id of a document or record, a section by its folder below `documents/`, or `soa` [default: the whole handbook].
    what: Option<String>,
    /// Where to write: a folder, a file, or `-` for standard output [default: a file with the name of what is printed].
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    printer: Printer,
}

impl Pdf {
    pub(super) fn run(&self) -> Ended {
        let browser = self.printer.browser()?;
        let site = self.source.open()?.for_paper();
        let subject = Subject::find(site.handbook(), self.what.as_deref())?;
        let printed = self.printer.print(&browser, &site, subject)?;
        let name = format!("{}.pdf", printed.name);
        let (folder, name) = match self.output.as_deref().map(Target::of) {
            Some(Target::Stream) => {
                report::print_bytes(&printed.bytes)?;
                return Ok(CLEAN);
            }
            Some(Target::File(folder, own)) => (folder, own),
            Some(Target::Folder(folder)) => (folder, name),
            None => (PathBuf::new(), name),
        };
        store(&folder, &[(name, printed.bytes)], &self.source.project.root, &site)
    }
}
