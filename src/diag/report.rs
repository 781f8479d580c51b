//! The findings of a run with their levels and positions, sorted: what every output format reads.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::RelPath;
use crate::diag::code::Level;
use crate::diag::fingerprint::Fingerprints;
use crate::diag::flood::bounded;
use crate::diag::levels::Levels;
use crate::diag::position::{LineIndex, Position};
use crate::diag::{Diagnostic, Findings};

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

/// A finding that the project decided to live with for a while.
#[derive(Debug, Clone)]
pub struct Waived {
    /// The finding, as it would be reported.
    pub finding: Finding,
    /// Why it may stay.
    pub reason: String,
    /// The last day on which it may.
    pub until: Date,
}

/// What a waiver holds back, before its level and lines are known.
#[derive(Debug, Clone)]
pub struct HeldBack {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Why it may stay.
    pub reason: String,
    /// The last day on which it may.
    pub until: Date,
}

/// All findings of a run that are not allowed, ordered by file, place and code: same input, same text.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
    waived: Vec<Waived>,
    allowed: usize,
    unlisted: usize,
}

impl Report {
    /// Applies the levels, drops what is allowed, finds lines and columns, and sorts.
    ///
    /// `text_of` gives the text of a source file; a file without text has all its findings at 1:1.
    pub fn new<'t>(
        found: Findings,
        held_back: Vec<HeldBack>,
        levels: &Levels,
        text_of: impl Fn(&RelPath) -> Option<&'t str> + Sync,
    ) -> Self {
        let (found, left_out) = bounded(found);
        let found = found.into_iter().map(|diagnostic| (diagnostic, None));
        let held_back =
            held_back.into_iter().map(|held| (held.diagnostic, Some((held.reason, held.until))));
        let all: Vec<(Diagnostic, Option<(String, Date)>)> = found.chain(held_back).collect();
        let places = Places::of(&all, &text_of);
        let mut all: Vec<(Finding, Option<(String, Date)>)> = all
            .into_iter()
            .map(|(diagnostic, waiver)| (places.finding(levels, diagnostic), waiver))
            .collect();
        all.sort_by_cached_key(|(finding, _)| order(finding));
        all.dedup_by(|(left, _), (right, _)| left.diagnostic == right.diagnostic);
        // Of all, shown or not: a waiver or a level must not change what another finding is recognized by.
        let mut fingerprints = Fingerprints::default();
        for (finding, _) in &mut all {
            let text = text_of(&finding.diagnostic.span.path).unwrap_or("");
            finding.fingerprint = fingerprints.next(&finding.diagnostic, text);
        }
        let mut report = Self::default();
        for (code, count) in left_out {
            match levels.of(code) {
                Level::Allow => report.allowed += count,
                _ => report.unlisted += count,
            }
        }
        for (finding, waiver) in all {
            match waiver {
                _ if finding.level == Level::Allow => report.allowed += 1,
                Some((reason, until)) => report.waived.push(Waived { finding, reason, until }),
                None => report.findings.push(finding),
            }
        }
        report
    }

    /// The findings in their order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What waivers hold back, in the same order. It does not count.
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// How many findings are not shown because their code is at level `allow`.
    pub fn n_allowed(&self) -> usize {
        self.allowed
    }

    /// How many findings have the level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// What another report does not have, recognized by fingerprints: what came since then.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        let known: BTreeSet<&Digest> =
            before.findings.iter().map(|finding| &finding.fingerprint).collect();
        self.only(|finding| !known.contains(&finding.fingerprint))
    }

    /// The findings that are wanted, without what is not shown.
    #[must_use]
    pub fn only(&self, is_wanted: impl Fn(&Finding) -> bool) -> Self {
        let findings = self.findings.iter().filter(|finding| is_wanted(finding)).cloned().collect();
        Self { findings, ..Self::default() }
    }

    /// True when at least one finding denies.
    pub fn is_denied(&self) -> bool {
        self.count(Level::Deny) > 0
    }

    /// The counts in words: `2 errors, 3 warnings, 1 note`, or `no findings`; then what is not shown, so that nobody takes silence for
    /// soundness.
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
        let shown = if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") };
        let hidden = [
            (self.waived.len(), "waived"),
            (self.allowed, "allowed"),
            (self.unlisted, "not listed"),
        ];
        let hidden: Vec<String> = hidden
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, how)| format!("{count} {how}"))
            .collect();
        if hidden.is_empty() { shown } else { format!("{shown} ({})", hidden.join(", ")) }
    }
}

/// By file, place and code: same input, same text.
fn order(finding: &Finding) -> (RelPath, Position, &'static str, String) {
    let diagnostic = &finding.diagnostic;
    (diagnostic.span.path.clone(), finding.start, diagnostic.code.name, diagnostic.message.clone())
}

/// Finds lines and columns; each file that has findings is indexed once.
struct Places<'t> {
    indexes: BTreeMap<RelPath, LineIndex<'t>>,
}

impl<'t> Places<'t> {
    /// Reads each file with a finding once.
    fn of<W>(
        all: &[(Diagnostic, W)],
        text_of: &(impl Fn(&RelPath) -> Option<&'t str> + Sync),
    ) -> Self {
        let paths: BTreeSet<&RelPath> =
            all.iter().map(|(diagnostic, _)| &diagnostic.span.path).collect();
        let read = |path: &RelPath| (path.clone(), LineIndex::new(text_of(path).unwrap_or("")));
        Self { indexes: paths.into_par_iter().map(read).collect() }
    }

    fn finding(&self, levels: &Levels, diagnostic: Diagnostic) -> Finding {
        let index = &self.indexes[&diagnostic.span.path];
        let range = &diagnostic.span.range;
        let (start, end) = (index.position(range.start), index.position(range.end));
        // The real one depends on the order, which is not known yet.
        let fingerprint = Digest::of(&[]);
        Finding { level: levels.of(diagnostic.code), diagnostic, start, end, fingerprint }
    }
}
