//! A site made on demand is the site that a build writes: byte for byte, warm and cold.

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use annexa::base::path::OutPath;
use annexa::diag::Diagnostic;
use annexa::diag::position::Position;
use annexa::diag::report::Report;
use annexa::load::Sources;
use annexa::pipeline::on_demand::OnDemand;
use annexa::pipeline::{self, Memo, Options};
use support::corpus::{self, Random};
use support::project::files;

fn options() -> Options {
    Options::on("2026-11-21".parse().expect("a date"))
}

fn example() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example")
}

/// The site of these files made on demand, with what earlier runs left, is the one that a build makes.
#[track_caller]
fn assert_same(sources: &Sources, memo: &Memo) {
    let built = pipeline::build(sources, &options(), &());
    let site = OnDemand::new(Arc::new(sources.clone()), options().today, memo, None);
    for (path, bytes) in built.tree.iter() {
        let made = site.file(path).unwrap_or_else(|| panic!("`{path}` is not made on demand"));
        let made = made.unwrap_or_else(|error| panic!("`{path}`: {error}"));
        assert!(made == bytes, "`{path}` differs");
    }
    for path in ["documents/not-there.html", "search/pages-99999.js", "static/none.css"] {
        assert!(site.file(&OutPath::fixed(path)).is_none(), "`{path}` is made from nothing");
    }
    let report = site.judge(&options().strictness).report;
    assert_eq!(report.summary(), built.report.summary());
    assert_eq!(said(&report), said(&built.report));
    memo.forget_unused();
}

/// What a report says, and where.
fn said(report: &Report) -> Vec<(Position, Diagnostic)> {
    let findings = report.findings().iter();
    findings.map(|finding| (finding.start, finding.diagnostic.clone())).collect()
}

#[test]
fn the_example_on_demand_is_the_example_built() {
    let root = example();
    let sources = annexa::load::read::read(&root).expect("the example can be read");
    let memo = Memo::default();
    assert_same(&sources, &memo);
    assert_same(&sources, &memo);
}

/// Changes a text in one of the ways in which authors and accidents change texts.
fn change(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len().max(1));
    let (before, after) = lines.split_at(at.min(lines.len()));
    let (before, after) = (before.concat(), after.concat());
    match random.below(6) {
        // A line less, a line twice, a line too many.
        0 => before + &lines[at..].iter().skip(1).copied().collect::<String>(),
        1 => format!("{before}{}{after}", lines.get(at).unwrap_or(&"")),
        2 => format!("{before}[x]: nowhere.md \"{at}\"\n{after}"),
        3 => format!("{text}\nSee [it](nowhere-{at}.md), and A.5.{at}.\n"),
        // Another year, another number.
        4 => text.replacen("2026", "2027", 1 + at % 3),
        _ => text.replacen('1', "2", 1 + at % 5),
    }
}

#[test]
fn what_is_remembered_never_changes_a_result() {
    let rounds = 12;
    let mut random = Random(9_3);
    let mut now: BTreeMap<String, String> = files(&example())
        .into_iter()
        .filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)))
        .collect();
    let (mut former, memo) = (now.clone(), Memo::default());
    for round in 0..rounds {
        for _ in 0..=random.below(4) {
            let paths: Vec<String> = now.keys().cloned().collect();
            let path = paths[random.below(paths.len())].clone();
            match random.below(10) {
                0 => drop(now.remove(&path)),
                1 => {
                    let text = now.remove(&path).expect("it is there");
                    now.insert(path.replace(".md", &format!("-{round}.md")), text);
                }
                2 => {
                    let new = corpus::document(round, rounds, &mut random);
                    now.insert(corpus::path(round), new);
                }
                // Back to what it was a while ago.
                3 => now.clone_from(&former),
                4 => former.clone_from(&now),
                _ => {
                    let text = change(&now[&path], &mut random);
                    now.insert(path, text);
                }
            }
        }
        let sources =
            Sources::from_files(now.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let sources = Arc::new(sources);
        let site = |memo| OnDemand::new(sources.clone(), options().today, memo, None);
        let (warm, cold) = (site(&memo), site(&Memo::default()));
        memo.forget_unused();
        let said = |site: &OnDemand| said(&site.judge(&options().strictness).report);
        assert_eq!(said(&warm), said(&cold), "round {round}");
        // Ids are what pages are called by.
        for page in ["index", "soa", "documents", "controls/a.5.15", "documents/pol-005", "risks"] {
            let path = OutPath::fixed(&format!("{page}.html"));
            let made = |site: &OnDemand| site.file(&path).map(|page| page.expect("it is made"));
            assert!(made(&warm) == made(&cold), "round {round}: `{path}` differs");
        }
        if round + 1 == rounds {
            assert_same(&sources, &memo);
        }
    }
}
