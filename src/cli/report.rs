//! What a command says: findings to standard output, everything else to standard error.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

use crate::diag::human::{self, Style};
use crate::diag::json;
use crate::diag::report::Report;
use crate::load::Sources;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts of the sources, for people.
    Human,
    /// One JSON object, for programs.
    Json,
}

/// Writes the findings to standard output.
pub(super) fn print(report: &Report, format: Format, sources: &Sources) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let plain =
        env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !out.is_terminal();
    let text = match format {
        Format::Human => {
            human::render(report, if plain { Style::Plain } else { Style::Colored }, |path| {
                sources.text(path)
            })
        }
        Format::Json => json::render(report),
    };
    ignore_closed_pipe(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes the answer of a command to standard output.
pub(super) fn answer(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    ignore_closed_pipe(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes a line to standard error.
pub(super) fn say(line: &str) {
    // Nobody is left to be told when this fails.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes an error with its causes to standard error.
pub(super) fn fail(error: &dyn std::error::Error) {
    let mut line = format!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    say(&line);
}

/// Whoever reads only the first findings may close the pipe.
fn ignore_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
