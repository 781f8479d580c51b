//! The example's site against what was reviewed: `tests/golden/`.
//!
//! `files.txt` lists every file of the site; `pages/` holds one page of each type as it is. `UPDATE=1 cargo test --test golden` writes
//! them anew; read the difference before you keep it.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use annexa::base::path::OutPath;
use annexa::load::read::read;
use annexa::pipeline::{Options, Outcome, build};

/// One page of each type, and the states that a document page can show.
const PAGES: [&str; 48] = [
    "404.html",
    "about.html",
    "actions.html",
    "auditor.html",
    "audits.html",
    "calendar.html",
    "changes.html",
    "downloads/changes.xml",
    "clauses/6.1.3.html",
    "controls/a.5.15.html",
    "controls/a.8.30.html",
    "coverage.html",
    "documents/gdl-002.html",
    "documents/pol-003.html",
    "documents/pol-006.html",
    "documents/pol-008.html",
    "documents/pol-016.html",
    "documents/std-005.html",
    "evidence/ev-2026-019.html",
    "exceptions.html",
    "findings.html",
    "gaps.html",
    "guide.html",
    "index.html",
    "manage.html",
    "management-review-next.html",
    "management-reviews.html",
    "matrix.html",
    "objectives.html",
    "obligations.html",
    "owners/product-lead.html",
    "print/physical.html",
    "reading/it.html",
    "records/fnd-2025-03.html",
    "records/fnd-2026-02.html",
    "records/rec-004.html",
    "records/rec-005.html",
    "records/rec-010.html",
    "records/trn-2026-03.html",
    "registers.html",
    "registers/software-licences.html",
    "reviews.html",
    "risks/r-021.html",
    "search.html",
    "sections/access.html",
    "suppliers.html",
    "trainings.html",
    "treatment.html",
];

fn site() -> Outcome {
    let sources = read(&root().join("content-example")).expect("the example can be read");
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Compares with the file of that name, or writes it when asked to.
fn compare(name: &str, seen: &str, faults: &mut Vec<String>) {
    let path = root().join("tests/golden").join(name);
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(&path, seen).expect("a file can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected != seen {
        let line = expected.lines().zip(seen.lines()).position(|(left, right)| left != right);
        let line = line.unwrap_or_else(|| expected.lines().count().min(seen.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
        faults.push(format!(
            "{name}, line {}:\n  expected {}\n  seen     {}",
            line + 1,
            at(&expected),
            at(seen)
        ));
    }
}

#[test]
fn the_example_is_built_as_it_was_reviewed() {
    let site = site();
    let mut faults = Vec::new();
    let files: Vec<String> = site.tree.iter().map(|(path, _)| path.to_string()).collect();
    compare("files.txt", &(files.join("\n") + "\n"), &mut faults);
    for page in PAGES {
        let bytes = site
            .tree
            .get(&OutPath::fixed(page))
            .unwrap_or_else(|| panic!("there is no page `{page}`"));
        compare(
            &format!("pages/{}", page.replace('/', "-")),
            &String::from_utf8_lossy(bytes),
            &mut faults,
        );
    }
    assert!(
        faults.is_empty(),
        "UPDATE=1 writes what was seen; review it.\n\n{}",
        faults.join("\n\n")
    );
}

#[test]
fn no_golden_page_is_left_over() {
    let kept: BTreeSet<String> = PAGES.iter().map(|page| page.replace('/', "-")).collect();
    for entry in fs::read_dir(root().join("tests/golden/pages")).expect("the folder can be read") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(kept.contains(&name), "tests/golden/pages/{name} is compared with nothing");
    }
}
