//! A page to a PDF, by a Chromium of this machine: [`print()`].
//!
//! 1. [`browser`] finds one.
//! 2. `run` gives it a folder of its own with the page in it, waits, and reads what it wrote. `group` ends all of it, `signals` says when.
//! 3. `settle` puts the day of the handbook where the browser put the time of the run.
//!
//! **Invariant:** the same page, browser and fonts make the same bytes, on any day and in any folder. The browser reaches no network.

mod address;
pub mod browser;
mod group;
mod run;
mod settle;
mod signals;

use std::path::PathBuf;
use std::time::Duration;

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::pdf::browser::Browser;

/// The first version that draws heads and feet of sheets (margin boxes of CSS).
pub const FULL: u32 = 131;

/// What is printed, and how.
#[derive(Debug)]
pub struct Job<'j> {
    /// The page.
    pub page: &'j OutPath,
    /// The page and the files that it needs.
    pub files: &'j [(OutPath, Vec<u8>)],
    /// The day that the file says it was made.
    pub day: Date,
    /// The program that prints.
    pub browser: &'j Browser,
    /// What it is told besides.
    pub flags: &'j [String],
    /// How long it may take.
    pub patience: Duration,
}

/// What was printed.
#[derive(Debug)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// The version of the browser, where the file says it.
    pub version: Option<u32>,
    /// False when the file says the time of this run: its bytes differ from run to run.
    pub is_settled: bool,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The folder for the run cannot be used.
    #[error("cannot {verb} `{}`", path.display())]
    Work {
        /// What was tried.
        verb: &'static str,
        /// What it was tried on.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The program cannot be started.
    #[error("cannot start `{}`", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It took too long.
    #[error(
        "`{}` printed nothing within {seconds} s and was ended\nhelp: a large handbook on a busy machine may need more: `--timeout {}`",
        program.display(),
        seconds.saturating_mul(4)
    )]
    Late {
        /// The program.
        program: PathBuf,
        /// How long it had.
        seconds: u64,
    },
    /// Somebody ended the run: Ctrl-C, a canceled job, a closed terminal.
    #[error("ended by signal {signal} while printing; nothing was written")]
    Interrupted {
        /// The number of the signal.
        signal: u8,
    },
    /// The browser refuses to run without the wall between it and the machine.
    #[error(
        "`{}` cannot set up its sandbox here, as root or in a container, and prints nothing without it\nhelp: the only page that it opens is the one printed, and it reaches no network; to print without the sandbox, add `--chromium-flag=--no-sandbox`, or set ANNEXA_CHROMIUM_FLAGS=--no-sandbox",
        program.display()
    )]
    Sandbox {
        /// The program.
        program: PathBuf,
    },
    /// It ended without a file.
    #[error("`{}` printed nothing: {why}", program.display())]
    Nothing {
        /// The program.
        program: PathBuf,
        /// What it says.
        why: String,
    },
    /// It ended in the middle of the file.
    #[error("what `{}` printed is no whole PDF; is the disk full?", program.display())]
    Cut {
        /// The program.
        program: PathBuf,
    },
}

/// Prints a page.
pub fn print(job: &Job<'_>) -> Result<Printed, PdfError> {
    let mut bytes = run::run(job)?;
    let version = settle::version(&bytes);
    let is_settled = settle::settle(&mut bytes, job.day);
    Ok(Printed { bytes, version, is_settled })
}
