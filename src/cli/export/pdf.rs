//! `annexa export pdf`: a document, a section, the Statement of Applicability or the whole handbook as a PDF.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};

use crate::cli::export::files::{SourceArgs, store};
use crate::cli::export::printer::Printer;
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
        let (folder, name) = match &self.output {
            Some(output) if output.as_os_str() == "-" => {
                report::print_bytes(&printed.bytes)?;
                return Ok(CLEAN);
            }
            Some(output) => place(output, name),
            None => (PathBuf::new(), name),
        };
        store(&folder, &[(name, printed.bytes)], &self.source.project.root, &site)
    }
}

/// The folder and the name that a path means: what ends as names of files do is one, as for other exports.
fn place(output: &Path, name: String) -> (PathBuf, String) {
    match output.file_name() {
        Some(own) if !output.is_dir() && output.extension().is_some() => {
            let folder = output.parent().map_or_else(PathBuf::new, Path::to_path_buf);
            (folder, own.to_string_lossy().into_owned())
        }
        _ => (output.to_owned(), name),
    }
}
