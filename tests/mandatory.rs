//! What the framework asks for in writing: the example has all of it, and any file that is taken away is missed, with exactly what it fulfils.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use annexa::base::path::RelPath;
use annexa::frameworks::{Demand, library};
use annexa::load::Sources;
use annexa::load::read::read;
use annexa::pipeline::{Options, check};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// The titles of the mandatory entries of the catalogue, by their ids.
fn mandatory() -> BTreeMap<&'static str, &'static str> {
    let entries = library().catalogues.iter().flat_map(|catalogue| &catalogue.entries);
    let asked_for = entries.filter(|entry| entry.kind != Demand::Expected);
    asked_for.map(|entry| (entry.id.as_str(), entry.title.as_str())).collect()
}

/// The entries that a file names in `fulfils`, in front matter or in a table.
fn fulfilled(text: &str) -> BTreeSet<&str> {
    let lines = text.lines().filter(|line| line.starts_with("fulfils"));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

/// The messages of the check, without those files.
fn missing(sources: &Sources, without: &BTreeSet<&RelPath>) -> Vec<String> {
    let mut rest = Sources::default();
    for (path, _) in sources.iter().filter(|(path, _)| !without.contains(path)) {
        if let Some(bytes) = sources.bytes(path) {
            rest.insert(path.clone(), bytes.into_owned());
        }
    }
    let outcome = check(&rest, &Options::on("2026-11-22".parse().expect("a date")));
    let findings = outcome.report.findings().iter().map(|finding| &finding.diagnostic);
    let of_it = findings.filter(|finding| finding.code.name == "mandatory-document-missing");
    of_it.map(|finding| finding.message.clone()).collect()
}

#[test]
fn a_file_that_is_taken_away_is_missed_with_what_it_fulfils() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let sources = read(&root).expect("the example can be read");
    let mandatory = mandatory();
    assert_eq!(missing(&sources, &BTreeSet::new()), Vec::<String>::new());
    let mut by_entry: BTreeMap<&str, Vec<&RelPath>> = BTreeMap::new();
    for (path, _) in sources.iter().filter(|(path, _)| matches!(path.extension(), "md" | "toml")) {
        for entry in fulfilled(sources.text(path).unwrap_or("")) {
            by_entry.entry(entry).or_default().push(path);
        }
    }
    let soa = RelPath::fixed("soa.toml");
    by_entry.insert("statement-of-applicability", vec![&soa]);
    let all: BTreeSet<&str> = by_entry.keys().copied().collect();
    let not_there: Vec<_> = mandatory.keys().filter(|entry| !all.contains(*entry)).collect();
    assert!(not_there.is_empty(), "the example lacks {not_there:?}");

    let settings = RelPath::fixed("handbook.toml");
    let files: BTreeSet<&RelPath> =
        by_entry.values().flatten().copied().filter(|path| **path != settings).collect();
    let faults: Vec<String> = files
        .into_iter()
        .collect::<Vec<_>>()
        .par_iter()
        .filter_map(|path| {
            // An entry that another file fulfils as well is still there.
            let lost = by_entry.iter().filter(|(_, paths)| **paths == [*path]);
            let lost: BTreeSet<&str> =
                lost.filter_map(|(entry, _)| mandatory.get(entry).copied()).collect();
            let seen = missing(&sources, &BTreeSet::from([*path]));
            let is_named = |title: &&str| {
                seen.iter()
                    .any(|message| message.starts_with(&format!("nothing fulfils `{title}`")))
            };
            let is_exact = seen.len() == lost.len() && lost.iter().all(is_named);
            (!is_exact).then(|| format!("{path}\n  lost: {lost:?}\n  seen: {seen:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(by_entry.len() > 20, "{} entries", by_entry.len());
}
