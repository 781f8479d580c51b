//! Findings as one JSON object, for programs. The shape is a contract: see `docs/formats.md`.

use serde::Serialize;

use crate::diag::code::Level;
use crate::diag::report::Report;

#[derive(Serialize)]
struct Object<'r> {
    schema: u32,
    findings: Vec<Entry<'r>>,
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
    message: &'r str,
    help: Option<&'r str>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Summary {
    deny: usize,
    warn: usize,
    note: usize,
}

/// Writes the report as one line of JSON, with a line feed at its end.
pub fn render(report: &Report) -> String {
    let findings = report
        .findings()
        .iter()
        .map(|finding| Entry {
            code: finding.diagnostic.code.name,
            level: finding.level.to_string(),
            path: finding.diagnostic.span.path.as_str(),
            line: finding.start.line,
            column: finding.start.column,
            end_line: finding.end.line,
            end_column: finding.end.column,
            message: &finding.diagnostic.message,
            help: finding.diagnostic.help.as_deref(),
            fingerprint: finding.fingerprint.to_string(),
        })
        .collect();
    let summary = Summary {
        deny: report.count(Level::Deny),
        warn: report.count(Level::Warn),
        note: report.count(Level::Note),
    };
    let object = Object { schema: 1, findings, summary };
    let mut text = serde_json::to_string(&object).expect("strings and numbers always serialize");
    text.push('\n');
    text
}
