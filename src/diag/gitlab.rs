//! Findings as a code quality report of GitLab, which GitLab compares with that of the target branch in a merge request.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use crate::diag::code::Level;
use crate::diag::prefix::Prefix;
use crate::diag::report::{Finding, Report};

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the report as one line of JSON, with a line feed at its end. An empty array without findings.
pub fn render(report: &Report, prefix: &Prefix) -> String {
    let entries: Vec<Entry> =
        report.findings().iter().map(|finding| entry(finding, prefix)).collect();
    let mut text = serde_json::to_string(&entries).expect("strings and numbers always serialize");
    text.push('\n');
    text
}

fn entry(finding: &Finding, prefix: &Prefix) -> Entry {
    let diagnostic = &finding.diagnostic;
    Entry {
        description: diagnostic.sentences(),
        check_name: diagnostic.code.name,
        fingerprint: finding.fingerprint.to_string(),
        severity: severity(finding.level),
        location: Location {
            path: prefix.path(&diagnostic.span.path),
            lines: Lines { begin: finding.start.line, end: finding.end.line },
        },
    }
}

/// `critical` and `blocker` stay for scanners that find holes in programs.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "major",
        Level::Warn => "minor",
        Level::Note | Level::Allow => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sample::{report, reports};
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn a_finding_has_the_fields_that_gitlab_reads() {
        let report = report(&[(Level::Deny, "`A.9.2.1` is unknown", Some("write `A.5.16`"))]);
        let fingerprint = report.findings()[0].fingerprint;
        let prefix = Prefix::of(Path::new("isms"), Path::new("/srv"));
        assert_eq!(
            render(&report, &prefix),
            format!(
                "[{{\"description\":\"`A.9.2.1` is unknown. Help: write `A.5.16`.\",\"check_name\":\"some-fault\",\
                 \"fingerprint\":\"{fingerprint}\",\"severity\":\"major\",\
                 \"location\":{{\"path\":\"isms/documents/access.md\",\"lines\":{{\"begin\":2,\"end\":2}}}}}}]\n"
            )
        );
    }

    #[test]
    fn no_findings_are_an_empty_array() {
        assert_eq!(render(&report(&[]), &Prefix::default()), "[]\n");
    }

    proptest! {
        #[test]
        fn any_text_is_kept_and_fingerprints_are_unique(report in reports()) {
            let text = render(&report, &Prefix::default());
            let array: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
            let mut fingerprints = BTreeSet::new();
            for (entry, finding) in array.iter().zip(report.findings()) {
                let description = entry["description"].as_str().expect("text");
                prop_assert!(description.starts_with(&finding.diagnostic.message));
                prop_assert!(fingerprints.insert(entry["fingerprint"].to_string()));
            }
            prop_assert_eq!(fingerprints.len(), report.findings().len());
            prop_assert_eq!(text.lines().count(), 1);
        }
    }
}
