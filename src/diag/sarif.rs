//! Findings as SARIF 2.1.0, for code scanning of GitHub, for Jenkins, Azure DevOps and editors.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html>. Of it, this writes what
//! <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support> says is read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::base::url::percent_encoded;
use crate::diag::code::{Code, Level};
use crate::diag::fingerprint;
use crate::diag::human::Style;
use crate::diag::manual::{Block, Manual, markdown, terminal};
use crate::diag::prefix::Prefix;
use crate::diag::report::{Finding, Report};

/// What paths are relative to: the root of the repository, wherever it lies.
const ROOT: &str = "%SRCROOT%";

/// Writes the report as one line of JSON, with a line feed at its end.
pub fn render(report: &Report, prefix: &Prefix) -> String {
    let mut rules: BTreeMap<&str, (usize, &Code)> = BTreeMap::new();
    let waived = || report.waived().iter().map(|waived| &waived.finding);
    for finding in report.findings().iter().chain(waived()) {
        rules.insert(finding.diagnostic.code.name, (0, finding.diagnostic.code));
    }
    for (index, rule) in rules.values_mut().enumerate() {
        rule.0 = index;
    }
    let of = |finding: &Finding| {
        let index = rules.get(finding.diagnostic.code.name).map(|(index, _)| *index);
        result(finding, index, prefix)
    };
    let reported = report.findings().iter().map(of);
    let suppressed = report.waived().iter().map(|waived| {
        let mut result = of(&waived.finding);
        let why = format!("{} Waived until {}.", waived.reason, waived.until);
        result["suppressions"] =
            json!([{ "kind": "external", "status": "accepted", "justification": why }]);
        result
    });
    let results: Vec<Value> = reported.chain(suppressed).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "Annexa",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.values().map(|(_, code)| rule(code)).collect::<Vec<_>>(),
                }
            },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The working directory: in CI, the root of the repository." } }
            },
            // A finding is an answer: a run that could not be carried out writes no report at all.
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }]
    });
    format!("{log}\n")
}

fn result(finding: &Finding, rule_index: Option<usize>, prefix: &Prefix) -> Value {
    let diagnostic = &finding.diagnostic;
    json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": rule_index,
        "level": level(finding.level),
        "message": { "text": literal(&diagnostic.sentences()) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&prefix.path(&diagnostic.span.path)), "uriBaseId": ROOT },
                "region": {
                    "startLine": finding.start.line,
                    "startColumn": finding.start.column,
                    "endLine": finding.end.line,
                    "endColumn": finding.end.column,
                }
            }
        }],
        "partialFingerprints": { fingerprint::VERSION: finding.fingerprint.to_string() },
    })
}

/// The manual page of a code, in the parts that SARIF knows.
fn rule(code: &Code) -> Value {
    let manual = Manual::of(code);
    let about =
        manual.sections.first().map(|section| section.blocks.as_slice()).unwrap_or_default();
    let about: Vec<&str> = about
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(text) | Block::Item(text) => Some(text.as_str()),
            Block::Code { .. } => None,
        })
        .collect();
    json!({
        "id": code.name,
        "name": pascal_case(code.name),
        "shortDescription": { "text": manual.sentence() },
        "fullDescription": { "text": as_long_as_shown(&about) },
        "help": { "text": terminal::page(code, Style::Plain, 80), "markdown": markdown::page(code) },
        "defaultConfiguration": { "level": level(code.level) },
    })
}

/// As many of the pieces as GitHub takes of a rule: its `help` has all of them.
fn as_long_as_shown(pieces: &[&str]) -> String {
    const LONGEST: usize = 1024;
    let mut shown = String::new();
    for piece in pieces {
        if shown.len() + piece.len() >= LONGEST {
            break;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(piece);
    }
    shown
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note => "note",
        Level::Allow => "none",
    }
}

/// Escapes what a reader of messages would take for a placeholder (3.11.5) or a link (3.11.6). Brackets alone mean nothing and stay.
fn literal(text: &str) -> String {
    let text = text.replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
    } else {
        text
    }
}

/// A relative reference (RFC 3986, 4.2): each folder encoded on its own, so that no colon makes a scheme of the first.
fn uri(path: &str) -> String {
    path.split('/').map(percent_encoded).collect::<Vec<_>>().join("/")
}

/// `review-overdue` as `ReviewOverdue`, the form that SARIF has for names.
fn pascal_case(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    };
    name.split('-').map(word).collect::<Vec<String>>().concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::url::percent_decoded;
    use crate::diag::sample::{report, reports};
    use proptest::prelude::*;
    use std::path::Path;

    fn run(report: &Report, prefix: &Prefix) -> Value {
        let log: Value = serde_json::from_str(&render(report, prefix)).expect("JSON");
        assert_eq!(log["version"], "2.1.0");
        log["runs"][0].clone()
    }

    #[test]
    fn a_finding_is_a_result_with_a_rule() {
        let report = report(&[
            (Level::Warn, "`{0}` is [odd](x)", None),
            (Level::Deny, "`A.9.2.1` is unknown", Some("write `[[reviews]]`")),
        ]);
        let run = run(&report, &Prefix::of(Path::new("my isms"), Path::new("/srv")));
        let rules = &run["tool"]["driver"]["rules"];
        assert_eq!(
            (&rules[0]["id"], &rules[1]["id"]),
            (&json!("some-doubt"), &json!("some-fault"))
        );
        assert_eq!(
            rules[1],
            json!({
                "id": "some-fault",
                "name": "SomeFault",
                "shortDescription": { "text": "Something is at fault." },
                "fullDescription": { "text": "Something is at fault. It is reported always." },
                "help": rules[1]["help"],
                "defaultConfiguration": { "level": "error" },
            })
        );
        let help = rules[1]["help"]["text"].as_str().unwrap_or("");
        assert!(help.contains("Why it matters\n    Somebody might believe it.\n"), "{help}");
        assert_eq!(
            run["results"][1],
            json!({
                "ruleId": "some-fault",
                "ruleIndex": 1,
                "level": "error",
                "message": { "text": "`A.9.2.1` is unknown. Help: write `[[reviews]]`." },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": "my%20isms/documents/access.md", "uriBaseId": "%SRCROOT%" },
                        "region": { "startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 23 },
                    }
                }],
                "partialFingerprints": { "annexaFinding/v1": report.findings()[1].fingerprint.to_string() },
            })
        );
        assert_eq!(run["results"][0]["message"]["text"], "`{{0}}` is \\[odd\\](x)");
    }

    #[test]
    fn no_findings_are_a_run_without_results() {
        let run = run(&report(&[]), &Prefix::default());
        assert_eq!(run["results"], json!([]));
        assert_eq!(run["invocations"], json!([{ "executionSuccessful": true }]));
    }

    proptest! {
        #[test]
        fn any_text_and_any_path_are_kept(report in reports()) {
            let run = run(&report, &Prefix::default());
            let results = run["results"].as_array().expect("an array");
            prop_assert_eq!(results.len(), report.findings().len());
            for (result, finding) in results.iter().zip(report.findings()) {
                let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
                let uri = place["uri"].as_str().expect("text");
                prop_assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':'));
                let path = percent_decoded(uri).expect("text");
                prop_assert_eq!(&path, finding.diagnostic.span.path.as_str());
                let text = result["message"]["text"].as_str().expect("text");
                if !text.contains(['{', '}', ']']) {
                    prop_assert!(text.starts_with(&finding.diagnostic.message));
                }
                let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
                prop_assert_eq!(&run["tool"]["driver"]["rules"][rule]["id"], &result["ruleId"]);
            }
        }
    }
}
