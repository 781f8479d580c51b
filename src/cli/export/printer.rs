//! The browser that prints: how the command line names it, and a PDF by it.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueHint};

use crate::cli::report;
use crate::pdf::browser::{Browser, Machine};
use crate::pdf::{self, FULL, Job};
use crate::pipeline::on_demand::OnDemand;
use crate::pipeline::paper::Subject;

/// What a browser is told besides, in words.
const FLAGS: &str = "ANNEXA_CHROMIUM_FLAGS";

/// How long printing may take, in seconds, unless somebody says otherwise.
const PATIENCE: u64 = 120;

/// Which browser prints, and how.
#[derive(Args)]
pub(super) struct Printer {
    /// The program that prints [default: `CHROMIUM`, else the first that is installed].
    #[arg(long, value_name = "PATH", value_hint = ValueHint::ExecutablePath)]
    chromium: Option<PathBuf>,
    /// A flag for the program, such as `--no-sandbox`; may be given again [default: the words in `ANNEXA_CHROMIUM_FLAGS`].
    #[arg(long, value_name = "FLAG", allow_hyphen_values = true)]
    chromium_flag: Vec<String>,
    /// How long printing one PDF may take, in seconds [default: 120].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: Option<u64>,
}

/// A PDF, and what to call it without its extension.
pub(super) struct Pdf {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Printer {
    /// True when the command line says anything about printing.
    pub(super) fn is_told(&self) -> bool {
        self.chromium.is_some() || !self.chromium_flag.is_empty() || self.timeout.is_some()
    }

    /// The browser. Whoever has none is told before anything is read.
    pub(super) fn browser(&self) -> Result<Browser, Box<dyn std::error::Error>> {
        Ok(self.machine().browser()?)
    }

    /// Prints a part of a handbook that was made for paper.
    pub(super) fn print(
        &self,
        browser: &Browser,
        site: &OnDemand,
        subject: Subject,
    ) -> Result<Pdf, Box<dyn std::error::Error>> {
        let paper = site.paper(subject)?;
        let printed = pdf::print(&Job {
            page: &paper.page,
            files: &paper.files,
            day: site.handbook().today,
            browser,
            flags: &self.flags(),
            patience: Duration::from_secs(self.timeout.unwrap_or(PATIENCE)),
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
        Ok(Pdf { name: paper.name, bytes: printed.bytes })
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
