//! What `docs/themes.md` shows works as it stands there.

mod support;

use std::path::Path;

use annexa::base::path::{OutPath, RelPath};
use annexa::load::read::read;
use annexa::pipeline::{Options, Outcome, build};
use scraper::{Html, Selector};

use support::page::{Block, blocks};

const DOCS: &str = "docs/themes.md";

/// Builds the example with the files that a section of the page shows.
fn with_files(shown: &[&Block]) -> Outcome {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let mut sources = read(&root).expect("the example can be read");
    for block in shown {
        let path = block.path().expect("a block that is a file");
        let path = RelPath::new(path).expect("a clean path");
        sources.insert(path, block.text().into_bytes());
    }
    build(&sources, &Options::on("2026-11-21".parse().expect("a date")), &())
}

#[test]
fn the_banner_of_the_documentation_is_on_every_page_and_not_on_paper() {
    let all = blocks(DOCS);
    let shown: Vec<&Block> = all.iter().filter(|block| block.path().is_some()).collect();
    let paths: Vec<&str> = shown.iter().filter_map(|block| block.path()).collect();
    assert_eq!(paths, ["theme/templates/base.html", "theme/static/house.css"]);
    let outcome = with_files(&shown);
    assert!(!outcome.report.is_denied(), "{:#?}", outcome.report.findings());

    let notice = Selector::parse("body > aside.notice[aria-label]").expect("a selector");
    let sheets = Selector::parse("link[rel=stylesheet]").expect("a selector");
    let (mut count, mut faults) = (0, Vec::new());
    for (path, bytes) in outcome.tree.iter() {
        let is_page = RelPath::new(path.as_str()).is_some_and(|path| path.extension() == "html");
        // The pages to be printed and the one to be mailed are made without `base.html`.
        let is_alone = path.as_str().starts_with("print") || path.as_str() == "downloads/soa.html";
        if !is_page || is_alone {
            continue;
        }
        let page = Html::parse_document(&String::from_utf8_lossy(bytes));
        let house = format!("{}static/house.css", path.to_root());
        let last = page.select(&sheets).filter_map(|link| link.attr("href")).next_back();
        let is_linked = last.is_some_and(|href| href.ends_with(&house));
        if page.select(&notice).count() != 1 || !is_linked {
            faults.push(path.to_string());
        }
        count += 1;
    }
    assert!(count > 200, "only {count} pages were looked at");
    assert!(faults.is_empty(), "these pages lack the banner:\n{}", faults.join("\n"));
    let sheet = OutPath::fixed("static/house.css");
    let sheet = String::from_utf8_lossy(outcome.tree.get(&sheet).expect("the style sheet"));
    assert!(sheet.contains("@media print { .notice { display: none; } }"), "{sheet}");
}
