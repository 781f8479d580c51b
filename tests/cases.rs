//! Runs the specifications below `tests/cases/`.
//!
//! `UPDATE=1 cargo test --test cases` writes the findings that were seen into the specifications; read the difference before you
//! keep it.

mod support;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use support::spec::{findings, parse};

fn specifications() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("the folder can be read").into_path())
        .filter(|path| {
            path.extension().is_some_and(|kind| kind == "md") && !path.ends_with("README.md")
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_case_holds() {
    let mut faults = Vec::new();
    let mut count = 0;
    for path in specifications() {
        let text = fs::read_to_string(&path).expect("a specification can be read");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let cases = parse(&text);
        assert!(!cases.is_empty(), "{} holds no case", path.display());
        // From the last to the first, so that new lines do not move the ones still to be replaced.
        for case in cases.iter().rev() {
            count += 1;
            let outcome = case.run();
            let name = format!(
                "{}: {}",
                path.file_name().unwrap_or_default().to_string_lossy(),
                case.title
            );
            faults.extend(
                case.page_faults(&outcome).into_iter().map(|fault| format!("{name}\n  {fault}")),
            );
            let Some((expected, range)) = &case.findings else { continue };
            let seen = findings(&outcome);
            if seen == *expected {
                continue;
            }
            if env::var_os("UPDATE").is_some() {
                lines.splice(range.clone(), seen.lines().map(str::to_owned));
            } else {
                faults.push(format!("{name}\n--- expected\n{expected}--- seen\n{seen}"));
            }
        }
        let updated = lines.join("\n") + "\n";
        if updated != text && env::var_os("UPDATE").is_some() {
            fs::write(&path, updated).expect("a specification can be written");
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {count} cases do not hold:\n\n{}",
        faults.len(),
        faults.join("\n\n")
    );
}

#[test]
fn every_check_has_a_case_that_reports_it_and_one_that_does_not() {
    let mut seen: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for path in specifications()
        .iter()
        .filter(|path| path.parent().is_some_and(|folder| folder.ends_with("check")))
    {
        let code = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let entry = seen.entry(code.clone()).or_default();
        for case in parse(&fs::read_to_string(path).expect("a specification can be read")) {
            let (expected, _) =
                case.findings.expect("a case of a check says which findings it expects");
            let reports = expected.lines().any(|line| line.contains(&format!(" {code}: ")));
            entry.0 |= reports;
            entry.1 |= !reports;
        }
    }
    for code in annexa::pipeline::codes() {
        let (reports, passes) = seen.remove(code.name).unwrap_or_default();
        assert!(reports, "tests/cases/check/{}.md needs a case that reports it", code.name);
        assert!(passes, "tests/cases/check/{}.md needs a case that does not report it", code.name);
    }
    assert!(seen.is_empty(), "specifications of checks that do not exist: {:?}", seen.keys());
}
