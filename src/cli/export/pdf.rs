//! `annexa export pdf`: a document, a section, the Statement of Applicability or the whole handbook as a PDF.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueHint};

use crate::cli::export::files::{SourceArgs, store};
use crate::cli::{CLEAN, Ended, report};
use crate::pdf::browser::Machine;
use crate::pdf::{self, FULL, Job};
use crate::pipeline::paper::Subject;

/// What a browser is told besides, in words.
const FLAGS: &str = "ANNEXA_CHROMIUM_FLAGS";

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
    /// The program that prints [default: `CHROMIUM`, else the first that is installed].
    #[arg(long, value_name = "PATH", value_hint = ValueHint::ExecutablePath)]
    chromium: Option<PathBuf>,
    /// A flag for the program, such as `--no-sandbox`; may be given again [default: the words in `ANNEXA_CHROMIUM_FLAGS`].
    #[arg(long, value_name = "FLAG", allow_hyphen_values = true)]
    chromium_flag: Vec<String>,
    /// How long printing may take, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
}

impl Pdf {
    pub(super) fn run(&self) -> Ended {
        // Whoever has no browser is told before anything is read.
        let browser = self.machine().browser()?;
        let site = self.source.open()?.for_paper();
        let subject = Subject::find(site.handbook(), self.what.as_deref())?;
        let paper = site.paper(subject)?;
        let printed = pdf::print(&Job {
            page: &paper.page,
            files: &paper.files,
            day: site.handbook().today,
            browser: &browser,
            flags: &self.flags(),
            patience: Duration::from_secs(self.timeout),
        })?;
        if let Some(version) = printed.version.filter(|version| *version < FULL) {
            report::say(&format!(
                "warning: version {version} of `{}` prints no heads and feet of sheets; version {FULL} does",
                browser.program.display()
            ));
        }
        if !printed.is_settled {
            report::say(
                "note: the PDF says when it was printed, so its bytes differ from run to run",
            );
        }
        let name = format!("{}.pdf", paper.name);
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

    /// What is told to the browser besides.
    fn flags(&self) -> Vec<String> {
        if !self.chromium_flag.is_empty() {
            return self.chromium_flag.clone();
        }
        let words = env::var(FLAGS).unwrap_or_default();
        words.split_whitespace().map(ToOwned::to_owned).collect()
    }

    /// What this machine says about its programs.
    fn machine(&self) -> Machine {
        let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let folder = |name: &str| folder(name).map(PathBuf::from);
        let programs = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];
        Machine {
            named: self.chromium.clone().or_else(|| folder("CHROMIUM")),
            path: env::var_os("PATH")
                .map(|path| env::split_paths(&path).collect())
                .unwrap_or_default(),
            home: folder("HOME"),
            programs: programs.iter().filter_map(|name| folder(name)).collect(),
            temporary: env::temp_dir(),
        }
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
