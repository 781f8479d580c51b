//! Findings for people at a terminal, in the shape that rustc made familiar; many of one kind are a list. The only file that names
//! `annotate_snippets`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use crate::base::path::RelPath;
use crate::base::unseen::stand_in;
use crate::diag::code::Level;
use crate::diag::human_list;
use crate::diag::report::{Finding, Report};

/// The longest line of which an excerpt is shown, in bytes.
const LONGEST_LINE: usize = 1000;

/// From how many findings of one kind on they are a list: an excerpt of each would bury all others.
const MANY: usize = 20;

/// Whether the reader sees colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// ANSI colors.
    Colored,
    /// Plain text, for files, pipes and `NO_COLOR`.
    Plain,
}

/// Writes every finding with an excerpt of its source, a line apart. Empty without findings.
pub fn render<'t>(
    report: &Report,
    style: Style,
    text_of: impl Fn(&RelPath) -> Option<&'t str>,
) -> String {
    let renderer = match style {
        Style::Colored => Renderer::styled(),
        Style::Plain => Renderer::plain(),
    };
    let mut out = String::new();
    let mut by_code: BTreeMap<(&str, Level), Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings() {
        by_code.entry((finding.diagnostic.code.name, finding.level)).or_default().push(finding);
    }
    by_code.retain(|_, findings| findings.len() > MANY);
    for finding in report.findings() {
        if by_code.contains_key(&(finding.diagnostic.code.name, finding.level)) {
            continue;
        }
        let text = text_of(&finding.diagnostic.span.path).unwrap_or("");
        out.push_str(&renderer.render(&groups(finding, text)));
        out.push_str("\n\n");
    }
    for findings in by_code.values() {
        out.push_str(&human_list::render(findings, |text, level| heading(text, level, style)));
    }
    out
}

/// The beginning of a finding or of a list, in the color of its level.
pub fn heading(text: &str, level: Level, style: Style) -> String {
    let color = match level {
        Level::Deny => "1;31",
        Level::Warn => "1;33",
        Level::Note | Level::Allow => "1;32",
    };
    match style {
        Style::Colored => format!("\u{1b}[{color}m{text}\u{1b}[0m"),
        Style::Plain => text.to_owned(),
    }
}

fn groups<'a>(finding: &'a Finding, text: &'a str) -> Vec<Group<'a>> {
    let title = match finding.level {
        Level::Deny => Title::ERROR,
        Level::Warn => Title::WARNING,
        Level::Note | Level::Allow => Title::NOTE,
    };
    let diagnostic = &finding.diagnostic;
    let path = diagnostic.span.path.as_str();
    let group = title.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
    // One line is enough: a caret under one line of a long table says more than the table. A line that is longer than a screen is not
    // shown at all.
    let mut group = match excerpt(finding, text) {
        Some((line, range)) => group.element(
            Snippet::source(without_tags(line))
                .line_start(finding.start.line)
                .path(path)
                .annotation(AnnotationKind::Primary.span(range)),
        ),
        None => group
            .element(Origin::path(path).line(finding.start.line).char_column(finding.start.column)),
    };
    let why = diagnostic.code.why();
    if !why.is_empty() {
        group = group.element(Title::NOTE.with_name("why").message(why));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    vec![group]
}

/// A line without what no terminal shows and `annotate_snippets` leaves as it is. As many bytes stand in its place, so the marks stay right.
fn without_tags(line: &str) -> Cow<'_, str> {
    let is_tag = |letter| matches!(letter, '\u{FEFF}' | '\u{E0000}'..='\u{E007F}');
    if !line.contains(is_tag) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        if is_tag(letter) { out.push_str(stand_in(letter)) } else { out.push(letter) }
    }
    Cow::Owned(out)
}

/// The line on which a finding begins, and the bytes of it that the finding is about; `None` when the line is too long to show.
fn excerpt<'t>(finding: &Finding, text: &'t str) -> Option<(&'t str, std::ops::Range<usize>)> {
    let range = &finding.diagnostic.span.range;
    let start = text.floor_char_boundary(range.start);
    let end = text.ceil_char_boundary(range.end.min(text.len())).max(start);
    // Only as far as a line is shown: a file of one long line may have thousands of findings.
    let from = text.ceil_char_boundary(start.saturating_sub(LONGEST_LINE));
    let to = text.floor_char_boundary(start.saturating_add(LONGEST_LINE + 1));
    let line_start = match text[from..start].rfind('\n') {
        Some(at) => from + at + 1,
        None if from == 0 => 0,
        None => return None,
    };
    let line_end = match text[start..to].find('\n') {
        Some(at) => start + at,
        None if to == text.len() => to,
        None => return None,
    };
    let line = &text[line_start..line_end];
    (line.len() <= LONGEST_LINE).then(|| (line, start - line_start..end.min(line_end) - line_start))
}
