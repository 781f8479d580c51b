//! What a command says: findings to standard output, everything else to standard error.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::base::cause::with_causes;
use crate::base::text::harmless;
use crate::diag::human::{self, Style};
use crate::diag::prefix::Prefix;
use crate::diag::report::Report;
use crate::diag::{github, gitlab, json, junit, markdown, sarif};
use crate::load::Sources;
use crate::write::advice::advice;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts of the sources, for people.
    Human,
    /// One JSON object, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Workflow commands of GitHub Actions: annotations on a pull request.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// JUnit XML, for services that show test results.
    Junit,
    /// Markdown tables, for the summary of a job or a comment.
    Markdown,
}

/// Writes the findings of the project at `root` to standard output.
pub(super) fn print(
    report: &Report,
    format: Format,
    sources: &Sources,
    root: &Path,
) -> io::Result<()> {
    // Without a working directory nothing lies below it.
    let prefix = Prefix::of(root, &env::current_dir().unwrap_or_default());
    print_text(&match format {
        Format::Human => human::render(report, style(), |path| sources.legible(path)),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report, &prefix),
        Format::Github => github::render(report, &prefix),
        Format::Gitlab => gitlab::render(report, &prefix),
        Format::Junit => junit::render(report, &prefix),
        Format::Markdown => markdown::render(report, &prefix),
    })
}

/// Writes an answer to standard output.
pub(super) fn print_text(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes a file to standard output.
pub(super) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    ignore_closed_pipe(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Writes what is in files of the project to standard output: to the letter for programs, and so that nothing in it acts for a terminal.
pub(super) fn print_content(text: &str) -> io::Result<()> {
    if io::stdout().is_terminal() { print_text(&harmless(text)) } else { print_text(text) }
}

/// Whether whoever reads standard output sees colors (no-color.org).
pub(super) fn style() -> Style {
    style_of(&io::stdout())
}

/// Whether whoever reads the stream sees colors.
fn style_of(stream: &impl IsTerminal) -> Style {
    let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if refused || !stream.is_terminal() { Style::Plain } else { Style::Colored }
}

/// The text in bold, where a line of standard error shows it so.
pub(super) fn bold(text: &str) -> String {
    match style_of(&io::stderr()) {
        Style::Colored => format!("\u{1b}[1m{text}\u{1b}[0m"),
        Style::Plain => text.to_owned(),
    }
}

/// The width of the terminal to which standard output goes; `None` when it goes elsewhere.
pub(super) fn columns() -> Option<usize> {
    let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    width.filter(|_| io::stdout().is_terminal()).map(usize::from)
}

/// Writes a line to standard error.
pub(super) fn say(line: &str) {
    // Nobody is left to be told when this fails.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Writes the next step to certification, if the project is being written.
pub(super) fn say_next(next: Option<&str>) {
    if let Some(next) = next {
        say(next);
    }
}

/// Writes an error with its causes to standard error, and what helps.
pub(super) fn fail(error: &(dyn std::error::Error + 'static)) {
    say(&format!("error: {}", with_causes(error)));
    if let Some(advice) = advice(error) {
        say(&format!("help: {advice}"));
    }
}

/// Whoever reads only the first findings may close the pipe.
fn ignore_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
