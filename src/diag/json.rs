//! Findings as one JSON object, for programs. The shape is a contract: see `docs/formats.md`.

use serde::Serialize;

use crate::diag::code::Level;
use crate::diag::report::{Finding, Report};

#[derive(Serialize)]
struct Object<'r> {
    schema: u32,
    findings: Vec<Entry<'r>>,
    waived: Vec<WaivedEntry<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'r> {
    code: &'static str,
    level: String,
    path: &'r str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    subject: Option<&'r str>,
    message: &'r str,
    help: Option<&'r str>,
    fixable: bool,
    fingerprint: String,
}

#[derive(Serialize)]
struct WaivedEntry<'r> {
    #[serde(flatten)]
    finding: Entry<'r>,
    reason: &'r str,
    until: String,
}

#[derive(Serialize)]
struct Summary {
    deny: usize,
    warn: usize,
    note: usize,
    waived: usize,
    allowed: usize,
}

/// Writes the report as one line of JSON, with a line feed at its end.
pub fn render(report: &Report) -> String {
    let waived = report.waived().iter().map(|waived| WaivedEntry {
        finding: entry(&waived.finding),
        reason: &waived.reason,
        until: waived.until.to_string(),
    });
    let object = Object {
        schema: 1,
        findings: report.findings().iter().map(entry).collect(),
        waived: waived.collect(),
        summary: Summary {
            deny: report.count(Level::Deny),
            warn: report.count(Level::Warn),
            note: report.count(Level::Note),
            waived: report.waived().len(),
            allowed: report.n_allowed(),
        },
    };
    let mut text = serde_json::to_string(&object).expect("strings and numbers always serialize");
    text.push('\n');
    text
}

fn entry(finding: &Finding) -> Entry<'_> {
    let diagnostic = &finding.diagnostic;
    Entry {
        code: diagnostic.code.name,
        level: finding.level.to_string(),
        path: diagnostic.span.path.as_str(),
        line: finding.start.line,
        column: finding.start.column,
        end_line: finding.end.line,
        end_column: finding.end.column,
        subject: diagnostic.subject.as_deref(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        fixable: diagnostic.fix.is_some(),
        fingerprint: finding.fingerprint.to_string(),
    }
}
