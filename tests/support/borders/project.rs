//! A whole project: whatever its files hold, there is a site whose pages are plain, and every finding stands where it says.

use std::sync::LazyLock;

use annexa::pipeline::{Memo, Options, Outcome, build_with};

use super::{container, findings, site};

/// What runs leave for the next one: the templates above all, which are the same for every input.
static MEMO: LazyLock<Memo> = LazyLock::new(Memo::default);

/// The day of all runs.
pub(crate) fn today() -> annexa::base::date::Date {
    "2026-11-21".parse().expect("a date")
}

/// Builds the project that the bytes hold.
pub(crate) fn hold(bytes: &[u8]) {
    let sources = container::sources(bytes);
    let options = Options::on(today());
    let run = || {
        let outcome = build_with(&sources, &options, &MEMO, &());
        MEMO.forget_unused();
        outcome
    };
    let outcome = run();
    findings::hold(&outcome.report, &sources);
    site::hold(&outcome.tree, !outcome.report.is_denied());
    // One in eight, by a byte of the input: the second run has the documents of the first, and must say the same.
    if bytes.last().is_some_and(|byte| byte % 8 == 0) {
        is_same(&outcome, &run());
    }
}

fn is_same(one: &Outcome, other: &Outcome) {
    assert!(one.tree == other.tree, "two sites of one input");
    let said = |outcome: &Outcome| format!("{:?}", outcome.report);
    assert_eq!(said(one), said(other), "two reports of one input");
}
