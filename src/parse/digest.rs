//! What is digested of a text under control: the text that people read, its summary and key points among it, and the attributes that were
//! approved with it.
//!
//! The digest answers one question: is this the text that was approved? Approvals, reviews, history, review dates, version and status
//! stay outside, so recording that a text was approved does not change it. Neither do the ends of lines, blanks at the end of a line,
//! blank lines around the body, or the two ways in which Unicode writes the same accented letter (NFC, UAX 15).
//!
//! What sums the text up for readers (`summary`, `key_points` and `questions`) stay outside as well.
//!
//! [`text_of`] and [`text_of_statement`] are the exact text whose SHA-256 is taken; `annexa digest ID --text` prints it, so that anybody can
//! compute the digest with another program.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::base::text::natural_order;
use crate::diag::span::Spanned;
use crate::parse::document::Document;
use crate::parse::soa::{Row, SoaFile};
use crate::parse::word::Word;

/// The first line: another way of writing the text gets another number, so that old digests are told apart.
const FORM: &str = "annexa-text 1";

/// The text of a document that its digest is taken of: the attributes, one on a line, an empty line, and the body.
pub fn text_of(document: &Document) -> String {
    let front = &document.front;
    let mut text = Text::new();
    text.line("title", &document.title());
    text.line("type", document.kind().word());
    text.value("classification", front.classification.as_ref());
    text.value("owner", front.owner.as_ref());
    text.list("audience", front.audience.iter().map(String::as_str));
    text.list("control", front.controls.iter().map(|control| control.value.as_str()));
    text.list("clause", front.clauses.iter().map(|clause| clause.value.as_str()));
    text.line("summary", front.summary.as_deref().unwrap_or(""));
    for point in &front.key_points {
        text.line("key-point", point);
    }
    text.body(document.text.get(document.body.range.clone()).unwrap_or(""));
    text.0
}

/// The text of the Statement of Applicability that its digest is taken of: which controls are necessary, which are not, and why
/// (ISO/IEC 27001:2022, 6.1.3 d), a control after the other.
///
/// How far a control is in place, how it is carried out, by whom, by when and with which evidence changes from day to day: these are facts,
/// not decisions, and not part of it.
pub fn text_of_statement(soa: &SoaFile) -> String {
    let mut text = Text::new();
    text.line("title", &soa.title);
    text.value("framework", soa.framework.as_ref());
    text.value("classification", soa.classification.as_ref());
    text.value("owner", soa.owner.as_ref());
    let mut rows: Vec<&Row> = soa.rows.iter().collect();
    rows.sort_by(|left, right| natural_order(&left.control.value, &right.control.value));
    for row in rows.into_iter().filter(|row| row.applicable.is_some()) {
        text.0.push('\n');
        text.value("control", Some(&row.control));
        if let Some(title) = &row.title {
            text.line("title", title);
        }
        let applies = row.applicable.as_ref().is_some_and(|applicable| applicable.value);
        text.line("applicable", if applies { "yes" } else { "no" });
        text.list("reason", row.reasons.iter().map(|reason| reason.value.word()));
        text.value("justification", row.justification.as_ref());
        text.value("exclusion", row.exclusion.as_ref());
    }
    text.0
}

/// A text that grows by lines.
struct Text(String);

impl Text {
    fn new() -> Self {
        Self(format!("{FORM}\n"))
    }

    /// An attribute. What is left out and what is empty are the same.
    fn line(&mut self, name: &str, value: &str) {
        // One line for each, whatever the value holds: no value can pass for another attribute.
        let value: Vec<&str> = value.split_whitespace().collect();
        if !value.is_empty() {
            self.0.push_str(name);
            self.0.push_str(": ");
            self.0.extend(value.join(" ").nfc());
            self.0.push('\n');
        }
    }

    fn value(&mut self, name: &str, value: Option<&Spanned<String>>) {
        self.line(name, value.map_or("", |value| value.value.as_str()));
    }

    /// A list whose order means nothing.
    fn list<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        let mut values: Vec<&str> = values.collect();
        values.sort_unstable();
        values.dedup();
        for value in values {
            self.line(name, value);
        }
    }

    fn body(&mut self, body: &str) {
        self.0.push('\n');
        let body = if body.contains('\r') {
            Cow::Owned(body.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(body)
        };
        // The end of a line combines with nothing, and most lines are in the normal form as they are.
        let lines: Vec<Cow<'_, str>> = body.lines().map(normal_line).collect();
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
        for line in lines.get(first..last).unwrap_or_default() {
            self.0.push_str(line);
            self.0.push('\n');
        }
    }
}

/// A line in the normal form, without blanks at its end.
fn normal_line(line: &str) -> Cow<'_, str> {
    if line.is_ascii() {
        return Cow::Borrowed(line.trim_end());
    }
    let line: String = line.nfc().collect();
    Cow::Owned(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::digest::Digest;
    use crate::base::path::RelPath;
    use crate::diag::Findings;
    use crate::parse;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        let path = RelPath::fixed("documents/access.md");
        text_of(&parse::document::parse(&path, &text.into(), &mut Findings::default()))
    }

    const POLICY: &str = "+++\nid = \"POL-1\"\nowner = \"ciso\"\ncontrols = [\"A.5.2\", \"A.5.1\"]\nversion = \"1.0\"\n+++\n\n# Café\n\nAsk first.\n";

    #[test]
    fn the_text_is_what_was_approved_and_nothing_else() {
        assert_eq!(
            read(POLICY),
            "annexa-text 1\ntitle: Café\ntype: policy\nowner: ciso\ncontrol: A.5.1\ncontrol: A.5.2\n\n# Café\n\nAsk first.\n"
        );
    }

    #[test]
    fn the_trail_and_the_form_of_the_text_change_nothing() {
        let same = [
            POLICY.replace('\n', "\r\n"),
            POLICY.replace("first.", "first.  "),
            POLICY.replace("version = \"1.0\"", "version = \"1.1\"\nstatus = \"draft\"\nreview_date = 2027-01-01\n[[reviews]]\ndate = 2026-01-01"),
            POLICY.replace("\"A.5.2\", \"A.5.1\"", "\"A.5.1\", \"A.5.2\""),
            POLICY.replace('é', "e\u{301}"),
            format!("{POLICY}\n\n"),
        ];
        for other in same {
            assert_eq!(read(&other), read(POLICY), "{other}");
        }
    }

    #[test]
    fn a_word_and_an_approved_attribute_change_it() {
        let others = [
            POLICY.replace("Ask", "Never ask"),
            POLICY.replace("ciso", "cto"),
            POLICY.replace(", \"A.5.1\"", ""),
            POLICY.replace("id =", "classification = \"internal\"\nid ="),
            POLICY.replace("id =", "type = \"standard\"\nid ="),
            POLICY.replace("Ask", "\n    Ask"),
            POLICY.replace("id =", "summary = \"Ask.\"\nid ="),
            POLICY.replace("id =", "key_points = [\"Ask.\", \"Wait.\"]\nid ="),
            POLICY.replace("id =", "key_points = [\"Wait.\", \"Ask.\"]\nid ="),
        ];
        for other in others {
            assert_ne!(read(&other), read(POLICY), "{other}");
        }
    }

    #[test]
    fn the_digest_is_the_one_that_other_programs_compute() {
        // printf 'annexa-text 1\ntitle: A\ntype: policy\n\n# A\n' | sha256sum
        let expected = "82de040009882ec19376627495fbc6f72cc2cabc7990cb5c5e25a885b669c31e";
        let digest = Digest::of(read("# A\n").as_bytes()).to_string();
        assert_eq!(digest, expected);
    }

    proptest! {
        #[test]
        fn no_title_passes_for_another_attribute(title in "[a-z:\\n ]{0,30}") {
            let text = POLICY.replace("id =", &format!("title = \"\"\"\n{title}\"\"\"\nid ="));
            let head = read(&text).split("\n\n").next().map(|head| head.lines().count());
            prop_assert!(head.is_some_and(|lines| lines <= 6));
        }
    }
}
