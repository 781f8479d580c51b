//! Findings for the tests of the formats: any text at any place.

use proptest::prelude::{Strategy, prop};
use proptest::strategy::Just;

use crate::base::path::RelPath;
use crate::code;
use crate::diag::code::Level;
use crate::diag::levels::Levels;
use crate::diag::report::Report;
use crate::diag::span::Span;
use crate::diag::{Diagnostic, Findings};

code! {
    /// Something is at fault.
    ///
    /// It is reported always.
    ///
    /// # Why
    /// Somebody might believe it.
    ///
    /// # Mend
    /// Mend it.
    ///
    /// # Example
    /// None.
    SOME_FAULT = "some-fault", Deny
}

code! {
    /// Something could be better.
    ///
    /// # Why
    /// Why not?
    SOME_DOUBT = "some-doubt", Warn
}

code! {
    /// Something is worth knowing.
    ///
    /// # Why
    /// To know it.
    SOME_NEWS = "some-news", Note
}

/// The text of every file.
pub(crate) const TEXT: &str = "title = \"Access\"\ncontrols = [\"A.9.2.1\"]\n[[reviews]]\n";

/// A report about `documents/access.md` with a finding for each level and text: the message, and the help if there is one.
pub(crate) fn report(findings: &[(Level, &str, Option<&str>)]) -> Report {
    report_about("documents/access.md", 30..39, findings)
}

/// A report about a place in a file.
pub(crate) fn report_about(
    path: &str,
    range: std::ops::Range<usize>,
    findings: &[(Level, &str, Option<&str>)],
) -> Report {
    let mut found = Findings::default();
    for (level, message, help) in findings {
        found.push(Diagnostic {
            code: match level {
                Level::Deny => &SOME_FAULT,
                Level::Warn => &SOME_DOUBT,
                Level::Note | Level::Allow => &SOME_NEWS,
            },
            span: Span::new(&RelPath::fixed(path), range.clone()),
            message: (*message).to_owned(),
            help: help.map(str::to_owned),
            subject: None,
            fix: None,
        });
    }
    Report::new(found, Vec::new(), &Levels::default(), |_| Some(TEXT))
}

/// Reports with up to a dozen findings whose texts and paths try to break out.
pub(crate) fn reports() -> impl Strategy<Value = Report> {
    let level = prop::sample::select(vec![Level::Deny, Level::Warn, Level::Note]);
    let path = "[a-z :%,&<>\"'|`@#é\u{202E}]{1,12}(/[a-z.]{1,4}x)?".prop_map(|path: String| path);
    let finding = (level, text(), prop::option::of(text()));
    let findings = prop::collection::vec(finding, 0..12);
    (path, 0..60_usize, 0..60_usize, findings).prop_map(|(path, start, length, findings)| {
        let path = if RelPath::new(&path).is_some() { path } else { "x".to_owned() };
        let findings: Vec<_> = findings
            .iter()
            .map(|(level, message, help)| (*level, message.as_str(), help.as_deref()))
            .collect();
        report_about(&path, start..start + length, &findings)
    })
}

/// Texts of any characters, and of those that mean something to a format.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "\n",
        "\r\n",
        "%",
        "%0A",
        "::",
        "::error::",
        ",",
        "]]>",
        "<!--",
        "<b>",
        "</code>",
        "&amp;",
        "\"",
        "'",
        "|",
        "\\|",
        "`",
        "``",
        "@all",
        "#1",
        "https://example.com",
        "www.example.com",
        "![x](y)",
        "[x](javascript:y)",
        "{0}",
        "*a*",
        "_a_",
        "~~a~~",
        "$x$",
        "\u{202E}",
        "\u{1}",
        "\u{1b}[31m",
        "\u{FFFE}",
        "\u{1F600}",
        "ü",
        "\\",
        "a word ",
        "[[ATTACHMENT|/etc/passwd]]",
        "\t",
        "- ",
        "# ",
        "---",
    ];
    let known = prop::sample::select(pieces.to_vec()).prop_map(str::to_owned);
    let piece = proptest::prop_oneof![4 => known, 1 => ".{0,6}", 1 => Just(" ".to_owned())];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}
