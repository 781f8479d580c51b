//! The findings of a run with their levels and positions, sorted: what every output format reads.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::diag::code::{Code, Level};
use crate::diag::fingerprint::Fingerprints;
use crate::diag::position::{LineIndex, Position};
use crate::diag::{Diagnostic, Findings};

/// The levels that the settings give to codes; a code without an entry keeps its default.
#[derive(Debug, Clone, Default)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Sets the level of a code.
    pub fn set(&mut self, code: &str, level: Level) {
        self.0.insert(code.to_owned(), level);
    }

    fn of(&self, code: &Code) -> Level {
        self.0.get(code.name).copied().unwrap_or(code.level)
    }
}

/// A finding with its level and its place in lines and columns.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What it does to the run.
    pub level: Level,
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Where it begins.
    pub start: Position,
    /// Where it ends (the column after the last character).
    pub end: Position,
    /// What it is recognized by in another run, see [`crate::diag::fingerprint`].
    pub fingerprint: Digest,
}

/// All findings of a run that are not allowed, ordered by file, place and code: same input, same text.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Applies the levels, drops what is allowed, finds lines and columns, and sorts.
    ///
    /// `text_of` gives the text of a source file; a file without text has all its findings at 1:1.
    pub fn new<'t>(
        found: Findings,
        levels: &Levels,
        text_of: impl Fn(&RelPath) -> Option<&'t str>,
    ) -> Self {
        let mut indexes: BTreeMap<RelPath, LineIndex<'t>> = BTreeMap::new();
        let mut findings: Vec<Finding> = Vec::new();
        for diagnostic in found {
            let level = levels.of(diagnostic.code);
            if level == Level::Allow {
                continue;
            }
            let path = &diagnostic.span.path;
            if !indexes.contains_key(path) {
                indexes.insert(path.clone(), LineIndex::new(text_of(path).unwrap_or("")));
            }
            let index = &indexes[path];
            let (start, end) = (
                index.position(diagnostic.span.range.start),
                index.position(diagnostic.span.range.end),
            );
            // The real one depends on the order, which is not known yet.
            let fingerprint = Digest::of(&[]);
            findings.push(Finding { level, diagnostic, start, end, fingerprint });
        }
        let key = |finding: &Finding| {
            let diagnostic = &finding.diagnostic;
            (
                diagnostic.span.path.clone(),
                finding.start,
                diagnostic.code.name,
                diagnostic.message.clone(),
            )
        };
        findings.sort_by_cached_key(key);
        findings.dedup_by(|left, right| left.diagnostic == right.diagnostic);
        let mut fingerprints = Fingerprints::default();
        for finding in &mut findings {
            let text = text_of(&finding.diagnostic.span.path).unwrap_or("");
            finding.fingerprint = fingerprints.next(&finding.diagnostic, text);
        }
        Self { findings }
    }

    /// The findings in their order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How many findings have the level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// True when at least one finding denies.
    pub fn is_denied(&self) -> bool {
        self.count(Level::Deny) > 0
    }

    /// The counts in words: `2 errors, 3 warnings, 1 note`, or `no findings`.
    pub fn summary(&self) -> String {
        use crate::base::text::plural;
        let parts: Vec<String> = [
            (self.count(Level::Deny), "error", "errors"),
            (self.count(Level::Warn), "warning", "warnings"),
            (self.count(Level::Note), "note", "notes"),
        ]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| plural(count, one, many))
        .collect();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}
