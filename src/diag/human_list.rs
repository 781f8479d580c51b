//! Many findings of one kind as a list: what the kind is about is said once, then each place has a line.

use std::fmt::Write as _;

use crate::base::path::RelPath;
use crate::diag::code::Level;
use crate::diag::report::Finding;

/// Writes findings of one code, in the order of files and places, under a `heading` that says how many there are.
pub(super) fn render(findings: &[&Finding], style: impl Fn(&str, Level) -> String) -> String {
    let Some(first) = findings.first() else { return String::new() };
    let code = first.diagnostic.code;
    let word = match first.level {
        Level::Deny => "errors",
        Level::Warn => "warnings",
        Level::Note | Level::Allow => "notes",
    };
    let count = findings.len();
    let mut out =
        format!("{}: {count} places\n", style(&format!("{word}[{}]", code.name), first.level));
    let mut before: Option<&RelPath> = None;
    for finding in findings {
        let path = &finding.diagnostic.span.path;
        if before != Some(path) {
            let _ = writeln!(out, "  {path}");
            before = Some(path);
        }
        let place = format!("{}:{}", finding.start.line, finding.start.column);
        let _ = writeln!(out, "    {place:<7} {}", finding.diagnostic.message);
    }
    let why = code.why();
    if !why.is_empty() {
        let _ = writeln!(out, "  = why: {why}");
    }
    if let Some(help) = same_help(findings) {
        let _ = writeln!(out, "  = help: {help}");
    }
    out.push('\n');
    out
}

/// The help that all of them have.
fn same_help<'f>(findings: &[&'f Finding]) -> Option<&'f str> {
    let (first, others) = findings.split_first()?;
    let help = first.diagnostic.help.as_deref()?;
    others.iter().all(|finding| finding.diagnostic.help.as_deref() == Some(help)).then_some(help)
}
