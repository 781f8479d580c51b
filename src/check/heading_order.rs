//! Headings that leave out a level, or begin a second title.

use std::ops::Range;

use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::fix::{Edit, Fix};
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::parse::markdown::Heading;

code! {
    /// A heading leaves out a level, or a text has a second heading of level 1.
    ///
    /// Reported are: a heading more than one level below the heading before it (`##`, then `####`); a first heading of level 3 or deeper,
    /// because the title of the page is level 1; and every heading of level 1 after the first one. Going up by any number of levels is in
    /// order. Headings in lists and quotes count like all others; headings that are written as HTML are not looked at.
    ///
    /// # Why
    /// Screen readers and the list of contents take the structure of a page from the levels of its headings; a level left out reads like a
    /// chapter that is missing (WCAG 2.2, 1.3.1).
    ///
    /// # Mend
    /// Take away as many `#` as there are too many, at this heading and at those that belong below it. `annexa check --fix` does just that:
    /// no text and no anchor changes. The marks are part of the text that was approved: an approval with a `digest` must be given again.
    ///
    /// A second heading of level 1 is yours to judge. It begins a section, which is level 2, or it begins a document that deserves a file
    /// of its own.
    ///
    /// # Example
    /// The steps stand two levels below their chapter:
    ///
    /// ```markdown
    /// # Backup policy
    ///
    /// ## Restore
    ///
    /// #### Test of the year
    /// ```
    ///
    /// Better:
    ///
    /// ```markdown
    /// # Backup policy
    ///
    /// ## Restore
    ///
    /// ### Test of the year
    /// ```
    HEADING_ORDER = "heading-order", Note
}

pub(super) const CHECK: Check = Check { code: &HEADING_ORDER, run };

/// The level of the title of every page.
const TITLE: u8 = 1;

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        look(prose.path, &prose.body.headings, found);
    }
}

fn look(path: &RelPath, headings: &[Heading], found: &mut Findings) {
    let mut above = TITLE;
    let mut has_title = false;
    for (number, heading) in headings.iter().enumerate() {
        if heading.level > above + 1 {
            report_gap(path, above, headings.get(number..).unwrap_or_default(), number, found);
        }
        if heading.level == TITLE && has_title {
            let message = format!("{} is a second heading of level 1", named(heading));
            let help = "write it with `##`, or make a document of its own of what follows";
            found.report_with_help(&HEADING_ORDER, span(path, heading), message, help);
        }
        has_title |= heading.level == TITLE;
        above = heading.level;
    }
}

/// Reports the first of `headings`, which stands more than one level below `above`.
fn report_gap(
    path: &RelPath,
    above: u8,
    headings: &[Heading],
    number: usize,
    found: &mut Findings,
) {
    let Some(heading) = headings.first() else { return };
    let (level, right) = (heading.level, above + 1);
    let message = if number == 0 {
        format!("{} is the first heading and has level {level}, not 2", named(heading))
    } else {
        format!("{} has level {level}, and the heading before it level {above}", named(heading))
    };
    let help =
        format!("write it with `{}`, and raise what belongs below it", marks(usize::from(right)));
    let diagnostic = found.report_with_help(&HEADING_ORDER, span(path, heading), message, help);
    if let Some(fix) = raise(above, headings) {
        diagnostic.fixed_by(fix);
    }
}

/// Gives the headings that belong below a heading of the level `above` the levels that follow from their order, none left out.
///
/// `None` when one of them cannot be changed by its `#` alone.
fn raise(above: u8, headings: &[Heading]) -> Option<Fix> {
    let below = headings.iter().take_while(|heading| heading.level > above);
    // The headings above the current one: the level of each as written, and as it will be.
    let mut path = vec![(above, above)];
    let mut edits = Vec::new();
    for heading in below {
        while path.len() > 1 && path.last().is_some_and(|(old, _)| *old >= heading.level) {
            path.pop();
        }
        let level = path.last().map_or(above, |(_, new)| *new) + 1;
        path.push((heading.level, level));
        if level != heading.level {
            let Range { start, end } = heading.marks;
            // A heading that is underlined has two levels only, neither of which ever needs to change; better safe than wrong.
            if end - start != usize::from(heading.level) {
                return None;
            }
            edits.push(Edit { range: start..end, text: marks(usize::from(level)) });
        }
    }
    Some(Fix::Edits(edits))
}

fn marks(level: usize) -> String {
    "#".repeat(level)
}

fn named(heading: &Heading) -> String {
    match heading.text.as_str() {
        "" => "a heading without text".to_owned(),
        text => format!("`{}`", printable(text)),
    }
}

fn span(path: &RelPath, heading: &Heading) -> Span {
    Span::new(path, heading.marks.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostic;
    use crate::parse::markdown::parse;
    use proptest::prelude::*;

    fn findings(text: &str) -> Vec<Diagnostic> {
        let mut found = Findings::default();
        let body = parse(text, 0..text.len());
        look(&RelPath::fixed("documents/a.md"), &body.headings, &mut found);
        found.into_iter().collect()
    }

    fn mended(text: &str, fix: &Fix) -> String {
        let Fix::Edits(edits) = fix else { return text.to_owned() };
        let mut text = text.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.range.clone(), &edit.text);
        }
        text
    }

    #[track_caller]
    fn assert_mended(text: &str, expected: &str) {
        let found = findings(text);
        let fix = found.first().and_then(|finding| finding.fix.as_ref()).expect("a fix");
        assert_eq!(mended(text, fix), expected);
        assert!(findings(expected).is_empty());
    }

    #[test]
    fn what_belongs_below_a_heading_is_raised_with_it() {
        assert_mended(
            "## A\n#### B\n##### C\n#### D\n## E\n",
            "## A\n### B\n#### C\n### D\n## E\n",
        );
    }

    #[test]
    fn gaps_inside_are_closed_too() {
        assert_mended("# A\n### B\n###### C\n", "# A\n## B\n### C\n");
    }

    #[test]
    fn a_heading_between_the_levels_stays() {
        assert_mended("## A\n#### B\n### C\n#### D\n", "## A\n### B\n### C\n#### D\n");
    }

    #[test]
    fn a_text_may_begin_too_deep() {
        assert_mended("### A\n\nB\n---\n\n### C\n", "## A\n\nB\n---\n\n### C\n");
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            (1_usize..=7, "[ab]{0,3}")
                .prop_map(|(level, text)| format!("{} {text}\n\n", "#".repeat(level))),
            (1_usize..=6).prop_map(|level| format!("> {} q\n\n", "#".repeat(level))),
            (1_usize..=6).prop_map(|level| format!("- {} i ##\n\n", "#".repeat(level))),
            Just("Under\n=====\n\n".to_owned()),
            Just("Under #\n---\n\n".to_owned()),
            Just("Text # no heading\n\n".to_owned()),
            Just("```\n#### code\n```\n\n".to_owned()),
        ]
    }

    proptest! {
        #[test]
        fn mending_changes_marks_alone_and_ends(lines in prop::collection::vec(line(), 0..12)) {
            let mut text = lines.concat();
            let bare = text.replace('#', "");
            let shape = |text: &str| parse(text, 0..text.len()).headings.into_iter().map(|heading| heading.anchor).collect::<Vec<_>>();
            let anchors = shape(&text);
            for _ in 0..=lines.len() {
                let found = findings(&text);
                let gaps = found.iter().filter(|finding| finding.message.contains("has level")).count();
                let Some(fix) = found.iter().find_map(|finding| finding.fix.as_ref()) else {
                    prop_assert_eq!(gaps, 0);
                    break;
                };
                let next = mended(&text, fix);
                let left = findings(&next).iter().filter(|finding| finding.message.contains("has level")).count();
                prop_assert!(left < gaps);
                text = next;
            }
            prop_assert_eq!(text.replace('#', ""), bare);
            prop_assert_eq!(shape(&text), anchors);
        }

        #[test]
        fn any_text_is_read(text in "(#{1,7}|[ a\n>=|`!\\[\\]()é-]){0,40}") {
            for finding in findings(&text) {
                prop_assert!(text.get(finding.span.range).is_some());
            }
        }
    }
}
