//! Findings as workflow commands of GitHub Actions, which GitHub shows beside the lines of a pull request.
//!
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>

use crate::base::text::{list_of, plural};
use crate::diag::code::Level;
use crate::diag::prefix::Prefix;
use crate::diag::report::{Finding, Report};

/// How many annotations of a kind GitHub shows for a step.
const SHOWN: usize = 10;

/// The levels with their commands, and the words for one and for many of them.
const KINDS: [(Level, &str, &str, &str); 3] = [
    (Level::Deny, "error", "error", "errors"),
    (Level::Warn, "warning", "warning", "warnings"),
    (Level::Note, "notice", "note", "notes"),
];

/// Writes a command for each finding, errors first, at most ten of each kind. When that leaves some out, a last line of plain text says how many: as
/// a command it could be one too many itself.
pub fn render(report: &Report, prefix: &Prefix) -> String {
    let mut out = String::new();
    let mut hidden = Vec::new();
    for (level, command, one, many) in KINDS {
        let findings = report.findings().iter().filter(|finding| finding.level == level);
        for finding in findings.take(SHOWN) {
            out.push_str(&line(command, finding, prefix));
        }
        let more = report.count(level).saturating_sub(SHOWN);
        if more > 0 {
            hidden.push(plural(more, one, many));
        }
    }
    if !hidden.is_empty() {
        out.push_str(&list_of(&hidden));
        out.push_str(" more: GitHub shows ten of each kind, `annexa check --format human` all\n");
    }
    out
}

fn line(command: &str, finding: &Finding, prefix: &Prefix) -> String {
    let diagnostic = &finding.diagnostic;
    let (start, end) = (finding.start, finding.end);
    let mut properties = vec![
        ("title", diagnostic.code.name.to_owned()),
        ("file", prefix.path(&diagnostic.span.path)),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    // The runner takes columns only of what lies on one line.
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    }
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&text))
}

/// Escapes what follows a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sample::{report, report_about, reports};
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn a_finding_is_one_command() {
        let report = report_about(
            "a, b: 100%.toml",
            30..39,
            &[(Level::Deny, "`A.9.2.1` is 100% unknown: really", Some("write `A.5.16`"))],
        );
        let prefix = Prefix::of(Path::new("isms"), Path::new("/srv"));
        assert_eq!(
            render(&report, &prefix),
            "::error title=some-fault,file=isms/a%2C b%3A 100%25.toml,line=2,endLine=2,col=14,endColumn=23\
             ::`A.9.2.1` is 100%25 unknown: really%0Ahelp: write `A.5.16`\n"
        );
    }

    #[test]
    fn what_spans_lines_has_no_columns() {
        let report = report_about("a.toml", 0..40, &[(Level::Note, "long", None)]);
        assert_eq!(
            render(&report, &Prefix::default()),
            "::notice title=some-news,file=a.toml,line=1,endLine=3::long\n"
        );
    }

    #[test]
    fn errors_come_first_and_what_is_hidden_is_counted() {
        let messages: Vec<String> = (10..22).map(|number| format!("number {number}")).collect();
        let findings: Vec<_> = messages
            .iter()
            .flat_map(|text| {
                [(Level::Note, text.as_str(), None), (Level::Deny, text.as_str(), None)]
            })
            .chain([(Level::Warn, "only one", None)])
            .collect();
        let text = render(&report(&findings), &Prefix::default());
        let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!((count("::error "), count("::warning "), count("::notice ")), (10, 1, 10));
        assert!(text.starts_with("::error "), "{text}");
        assert_eq!(
            text.lines().last(),
            Some(
                "2 errors and 2 notes more: GitHub shows ten of each kind, `annexa check --format human` all"
            )
        );
    }

    #[test]
    fn no_findings_are_no_output() {
        assert_eq!(render(&report(&[]), &Prefix::default()), "");
    }

    proptest! {
        #[test]
        fn no_text_begins_a_line_or_a_command(report in reports()) {
            let text = render(&report, &Prefix::default());
            let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
            let shown: usize = KINDS.iter().map(|(level, ..)| report.count(*level).min(SHOWN)).sum();
            prop_assert_eq!(commands.len(), shown);
            prop_assert!(text.lines().count() <= shown + 1);
            for command in commands {
                let (head, _) = command[2..].split_once("::").expect("the end of the properties");
                let names: Vec<&str> = head.split_once(' ').expect("properties").1.split(',')
                    .map(|property| property.split('=').next().unwrap_or("")).collect();
                prop_assert!(names.starts_with(&["title", "file", "line", "endLine"]), "{:?}", names);
                prop_assert!(!command.contains('\r'));
            }
        }
    }
}
