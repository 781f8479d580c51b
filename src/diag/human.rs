//! Findings for people at a terminal, in the shape that rustc made familiar. The only file that names `annotate_snippets`.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use crate::base::path::RelPath;
use crate::diag::code::Level;
use crate::diag::report::{Finding, Report};

/// Whether the reader sees colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// ANSI colours.
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
    for finding in report.findings() {
        let text = text_of(&finding.diagnostic.span.path).unwrap_or("");
        out.push_str(&renderer.render(&groups(finding, text)));
        out.push_str("\n\n");
    }
    out
}

fn groups<'a>(finding: &'a Finding, text: &'a str) -> Vec<Group<'a>> {
    let title = match finding.level {
        Level::Deny => Title::ERROR,
        Level::Warn => Title::WARNING,
        Level::Note | Level::Allow => Title::NOTE,
    };
    let diagnostic = &finding.diagnostic;
    let start = text.floor_char_boundary(diagnostic.span.range.start);
    let end = text.ceil_char_boundary(diagnostic.span.range.end.min(text.len())).max(start);
    // An excerpt of the lines at hand: a caret under one line of a long table says more than the table.
    let first_line_end = text[start..end].find('\n').map_or(end, |at| start + at);
    let mut group =
        title.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name).element(
            Snippet::source(text)
                .path(diagnostic.span.path.as_str())
                .annotation(AnnotationKind::Primary.span(start..first_line_end)),
        );
    let why = diagnostic.code.why();
    if !why.is_empty() {
        group = group.element(Title::NOTE.with_name("why").message(why));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    vec![group]
}
