//! Runs the browser: a folder for the page and for what it keeps, the arguments, an end to waiting.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::base::text::harmless;
use crate::pdf::signals::Hold;
use crate::pdf::{Job, PdfError, address, group};

/// What keeps the run quiet, off the network and the same everywhere. A browser that does not know one of them ignores it.
const ARGUMENTS: [&str; 22] = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--hide-scrollbars",
    "--lang=en-US",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    // Two walls before the network: no name is found, and what has a number goes to a proxy that is not there.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
];

/// How often a look is taken whether it is done.
const PULSE: Duration = Duration::from_millis(20);

/// How often removing the folder is tried: helpers of the browser write a moment longer.
const TRIES: u32 = 20;

/// The folder of a run, which goes when the run ends.
struct Work(PathBuf);

impl Work {
    /// A new folder that nobody else can read.
    fn new(parent: &Path) -> Result<Self, PdfError> {
        fs::create_dir_all(parent).map_err(work("create", parent))?;
        let mut number = 0;
        loop {
            let path = parent.join(format!("annexa-pdf-{}-{number}", std::process::id()));
            match private_folder(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => {
                    number += 1;
                }
                made => {
                    made.map_err(work("create", &path))?;
                    // Whole, so that it can be an address.
                    let whole = path.canonicalize().map_err(work("find", &path))?;
                    return Ok(Self(whole));
                }
            }
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        for _ in 0..TRIES {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

fn work(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PdfError {
    let path = path.to_owned();
    move |source| PdfError::Work { verb, path, source }
}

#[expect(clippy::disallowed_methods, reason = "printing is what a browser does")]
fn browser(program: &Path) -> Command {
    Command::new(program)
}

/// Prints a page and returns the file as the browser wrote it. Whatever ends it, no process and no folder is left.
pub(super) fn run(job: &Job<'_>) -> Result<Vec<u8>, PdfError> {
    let hold = Hold::new();
    let printed = print(job, &hold);
    match hold.release() {
        Some(signal) => Err(PdfError::Interrupted { signal }),
        None => printed,
    }
}

fn print(job: &Job<'_>, hold: &Hold) -> Result<Vec<u8>, PdfError> {
    let folder = Work::new(&job.browser.work)?;
    let site = folder.0.join("site");
    for (path, bytes) in job.files {
        let file = site.join(path.as_str());
        let parent = file.parent().unwrap_or(&site);
        fs::create_dir_all(parent).map_err(work("create", parent))?;
        fs::write(&file, bytes).map_err(work("write", &file))?;
    }
    let out = folder.0.join("out.pdf");
    let log = folder.0.join("log");
    let page = address::of(&site.join(job.page.as_str()));
    // A file, not a pipe: a full pipe would stop the browser, and a helper that lives on would keep it open.
    let said = File::create(&log).map_err(work("create", &log))?;
    let program = &job.browser.program;
    let mut command = browser(program);
    command
        .args(ARGUMENTS)
        .args(job.flags)
        .arg(argument("--user-data-dir=", &folder.0.join("profile")))
        .arg(argument("--print-to-pdf=", &out))
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said);
    own_temporary(&mut command, &folder.0)?;
    let child = group::alone(&mut command)
        .spawn()
        .map_err(|source| PdfError::Start { program: program.clone(), source })?;
    let status = wait(child, job, hold)?;
    // It ends with 0 when a page is missing and when nothing could be written: only the file counts.
    let Ok(bytes) = fs::read(&out) else {
        let said = fs::read(&log).unwrap_or_default();
        return Err(why(&String::from_utf8_lossy(&said), status, job));
    };
    if bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF") {
        return Ok(bytes);
    }
    Err(PdfError::Cut { program: program.clone() })
}

/// The longest address of a socket. A browser has one below its folder for temporary files.
const SOCKET: usize = 100;

/// Has the browser keep temporary files in the folder of the run: ended in the middle, it leaves some.
fn own_temporary(command: &mut Command, folder: &Path) -> Result<(), PdfError> {
    let own = folder.join("tmp");
    let socket = own.join("org.chromium.Chromium.XXXXXX/SingletonSocket");
    if cfg!(target_os = "linux") && socket.as_os_str().len() <= SOCKET {
        fs::create_dir(&own).map_err(work("create", &own))?;
        command.env("TMPDIR", own);
    }
    Ok(())
}

fn argument(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push(path);
    argument
}

/// Waits until the program ends, or ends it and all that it started.
fn wait(mut child: Child, job: &Job<'_>, hold: &Hold) -> Result<ExitStatus, PdfError> {
    let program = &job.browser.program;
    let start = Instant::now();
    loop {
        let waited = child.try_wait();
        let waited =
            waited.map_err(|source| PdfError::Start { program: program.clone(), source })?;
        if let Some(status) = waited {
            return Ok(status);
        }
        if let Some(signal) = hold.signal() {
            group::end(&mut child);
            return Err(PdfError::Interrupted { signal });
        }
        if start.elapsed() > job.patience {
            group::end(&mut child);
            return Err(PdfError::Late {
                program: program.clone(),
                seconds: job.patience.as_secs(),
            });
        }
        thread::sleep(PULSE);
    }
}

/// The most that is repeated of a line.
const LONGEST: usize = 300;

/// A line of the browser without its process, time and place in its sources.
fn told(line: &str) -> String {
    let (head, rest) = line.split_once("] ").unwrap_or(("", line));
    let line = if head.starts_with('[') { rest } else { line };
    harmless(&line.chars().take(LONGEST).collect::<String>())
}

/// Why there is no file, from the lines of the browser that say so; most of what it writes is noise.
fn why(said: &str, status: ExitStatus, job: &Job<'_>) -> PdfError {
    let program = job.browser.program.clone();
    let is_sandbox =
        |line: &&str| line.contains("without --no-sandbox") || line.contains("No usable sandbox");
    if said.lines().any(|line| is_sandbox(&line)) {
        return PdfError::Sandbox { program };
    }
    let lines = || said.lines().rev().map(str::trim).filter(|line| !line.is_empty());
    let line = lines().find(|line| line.contains("headless_command_handler"));
    // A script that stands for a browser, or a loader that lacks a library, says it in its last line.
    let line = line.or_else(|| lines().find(|line| !line.contains("dbus")));
    let why = line.map_or_else(|| format!("it ended with {status}"), told);
    PdfError::Nothing { program, why }
}
