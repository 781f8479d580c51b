//! What holds of every finding, and of every format that findings are written in.

use annexa::base::text::is_hidden;
use annexa::diag::fix::Fix;
use annexa::diag::human::Style;
use annexa::diag::prefix::Prefix;
use annexa::diag::report::Report;
use annexa::diag::{Diagnostic, github, gitlab, human, json, junit, markdown, sarif};
use annexa::load::Sources;
use serde_json::Value;

/// Every finding stands in its file, and every format can be written and read.
pub(crate) fn hold(report: &Report, sources: &Sources) {
    let waived = report.waived().iter().map(|waived| &waived.finding);
    for finding in report.findings().iter().chain(waived) {
        let text = sources.legible(&finding.diagnostic.span.path).unwrap_or("");
        stands_in(&finding.diagnostic, text);
        assert!(finding.start.line >= 1 && finding.start.column >= 1, "{finding:?}");
        assert!(finding.start <= finding.end, "{finding:?}");
    }
    let prefix = Prefix::default();
    let plain = human::render(report, Style::Plain, |path| sources.legible(path));
    acts_not("the text for people", &plain);
    human::render(report, Style::Colored, |path| sources.legible(path));
    let listed = is_json(&json::render(report));
    let findings = listed["findings"].as_array().map_or(0, Vec::len);
    assert_eq!(findings, report.findings().len(), "the JSON lists other findings");
    is_json(&sarif::render(report, &prefix));
    is_json(&gitlab::render(report, &prefix));
    is_xml(junit::render(report, &prefix).as_bytes());
    acts_not("the Markdown", &markdown::render(report, &prefix));
    for line in github::render(report, &prefix).lines() {
        let counts = line.split_once(" more: ").is_some_and(|(counts, _)| {
            counts.starts_with(|digit: char| digit.is_ascii_digit()) && !counts.contains(':')
        });
        assert!(line.starts_with("::") || counts, "a line is no command: {line:?}");
        acts_not("a command", line);
    }
}

/// The finding stands in the text, between characters; its words are one line in which nothing acts.
pub(crate) fn stands_in(found: &Diagnostic, text: &str) {
    let range = &found.span.range;
    assert!(text.get(range.clone()).is_some(), "{} bytes do not hold {found:?}", text.len());
    for words in std::iter::once(&found.message).chain(&found.help) {
        assert!(!words.is_empty() && !words.contains(is_hidden), "{found:?}");
    }
    if let Some(Fix::Edits(edits)) = &found.fix {
        for edit in edits {
            assert!(text.get(edit.range.clone()).is_some(), "outside of the text: {found:?}");
        }
    }
}

#[track_caller]
fn acts_not(what: &str, text: &str) {
    let hidden = text.chars().find(|letter| is_hidden(*letter) && *letter != '\n');
    assert!(hidden.is_none(), "{what} holds {hidden:?}: {text:?}");
}

/// The value that a text holds.
#[track_caller]
pub(crate) fn is_json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("no JSON ({error}): {text:?}"))
}

/// The bytes are XML whose tags end where they must.
#[track_caller]
pub(crate) fn is_xml(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("XML is text");
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("no XML ({error}): {text:?}"),
        }
    }
}
