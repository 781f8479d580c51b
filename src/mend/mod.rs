//! Mends what is mechanical and safe: the fixes that findings carry, made in the texts of a snapshot.
//!
//! Nothing is written here: [`mend`] is a function from a snapshot to a snapshot; `write::rewrite` puts the changed files on disk.

mod edits;
mod sort;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::change::Change;
use crate::base::path::RelPath;
use crate::diag::fix::Fix;
use crate::diag::report::{Finding, Report};
use crate::load::Sources;
use crate::parse::file_codes::SYNTAX;
use crate::pipeline::{self, Options};

/// How often files are looked at again: a mended heading may show that the next one is too deep.
const ROUNDS: usize = 10;

/// What mending did.
#[derive(Debug)]
pub struct Mended {
    /// The snapshot with the changed texts.
    pub sources: Sources,
    /// The changed files in the order of their paths.
    pub changes: Vec<Change>,
    /// How many findings were mended.
    pub fixed: usize,
}

/// Makes the fixes of all findings that are reported: what is waived or allowed stays as it is.
///
/// Fixes that touch each other are made one after the other. A file that could no longer be read afterwards is left as it was.
pub fn mend(sources: &Sources, options: &Options) -> Mended {
    let mut mended = Mended { sources: sources.clone(), changes: Vec::new(), fixed: 0 };
    let mut given_up: BTreeSet<RelPath> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let report = pipeline::check(&mended.sources, options).report;
        let texts = round(&mended.sources, &report, &given_up);
        if texts.is_empty() {
            break;
        }
        let mut next = mended.sources.clone();
        for (path, (text, _)) in &texts {
            next.insert(path.clone(), text.clone().into_bytes());
        }
        let after = pipeline::check(&next, options).report;
        for (path, (text, fixed)) in texts {
            if syntax_errors(&after, &path) > syntax_errors(&report, &path) {
                given_up.insert(path);
                continue;
            }
            mended.fixed += fixed;
            mended.sources.insert(path, text.into_bytes());
        }
    }
    mended.changes = changes(sources, &mended.sources);
    mended
}

/// The texts that differ after every fix that can be made at once, with the count of fixes.
fn round(
    sources: &Sources,
    report: &Report,
    given_up: &BTreeSet<RelPath>,
) -> BTreeMap<RelPath, (String, usize)> {
    let mut by_path: BTreeMap<&RelPath, Vec<&Fix>> = BTreeMap::new();
    for Finding { diagnostic, .. } in report.findings() {
        if let Some(fix) = &diagnostic.fix {
            by_path.entry(&diagnostic.span.path).or_default().push(fix);
        }
    }
    let mut texts = BTreeMap::new();
    for (path, fixes) in by_path {
        let Some(text) = sources.text(path).filter(|_| !given_up.contains(path)) else { continue };
        let (mended, fixed) = edits::apply(text, &fixes);
        // Tables are sorted when no edit is left: an edit knows its place in the text as it was read.
        let (mended, fixed) = if fixed == 0 { sort::apply(text, &fixes) } else { (mended, fixed) };
        if mended != text {
            texts.insert(path.clone(), (mended, fixed));
        }
    }
    texts
}

fn syntax_errors(report: &Report, path: &RelPath) -> usize {
    let at_path = |finding: &&Finding| {
        finding.diagnostic.code == &SYNTAX && finding.diagnostic.span.path == *path
    };
    report.findings().iter().filter(at_path).count()
}

fn changes(before: &Sources, after: &Sources) -> Vec<Change> {
    let changed = |path: &RelPath| {
        let (before, after) = (before.text(path)?, after.text(path)?);
        (before != after).then(|| Change {
            path: path.clone(),
            before: Some(before.to_owned()),
            after: after.to_owned(),
        })
    };
    before.iter().filter_map(|(path, _)| changed(path)).collect()
}
