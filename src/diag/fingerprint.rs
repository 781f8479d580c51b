//! What a finding is recognized by from one run to the next.
//!
//! CI services compare runs: what is new, what is mended, what somebody has dismissed. A fingerprint therefore holds nothing that moves without the
//! finding having changed: no line number, and not the message, which may count days.

use std::collections::BTreeMap;

use crate::base::digest::Digest;
use crate::diag::Diagnostic;

/// The name of the rule below. Another rule gets another name, so that no service compares what cannot be compared.
pub const VERSION: &str = "annexaFinding/v1";

/// Gives out fingerprints to the findings of one run, which come in the order of their places.
#[derive(Debug, Default)]
pub struct Fingerprints {
    met: BTreeMap<Digest, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding: the digest of its code, its path, its subject, the text of its lines, and how many findings that are
    /// equal in all of these came before it.
    ///
    /// `text` is the text of the file in which it stands, empty when it has none.
    pub fn next(&mut self, diagnostic: &Diagnostic, text: &str) -> Digest {
        let lines = lines(diagnostic, text);
        let subject = diagnostic.subject.as_deref().unwrap_or("");
        let path = diagnostic.span.path.as_str();
        let same = digest(&[VERSION, diagnostic.code.name, path, subject, &lines]);
        let before = self.met.entry(same).or_default();
        let ordinal = before.to_string();
        *before += 1;
        digest(&[&same.to_string(), &ordinal])
    }
}

/// Each part goes in with its length, so that no two lists of parts are the same bytes.
fn digest(parts: &[&str]) -> Digest {
    let mut bytes = String::new();
    for part in parts {
        bytes.push_str(&part.len().to_string());
        bytes.push(':');
        bytes.push_str(part);
    }
    Digest::of(bytes.as_bytes())
}

/// How many bytes before and behind a finding count at most: a line may be as long as a file, and have thousands of findings.
const CONTEXT: usize = 1000;

/// The lines that the finding touches, without the blanks at their ends: indenting a table changes no finding. Of a very long line,
/// what is near the finding.
fn lines(diagnostic: &Diagnostic, text: &str) -> String {
    let range = &diagnostic.span.range;
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end).max(start);
    let from = text.floor_char_boundary(start.saturating_sub(CONTEXT));
    let to = text.floor_char_boundary(end.saturating_add(CONTEXT));
    let (before, after) = (text.get(from..start).unwrap_or(""), text.get(end..to).unwrap_or(""));
    let first = before.rfind('\n').map_or(from, |at| from + at + 1);
    // What ends with a line feed does not touch the line after it.
    let ends_a_line = end > start && text.get(..end).is_some_and(|text| text.ends_with('\n'));
    let last = if ends_a_line { end } else { after.find('\n').map_or(to, |at| end + at) };
    let touched = text.get(first..last).unwrap_or("");
    touched.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;
    use crate::diag::sample::SOME_FAULT;
    use crate::diag::span::Span;

    const TEXT: &str = "+++\nowner = \"ciso\"\nreview_date = 2026-08-17\n+++\n";

    /// The fingerprints of findings about a word, one for each time that the text holds it.
    fn fingerprints(text: &str, word: &str, message: &str, subject: Option<&str>) -> Vec<String> {
        let mut fingerprints = Fingerprints::default();
        text.match_indices(word)
            .map(|(at, _)| {
                let diagnostic = Diagnostic {
                    code: &SOME_FAULT,
                    span: Span::new(&RelPath::fixed("a.md"), at..at + word.len()),
                    message: message.to_owned(),
                    help: None,
                    subject: subject.map(str::to_owned),
                    fix: None,
                };
                fingerprints.next(&diagnostic, text).to_string()
            })
            .collect()
    }

    fn one(text: &str, message: &str, subject: Option<&str>) -> String {
        fingerprints(text, "2026-08-17", message, subject).remove(0)
    }

    #[test]
    fn the_rule_stays_what_it_is() {
        // Another value here means that every dismissed finding of every user comes back: then it is `v2`.
        assert_eq!(
            one(TEXT, "96 days ago", None),
            "475a34837f921a458094161b1509db53b8641714170972527b6f4cc9bdbdf66c"
        );
    }

    #[test]
    fn other_edits_and_other_days_change_nothing() {
        let now = one(TEXT, "96 days ago", None);
        assert_eq!(now, one(TEXT, "97 days ago", None));
        assert_eq!(now, one(&TEXT.replace("owner", "id = \"POL-1\"\n\nowner"), "", None));
        assert_eq!(now, one(&TEXT.replace('\n', "\r\n"), "", None));
        assert_eq!(now, one(&TEXT.replace("review_date", "  review_date"), "", None));
    }

    #[test]
    fn another_line_or_subject_is_another_finding() {
        let now = one(TEXT, "", None);
        assert_ne!(now, one(&TEXT.replace("08-17", "08-17 # late"), "", None));
        assert_ne!(now, one(TEXT, "", Some("A.5.15")));
    }

    #[test]
    fn equal_findings_are_told_apart_by_their_order() {
        let twice = fingerprints("see A.5.1\nsee A.5.1\nsee A.5.1\n", "A.5.1", "", None);
        assert_ne!(twice[0], twice[1]);
        assert_ne!(twice[1], twice[2]);
        assert_eq!(twice[..1], fingerprints("see A.5.1\n", "A.5.1", "", None));
    }

    #[test]
    fn places_of_any_kind_have_lines() {
        let at = |range| Diagnostic {
            code: &SOME_FAULT,
            span: Span::new(&RelPath::fixed("a.md"), range),
            message: String::new(),
            help: None,
            subject: None,
            fix: None,
        };
        let text = "one\n  zwölf  \nthree";
        assert_eq!(lines(&at(0..0), text), "one");
        assert_eq!(lines(&at(0..4), text), "one");
        assert_eq!(lines(&at(1..8), text), "one\nzwölf");
        assert_eq!(lines(&at(8..9), text), "zwölf");
        assert_eq!(lines(&at(usize::MAX..usize::MAX), text), "three");
        assert_eq!(lines(&at(0..9), ""), "");
        let long = format!("one\n{}here{}\nthree", "é".repeat(2000), "é".repeat(2000));
        let here = long.find("here").expect("it is there");
        assert_eq!(
            lines(&at(here..here + 4), &long),
            format!("{0}here{0}", "é".repeat(CONTEXT / 2))
        );
    }
}
