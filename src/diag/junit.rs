//! Findings as test results in the XML that JUnit made common, for CI services that show tests. The only file that names `quick_xml`.
//!
//! There is no standard; this keeps to what Jenkins and GitLab read (<https://docs.gitlab.com/ci/testing/unit_test_reports/>). Both group by
//! `classname`, compare runs by name, and take one of several cases with equal names: so a code is a class, a case is named after what the
//! finding is about, never after its line or its message, and no name comes twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use crate::diag::code::Level;
use crate::diag::prefix::Prefix;
use crate::diag::report::{Finding, Report};

/// Writes one suite for each code and one case for each finding. Only what denies has failed; warnings and notes are cases that passed and say so in
/// their output. Without findings there is one case that passed: readers take a report without cases for a broken one.
pub fn render(report: &Report, prefix: &Prefix) -> String {
    let mut suites: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings() {
        suites.entry(finding.diagnostic.code.name).or_default().push(finding);
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut writer, &suites, report, prefix).expect("writing to memory does not fail");
    let mut text = String::from_utf8(writer.into_inner()).expect("only text was written");
    text.push('\n');
    text
}

fn write(
    writer: &mut Writer<Vec<u8>>,
    suites: &BTreeMap<&str, Vec<&Finding>>,
    report: &Report,
    prefix: &Prefix,
) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let tests = report.findings().len().max(1).to_string();
    let failures = report.count(Level::Deny).to_string();
    writer
        .create_element("testsuites")
        .with_attributes([("name", "annexa"), ("tests", &tests), ("failures", &failures)])
        .write_inner_content(|writer| {
            for (code, findings) in suites {
                write_suite(writer, code, findings, prefix)?;
            }
            if suites.is_empty() { write_nothing_found(writer) } else { Ok(()) }
        })?;
    Ok(())
}

fn write_nothing_found(writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let counts = [("tests", "1"), ("failures", "0"), ("errors", "0"), ("skipped", "0")];
    writer
        .create_element("testsuite")
        .with_attribute(("name", "annexa"))
        .with_attributes(counts)
        .write_inner_content(|writer| {
        let case = [("classname", "annexa"), ("name", "no findings")];
        writer.create_element("testcase").with_attributes(case).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn write_suite(
    writer: &mut Writer<Vec<u8>>,
    code: &str,
    findings: &[&Finding],
    prefix: &Prefix,
) -> io::Result<()> {
    let tests = findings.len().to_string();
    let failed = findings.iter().filter(|finding| finding.level == Level::Deny).count().to_string();
    let mut names = Names::default();
    writer
        .create_element("testsuite")
        .with_attributes([("name", code), ("tests", &tests), ("failures", &failed)])
        .with_attributes([("errors", "0"), ("skipped", "0")])
        .write_inner_content(|writer| {
            for finding in findings {
                write_case(writer, finding, &name(finding, &mut names), prefix)?;
            }
            Ok(())
        })?;
    Ok(())
}

/// The names of a suite, none twice.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    /// The last number that each name got: counting from the start again would cost the square.
    numbers: BTreeMap<String, usize>,
}

/// The path and the subject, with a number where that was there before.
fn name(finding: &Finding, names: &mut Names) -> String {
    let path = finding.diagnostic.span.path.as_str();
    let name = match &finding.diagnostic.subject {
        Some(subject) => allowed(&format!("{path}: {subject}")),
        None => allowed(path),
    };
    let mut numbered = name.clone();
    let number = names.numbers.entry(name.clone()).or_insert(1);
    while !names.taken.insert(numbered.clone()) {
        *number += 1;
        numbered = format!("{name} ({number})");
    }
    numbered
}

fn write_case(
    writer: &mut Writer<Vec<u8>>,
    finding: &Finding,
    name: &str,
    prefix: &Prefix,
) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let code = diagnostic.code.name;
    let path = allowed(&prefix.path(&diagnostic.span.path));
    let (line, column) = (finding.start.line.to_string(), finding.start.column);
    let message = allowed(&diagnostic.message);
    let help = diagnostic.help.as_ref().map(|help| allowed(&format!("help: {help}\n")));
    let (help, why) = (help.unwrap_or_default(), diagnostic.code.why());
    let text = format!("{path}:{line}:{column}: {message}\n{help}why: {why}\n");
    writer
        .create_element("testcase")
        .with_attributes([("classname", format!("annexa.{code}").as_str()), ("name", name)])
        .with_attributes([("file", path.as_str()), ("line", &line)])
        .write_inner_content(|writer| {
            if finding.level == Level::Deny {
                writer
                    .create_element("failure")
                    .with_attributes([("message", message.as_str()), ("type", code)])
                    .write_text_content(BytesText::new(&text))?;
            } else {
                let word = if finding.level == Level::Warn { "warning" } else { "note" };
                // Jenkins and GitLab attach the file that `[[ATTACHMENT|…]]` in an output names: not on an author's word.
                let text = format!("{word}: {text}").replace("[[ATTACHMENT", "[ [ATTACHMENT");
                writer.create_element("system-out").write_text_content(BytesText::new(&text))?;
            }
            Ok(())
        })?;
    Ok(())
}

/// Writes out the characters that no XML document may hold, not even escaped (XML 1.0, 2.2).
fn allowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => {
                out.push(character);
            }
            other => out.extend(other.escape_unicode()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::sample::{report, reports};
    use proptest::prelude::*;
    use quick_xml::reader::Reader;
    use snapbox::{IntoData, assert_data_eq, str};
    use std::path::Path;

    #[test]
    fn what_denies_fails_and_the_rest_passes() {
        let report = report(&[
            (Level::Deny, "`A.9.2.1` is \"unknown\" & <odd>\u{1b}", Some("write `A.5.16`")),
            (Level::Deny, "the same again", None),
            (Level::Warn, "[[ATTACHMENT|/etc/passwd]] ]]>", None),
        ]);
        let prefix = Prefix::of(Path::new("isms"), Path::new("/srv"));
        assert_data_eq!(
            render(&report, &prefix),
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="annexa" tests="3" failures="2">
  <testsuite name="some-doubt" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="annexa.some-doubt" name="documents/access.md" file="isms/documents/access.md" line="2">
      <system-out>warning: isms/documents/access.md:2:14: [ [ATTACHMENT|/etc/passwd]] ]]&gt;
why: Why not?
</system-out>
    </testcase>
  </testsuite>
  <testsuite name="some-fault" tests="2" failures="2" errors="0" skipped="0">
    <testcase classname="annexa.some-fault" name="documents/access.md" file="isms/documents/access.md" line="2">
      <failure message="`A.9.2.1` is &quot;unknown&quot; &amp; &lt;odd&gt;\u{1b}" type="some-fault">isms/documents/access.md:2:14: `A.9.2.1` is &quot;unknown&quot; &amp; &lt;odd&gt;\u{1b}
help: write `A.5.16`
why: Somebody might believe it.
</failure>
    </testcase>
    <testcase classname="annexa.some-fault" name="documents/access.md (2)" file="isms/documents/access.md" line="2">
      <failure message="the same again" type="some-fault">isms/documents/access.md:2:14: the same again
why: Somebody might believe it.
</failure>
    </testcase>
  </testsuite>
</testsuites>

"#]].raw()
        );
    }

    #[test]
    fn without_findings_one_case_passes() {
        assert_data_eq!(
            render(&report(&[]), &Prefix::default()),
            str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="annexa" tests="1" failures="0">
  <testsuite name="annexa" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="annexa" name="no findings"/>
  </testsuite>
</testsuites>

"#]]
        );
    }

    /// The elements with their texts and attributes, as a reader gives them back.
    fn read(text: &str) -> Vec<(String, String)> {
        let mut reader = Reader::from_str(text);
        let mut found: Vec<(String, String)> = Vec::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) | Event::Empty(start) => {
                    let name = start.name().as_ref().to_owned();
                    for attribute in start.attributes() {
                        attribute.expect("a sound attribute");
                    }
                    found.push((name, String::new()));
                }
                Event::Text(piece) => {
                    let piece = piece.into_inner();
                    found.last_mut().into_iter().for_each(|(_, text)| text.push_str(&piece));
                }
                Event::GeneralRef(reference) => {
                    let name = reference.into_inner();
                    let text = quick_xml::escape::unescape(&format!("&{name};"))
                        .expect("known")
                        .into_owned();
                    found.last_mut().into_iter().for_each(|(_, all)| all.push_str(&text));
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_well_formed_and_comes_back(report in reports()) {
            let text = render(&report, &Prefix::default());
            prop_assert!(text.chars().all(|character| allowed(&character.to_string()).chars().count() == 1));
            let elements = read(&text);
            let count = |name: &str| elements.iter().filter(|(element, _)| element == name).count();
            prop_assert_eq!(count("testcase"), report.findings().len().max(1));
            prop_assert_eq!(count("failure"), report.count(Level::Deny));
            prop_assert_eq!(count("system-out"), report.count(Level::Warn) + report.count(Level::Note));
            for finding in report.findings().iter().filter(|finding| finding.level == Level::Deny) {
                let message = allowed(&finding.diagnostic.message);
                prop_assert!(elements.iter().any(|(_, text)| text.contains(&message)), "{}", message);
            }
        }

        #[test]
        fn names_are_unique(report in reports()) {
            let mut names = Names::default();
            let given: BTreeSet<String> = report.findings().iter().map(|finding| name(finding, &mut names)).collect();
            prop_assert_eq!(given.len(), report.findings().len());
        }
    }
}
