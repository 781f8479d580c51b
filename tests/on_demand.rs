//! A site made on demand is the site that a build writes: byte for byte, warm and cold.

mod support;

use std::sync::Arc;

use annexa::base::path::OutPath;
use annexa::load::Sources;
use annexa::pipeline::on_demand::OnDemand;
use annexa::pipeline::{self, Memo, Options};

fn options() -> Options {
    Options::on("2026-11-21".parse().expect("a date"))
}

/// The site of these files made on demand, with what earlier runs left, is the one that a build makes.
#[track_caller]
fn assert_same(sources: &Sources, memo: &Memo) {
    let built = pipeline::build(sources, &options(), &|_, _| {});
    let site = OnDemand::new(Arc::new(sources.clone()), options().today, memo, None);
    for (path, bytes) in built.tree.iter() {
        let made = site.file(path).unwrap_or_else(|| panic!("`{path}` is not made on demand"));
        let made = made.unwrap_or_else(|error| panic!("`{path}`: {error}"));
        assert!(made == bytes, "`{path}` differs");
    }
    for path in ["documents/not-there.html", "search/text-99999.js", "static/none.css"] {
        assert!(site.file(&OutPath::fixed(path)).is_none(), "`{path}` is made from nothing");
    }
    let report = site.report(&options().strictness);
    assert_eq!(report.summary(), built.report.summary());
    let lines = |report: &annexa::diag::report::Report| {
        let findings = report.findings().iter();
        findings.map(|finding| (finding.start, finding.diagnostic.clone())).collect::<Vec<_>>()
    };
    assert_eq!(lines(&report), lines(&built.report));
    memo.forget_unused();
}

#[test]
fn the_example_on_demand_is_the_example_built() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let sources = annexa::load::read::read(&root).expect("the example can be read");
    let memo = Memo::default();
    assert_same(&sources, &memo);
    assert_same(&sources, &memo);
}
