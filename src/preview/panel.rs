//! What the panel beside a page shows, as JSON: the findings that the terminal shows, with the page and the place in the source of each.

use std::path::Path;

use serde::Serialize;

use crate::base::date::Date;
use crate::diag::code::Level;
use crate::diag::report::Finding;
use crate::preview::editor::Editor;
use crate::preview::live::{Shown, Verdict};

/// The most findings that are listed. A broken settings file can have one for each document; `annexa check` lists all.
const LISTED: usize = 500;

/// Where findings lead.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The absolute path of the project.
    pub root: std::path::PathBuf,
    /// The editor that opens files, if there is one that can.
    pub editor: Option<Editor>,
}

#[derive(Serialize)]
struct Panel<'p> {
    /// The number of the site that was judged.
    site: u64,
    /// The day of the run.
    today: String,
    /// The day as of which this is.
    day: String,
    /// What stands for the images and style sheets that pages load. A text: it has more digits than numbers of browsers hold.
    look: String,
    /// The counts in words.
    summary: String,
    /// How many findings have which level.
    deny: usize,
    warn: usize,
    note: usize,
    /// Why the files cannot be read at the moment.
    failure: Option<&'p str>,
    findings: Vec<Entry<'p>>,
    /// How many findings are not listed.
    more: usize,
}

#[derive(Serialize)]
struct Entry<'p> {
    level: String,
    code: &'p str,
    message: &'p str,
    why: String,
    help: Option<&'p str>,
    path: &'p str,
    line: usize,
    column: usize,
    /// The page that shows it, relative to the root of the site.
    page: Option<String>,
    /// What opens the file at the line.
    editor: Option<String>,
}

/// Writes the panel of a site. Findings of pages that the site does not have lead to no page.
pub(super) fn panel(
    shown: &Shown,
    verdict: &Verdict,
    (today, day): (Date, Date),
    failure: Option<&str>,
    desk: &Desk,
) -> String {
    let report = &verdict.report;
    let findings: Vec<&Finding> = by_weight(report.findings());
    let panel = Panel {
        site: verdict.number,
        today: today.to_string(),
        day: day.to_string(),
        look: shown.look().to_string(),
        summary: report.summary(),
        deny: report.count(Level::Deny),
        warn: report.count(Level::Warn),
        note: report.count(Level::Note),
        failure,
        more: findings.len().saturating_sub(LISTED),
        findings: findings
            .into_iter()
            .take(LISTED)
            .map(|finding| entry(finding, shown, &desk.root, desk.editor.as_ref()))
            .collect(),
    };
    serde_json::to_string(&panel).expect("texts and numbers always serialize")
}

/// What denies first; within a level in the order of the terminal.
fn by_weight(findings: &[Finding]) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    findings
}

fn entry<'p>(
    finding: &'p Finding,
    shown: &Shown,
    root: &Path,
    editor: Option<&Editor>,
) -> Entry<'p> {
    let diagnostic = &finding.diagnostic;
    let path = &diagnostic.span.path;
    Entry {
        level: finding.level.to_string(),
        code: diagnostic.code.name,
        message: &diagnostic.message,
        why: diagnostic.code.why(),
        help: diagnostic.help.as_deref(),
        path: path.as_str(),
        line: finding.start.line,
        column: finding.start.column,
        page: shown.site.handbook().page_of_finding(diagnostic).map(|page| page.to_string()),
        editor: editor.map(|editor| editor.link(root, path, finding.start)),
    }
}
