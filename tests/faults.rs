//! A project with 350 faults of more than 60 kinds: each is found at its line, and nothing else is.
//!
//! The sound project is asserted to be sound first; then every fault breaks one place of it. Where a fault must be found is known from the
//! text that was planted.

#[path = "support/faults/mod.rs"]
mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use annexa::diag::report::Finding;
use annexa::load::Sources;
use annexa::mend::mend;
use annexa::pipeline::{Options, check, codes};
use faults::inject::inject;
use faults::project::{Expected, Project};
use faults::sound;

/// What no fault here can show, and why.
const NOT_HERE: [(&str, &str); 3] = [
    (
        "rating-off-scale",
        "the faults of the settings take steps out of the scale, and then nothing is compared",
    ),
    ("broken-template", "templates are read by a build alone, not by a check"),
    ("changed-without-version", "a snapshot of files has no past"),
];

/// Each puts the faults into other places.
const SEEDS: [u64; 3] = [1, 20_261_121, 0xFEED_FACE];

fn options() -> Options {
    Options::on("2026-11-21".parse().expect("a date"))
}

fn findings(sources: &Sources) -> Vec<Finding> {
    check(sources, &options()).report.findings().to_vec()
}

fn broken(seed: u64) -> Project {
    let mut project = sound::project();
    inject(&mut project, seed);
    project
}

/// Path, line and code: what two lists of findings are compared by.
type Key = (String, usize, &'static str);

fn key(finding: &Finding) -> Key {
    let diagnostic = &finding.diagnostic;
    (diagnostic.span.path.to_string(), finding.start.line, diagnostic.code.name)
}

fn counts(keys: impl IntoIterator<Item = Key>) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// A list of what one side has more often than the other.
fn surplus(
    left: &BTreeMap<Key, usize>,
    right: &BTreeMap<Key, usize>,
    text: &dyn Fn(&Key) -> String,
) -> String {
    let mut list = String::new();
    for (key, count) in left {
        let other = right.get(key).copied().unwrap_or(0);
        if *count > other {
            writeln!(list, "  {} x {}:{} {} | {}", count - other, key.0, key.1, key.2, text(key))
                .expect("a string");
        }
    }
    list
}

#[track_caller]
fn assert_found(expected: &[Expected], found: &[Finding], texts: &BTreeMap<String, String>) {
    let wanted = counts(expected.iter().map(|place| (place.path.clone(), place.line, place.code)));
    let seen = counts(found.iter().map(key));
    let line = |key: &Key| {
        let text = texts.get(&key.0).map_or("", String::as_str);
        text.lines().nth(key.1 - 1).unwrap_or("").to_owned()
    };
    let message = |wanted: &Key| {
        let finding = found.iter().find(|finding| key(finding) == *wanted);
        format!("{} | {}", line(wanted), finding.map_or("", |finding| &finding.diagnostic.message))
    };
    let (missing, extra) = (surplus(&wanted, &seen, &line), surplus(&seen, &wanted, &message));
    assert!(
        missing.is_empty() && extra.is_empty(),
        "not found:\n{missing}\nfound, but not planted:\n{extra}"
    );
}

#[test]
fn the_sound_project_has_no_finding() {
    let written = sound::project().write();
    let found = findings(&written.sources());
    assert_found(&[], &found, &written.texts);
    let outcome = check(&written.sources(), &options());
    assert_eq!(outcome.report.n_allowed(), 0, "nothing is hidden");
    assert!(outcome.documents > 120, "{} documents", outcome.documents);
}

#[test]
fn every_fault_is_found_at_its_line_and_nothing_else_is() {
    for seed in SEEDS {
        let written = broken(seed).write();
        assert!(written.expected.len() >= 300, "{} faults", written.expected.len());
        assert_found(&written.expected, &findings(&written.sources()), &written.texts);
    }
}

#[test]
fn the_faults_are_of_all_kinds() {
    let written = broken(SEEDS[0]).write();
    let covered: BTreeSet<&str> = written.expected.iter().map(|place| place.code).collect();
    assert!(covered.len() >= 60, "{} kinds", covered.len());
    for code in codes() {
        let reason = NOT_HERE.iter().find(|(name, _)| *name == code.name);
        let is_covered = covered.contains(code.name);
        assert!(
            is_covered != reason.is_some(),
            "`{}`: a fault, or a reason why there is none",
            code.name
        );
    }
}

#[test]
fn another_seed_puts_the_faults_into_other_places() {
    let places = |seed| {
        let expected = broken(seed).write().expected;
        expected
            .into_iter()
            .map(|place| (place.path, place.line, place.code))
            .collect::<BTreeSet<_>>()
    };
    let (one, other) = (places(SEEDS[0]), places(SEEDS[1]));
    assert!(one.intersection(&other).count() * 2 < one.len());
}

#[test]
fn the_caret_covers_what_was_planted() {
    let written = broken(SEEDS[1]).write();
    let found = findings(&written.sources());
    let mut faults = Vec::new();
    for place in &written.expected {
        let here =
            |finding: &&Finding| key(finding) == (place.path.clone(), place.line, place.code);
        let text = written.texts.get(&place.path).map_or("", String::as_str);
        let caret = |finding: &Finding| {
            text.get(finding.diagnostic.span.range.clone()).unwrap_or("").to_owned()
        };
        let fits = |finding: &&Finding| {
            place.start.is_none_or(|start| {
                start == (finding.start.line, finding.start.column) && caret(finding) == place.caret
            })
        };
        if !found
            .iter()
            .filter(here)
            .any(|finding| fits(&finding) && finding.diagnostic.message.contains(place.says))
        {
            let seen: Vec<String> = found
                .iter()
                .filter(here)
                .map(|finding| {
                    format!(
                        "{} `{}` {}",
                        finding.start.column,
                        caret(finding),
                        finding.diagnostic.message
                    )
                })
                .collect();
            faults.push(format!("{place:?}\n    seen: {}", seen.join("; ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_finding_says_what_to_do_and_why() {
    let mut faults = Vec::new();
    for finding in findings(&broken(SEEDS[0]).write().sources()) {
        let diagnostic = &finding.diagnostic;
        let message = &diagnostic.message;
        let is_helpful = diagnostic
            .help
            .as_ref()
            .is_some_and(|help| !help.trim().is_empty() && !help.contains('\n'))
            || message.contains("did you mean");
        let is_line = !message.contains('\n')
            && !message.ends_with('.')
            && !message.starts_with(char::is_uppercase);
        if !is_helpful || !is_line || diagnostic.code.why().is_empty() {
            faults.push(format!("{:?} {message} | {:?}", key(&finding), diagnostic.help));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn mending_takes_away_what_can_be_mended_and_nothing_else() {
    for seed in SEEDS {
        let project = broken(seed);
        let written = project.write();
        let sources = written.sources();
        let with_fix = findings(&sources);
        let with_fix: Vec<Finding> =
            with_fix.into_iter().filter(|finding| finding.diagnostic.fix.is_some()).collect();
        let fixable = written.expected.iter().filter(|place| place.is_fixable).cloned();
        assert_found(&fixable.collect::<Vec<_>>(), &with_fix, &written.texts);

        let mended = mend(&sources, &options());
        for (path, text) in project.mended() {
            let path = annexa::base::path::RelPath::new(&path).expect("a clean path");
            let seen = mended.sources.text(&path).unwrap_or("");
            let differs = seen.lines().zip(text.lines()).find(|(seen, wanted)| seen != wanted);
            assert!(seen == text, "{path}: the first line that differs: {differs:?}");
        }
        // Rows that are sorted change their lines: what is left is compared without them.
        let left = written.expected.iter().filter(|place| !place.is_fixable);
        let left: Vec<(String, &str)> = sorted(left.map(|place| (place.path.clone(), place.code)));
        let found = findings(&mended.sources);
        let seen = sorted(found.iter().map(key).map(|(path, _, code)| (path, code)));
        assert_eq!(seen, left);
    }
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort();
    all
}
