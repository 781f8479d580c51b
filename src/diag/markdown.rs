//! Findings as Markdown, for the summary of a CI job or a comment on a merge request. Reads well on GitHub and on GitLab.
//!
//! Whatever an author wrote is text here: it makes no markup, links nowhere and calls nobody. Punctuation that could is written as a character
//! reference, which no Markdown reader takes for markup (CommonMark 0.31.2, 2.5), and a zero-width space parts what the services themselves look
//! for in the text afterwards, such as `@somebody`.

use crate::base::text::{is_hidden, plural};
use crate::diag::code::Level;
use crate::diag::prefix::Prefix;
use crate::diag::report::{Finding, Report};

/// How many findings are listed.
const ROWS: usize = 200;

/// How long the text grows, in bytes. GitHub refuses comments above 65 536 characters, summaries above 1 MiB.
pub(crate) const LONGEST: usize = 60_000;

/// What stands between the title of a table and its first row.
const HEAD: &str = "\n\n| Place | Code | What is wrong | Help |\n| --- | --- | --- | --- |\n";

/// Breaks a word for those who search the text for names, numbers and addresses; unseen by readers.
const BREAK: &str = "&#8203;";

/// Writes a headline and a table for each level, errors first, and at the end how many findings did not fit.
pub fn render(report: &Report, prefix: &Prefix) -> String {
    let mut out = format!("### Annexa: {}\n", report.summary());
    if report.findings().is_empty() {
        out.push_str("\nNo check found anything to mend.\n");
        return out;
    }
    let mut listed = 0;
    'levels: for (level, title) in
        [(Level::Deny, "Errors"), (Level::Warn, "Warnings"), (Level::Note, "Notes")]
    {
        let mut is_first = true;
        for finding in report.findings().iter().filter(|finding| finding.level == level) {
            let row = row(finding, prefix);
            if listed == ROWS || out.len() + row.len() > LONGEST {
                break 'levels;
            }
            if is_first {
                for piece in ["\n#### ", title, HEAD] {
                    out.push_str(piece);
                }
                is_first = false;
            }
            out.push_str(&row);
            listed += 1;
        }
    }
    let hidden = report.findings().len() - listed;
    if hidden > 0 {
        out.push('\n');
        out.push_str(&plural(hidden, "finding more is", "findings more are"));
        out.push_str(" not listed; `annexa check` shows all.\n");
    }
    out
}

fn row(finding: &Finding, prefix: &Prefix) -> String {
    let diagnostic = &finding.diagnostic;
    let place = format!("{}:{}", prefix.path(&diagnostic.span.path), finding.start.line);
    format!(
        "| {} | {} | {} | {} |\n",
        code(&place),
        code(diagnostic.code.name),
        message(&diagnostic.message),
        message(diagnostic.help.as_deref().unwrap_or(""))
    )
}

/// A message, its names in backticks as code. Where the backticks do not come in pairs, they are text.
fn message(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escaped(text);
    }
    let piece = |(at, piece): (usize, &&str)| match (at % 2, *piece) {
        (0, text) => escaped(text),
        (_, "") => escaped("``"),
        (_, name) => code(name),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// Text in the type of code: between backticks where they can hold it, else between tags.
pub(crate) fn code(text: &str) -> String {
    let is_plain = |character: char| !is_hidden(character) && !matches!(character, '`' | '|');
    if !text.is_empty() && text.chars().all(is_plain) && text.trim() == text {
        format!("`{text}`")
    } else {
        format!("<code>{}</code>", escaped(text))
    }
}

/// Text that is nothing but text in a cell of a table.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            hidden if is_hidden(hidden) => {
                out.push_str(&escaped(&hidden.escape_unicode().to_string()));
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '|' => {
                refer(&mut out, character);
            }
            '@' | '#' | '!' | '%' | '~' | '&' | '$' | '^' => {
                refer(&mut out, character);
                out.push_str(BREAK);
            }
            ':' if rest.as_str().starts_with("//") => {
                out.push(':');
                out.push_str(BREAK);
            }
            '.' if ends_with_www(&out) => {
                out.push('.');
                out.push_str(BREAK);
            }
            other => out.push(other),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    let end = text.len().checked_sub(3).and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// A character reference: the character itself to readers, and markup to nobody.
fn refer(out: &mut String, character: char) {
    out.push_str("&#");
    out.push_str(&u32::from(character).to_string());
    out.push(';');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sample::{report, report_about, reports};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    use snapbox::{assert_data_eq, str};
    use std::path::Path;

    #[test]
    fn findings_are_tables_by_level() {
        let report = report(&[
            (Level::Note, "a note", None),
            (Level::Deny, "`A.9.2.1` is `a|b`, @all | <b>", Some("write `A.5.16`")),
        ]);
        let prefix = Prefix::of(Path::new("isms"), Path::new("/srv"));
        assert_data_eq!(
            render(&report, &prefix),
            str![[r"
### Annexa: 1 error, 1 note

#### Errors

| Place | Code | What is wrong | Help |
| --- | --- | --- | --- |
| `isms/documents/access.md:2` | `some-fault` | `A.9.2.1` is <code>a&#124;b</code>, &#64;&#8203;all &#124; &#60;b&#62; | write `A.5.16` |

#### Notes

| Place | Code | What is wrong | Help |
| --- | --- | --- | --- |
| `isms/documents/access.md:2` | `some-news` | a note |  |

"]]
        );
    }

    #[test]
    fn without_findings_it_says_so() {
        assert_eq!(
            render(&report(&[]), &Prefix::default()),
            "### Annexa: no findings\n\nNo check found anything to mend.\n"
        );
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let messages: Vec<String> = (0..300).map(|number| format!("number {number}")).collect();
        let findings: Vec<_> =
            messages.iter().map(|text| (Level::Warn, text.as_str(), None)).collect();
        let text = render(&report(&findings), &Prefix::default());
        assert_eq!(text.matches("| `documents/access.md:2` |").count(), ROWS);
        assert!(
            text.ends_with("\n100 findings more are not listed; `annexa check` shows all.\n"),
            "{text}"
        );

        let long = "long ".repeat(LONGEST);
        let text = render(
            &report(&[(Level::Warn, &long, None), (Level::Deny, "short", None)]),
            &Prefix::default(),
        );
        assert!(text.len() < LONGEST + 1000 && text.contains("short"), "{}", text.len());
        assert!(text.ends_with("\n1 finding more is not listed; `annexa check` shows all.\n"));
    }

    #[test]
    fn a_path_with_a_backtick_is_code_all_the_same() {
        let report = report_about("a`b.md", 0..0, &[(Level::Note, "odd ` one", None)]);
        let text = render(&report, &Prefix::default());
        assert!(
            text.contains("| <code>a&#96;b.md:1</code> | `some-news` | odd &#96; one |  |"),
            "{text}"
        );
    }

    /// What a reader sees in the cells of the tables, row by row; anything but text and code is a fault.
    fn cells(text: &str) -> Vec<Vec<String>> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut in_cell = false;
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    in_cell = true;
                    rows.last_mut().expect("a row").push(String::new());
                }
                Event::End(TagEnd::TableCell) => in_cell = false,
                Event::Text(piece) | Event::Code(piece) if in_cell => {
                    rows.last_mut()
                        .and_then(|row| row.last_mut())
                        .expect("a cell")
                        .push_str(&piece);
                }
                Event::InlineHtml(tag) => assert!(matches!(&*tag, "<code>" | "</code>"), "{tag}"),
                Event::Start(Tag::Table(_) | Tag::Heading { .. } | Tag::Paragraph)
                | Event::End(_)
                | Event::Text(_)
                | Event::Code(_) => {}
                other => panic!("{other:?}"),
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn any_text_is_text(report in reports()) {
            let text = render(&report, &Prefix::default());
            prop_assert!(!text.chars().any(|character| is_hidden(character) && character != '\n'));
            let rows: Vec<_> = cells(&text).into_iter().filter(|row| row[0] != "Place").collect();
            prop_assert_eq!(rows.len(), report.findings().len());
            let mut findings = report.findings().to_vec();
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
            for (row, finding) in rows.iter().zip(&findings) {
                prop_assert_eq!(row.len(), 4);
                prop_assert_eq!(&row[1], finding.diagnostic.code.name);
                let seen = |text: &str| {
                    text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{200B}' | '`')).collect::<String>()
                };
                let mut written = String::new();
                for character in finding.diagnostic.message.chars() {
                    match character {
                        hidden if is_hidden(hidden) && !matches!(hidden, '\n' | '\r' | '\t') => written.extend(hidden.escape_unicode()),
                        other => written.push(other),
                    }
                }
                prop_assert_eq!(seen(&row[2]), seen(&written));
            }
        }
    }
}
