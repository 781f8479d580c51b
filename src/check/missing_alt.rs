//! Pictures without alternative text.

use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::parse::markdown::{LinkKind, RawLink};

code! {
    /// A picture has no alternative text.
    ///
    /// Reported is `![](target)` with nothing, or nothing but blanks, between the brackets. A picture that is all that a link shows is
    /// reported as `empty-link-text` instead. A picture written as HTML is not looked at: it is never shown (`raw-html-removed`).
    ///
    /// # Why
    /// Whoever cannot see the picture, or prints the page without it, gets nothing in its place; a rule that stands in a picture alone is
    /// then no rule for them (WCAG 2.2, 1.1.1).
    ///
    /// # Mend
    /// Say between the brackets what the picture tells its reader, in a sentence: the message of the drawing, not "diagram" and not the
    /// name of the file. A drawing with many parts gets its gist there and the whole in the text around it.
    ///
    /// Markdown cannot mark a picture as decoration. One that tells nothing is best left out of a policy; where it must stay, name it in a
    /// word, such as `![Logo](logo.png)`.
    ///
    /// # Example
    /// ```markdown
    /// ![](/assets/classes.svg)
    /// ```
    ///
    /// Better:
    ///
    /// ```markdown
    /// ![Four classes from public to strictly confidential, each with stricter handling](/assets/classes.svg)
    /// ```
    MISSING_ALT = "missing-alt", Note
}

pub(super) const CHECK: Check = Check { code: &MISSING_ALT, run };

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        // Links stand in the order in which they begin: the last one that is no picture is the only one that can hold a picture.
        let mut link: Option<&RawLink> = None;
        for raw in &prose.body.links {
            if raw.kind != LinkKind::Image {
                link = Some(raw);
                continue;
            }
            let is_all_of_a_link = link.is_some_and(|link| {
                is_blank(link)
                    && link.text_at.start <= raw.text_at.start
                    && raw.text_at.end <= link.text_at.end
            });
            if is_blank(raw) && !is_all_of_a_link {
                let help = "say between the brackets what the picture tells its reader";
                found.report_with_help(
                    &MISSING_ALT,
                    Span::new(prose.path, raw.text_at.clone()),
                    "the picture has no alternative text",
                    help,
                );
            }
        }
    }
}

fn is_blank(link: &RawLink) -> bool {
    link.text.as_ref().is_some_and(|text| text.trim().is_empty())
}
