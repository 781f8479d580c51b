//! Links whose text does not say where they lead.

use crate::base::text::printable;
use crate::check::Check;
use crate::code;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::handbook::Handbook;
use crate::model::link::Link;
use crate::parse::markdown::{LinkKind, RawLink};

code! {
    /// A link shows no text, or a text that says nothing alone.
    ///
    /// Reported are links with nothing between the brackets, links that show nothing but a picture without alternative text, and links whose
    /// whole text is one of: here, click here, link, this, this page, this document, more, read more, hier, hier klicken, mehr. Case, signs
    /// such as `…` or `»`, and markup do not matter. A longer text is never reported, and neither is `[[POL-005]]`, which shows the title of
    /// what it names.
    ///
    /// # Why
    /// Who reads with a screen reader goes through the links of a page as a list, and who looks for a rule skims for it; a list of "here" and
    /// "more" leads nowhere (WCAG 2.2, 2.4.4 and 2.4.9).
    ///
    /// # Mend
    /// Make the name of the target the text of the link: `[Access control policy](access.md)`. By its id a document brings its title along:
    /// `[[POL-005]]`. Reword the sentence if it needs it. The target stays as it is.
    ///
    /// # Example
    /// ```markdown
    /// How to report a loss is written [here](reporting.md).
    /// ```
    ///
    /// Better:
    ///
    /// ```markdown
    /// How to report a loss is written in [Reporting incidents](reporting.md).
    /// ```
    EMPTY_LINK_TEXT = "empty-link-text", Note
}

pub(super) const CHECK: Check = Check { code: &EMPTY_LINK_TEXT, run };

/// Texts that say nothing without the sentence around them.
const NOTHING: [&str; 11] = [
    "click here",
    "here",
    "hier",
    "hier klicken",
    "link",
    "mehr",
    "more",
    "read more",
    "this",
    "this document",
    "this page",
];

fn run(handbook: &Handbook, found: &mut Findings) {
    for prose in handbook.prose() {
        for (number, raw) in prose.body.links.iter().enumerate() {
            if raw.kind == LinkKind::Image {
                continue;
            }
            let next = prose.body.links.get(number + 1);
            let picture = next
                .filter(|next| next.kind == LinkKind::Image && next.text_at.end <= raw.text_at.end);
            let Some(message) = fault(raw, picture) else { continue };
            let help = match prose.links.get(number) {
                _ if picture.is_some() => {
                    "give the picture an alternative text that says where the link leads".to_owned()
                }
                Some(Link::Page { entry: Some(entry), .. }) => {
                    let label = handbook.label(*entry);
                    format!("write `[[{}]]`, which shows “{}”", label.id, printable(&label.title))
                }
                _ => "make the name of what it leads to the text of the link".to_owned(),
            };
            let span = Span::new(prose.path, raw.text_at.clone());
            found.report_with_help(&EMPTY_LINK_TEXT, span, message, help);
        }
    }
}

/// What is wrong with the text of a link, which may hold a picture.
fn fault(link: &RawLink, picture: Option<&RawLink>) -> Option<String> {
    let shown = link.text.as_ref()?;
    if shown.trim().is_empty() {
        let target = printable(&link.target.value);
        return Some(match picture {
            None => format!("the link to `{target}` shows no text"),
            Some(_) => {
                format!(
                    "the link to `{target}` shows nothing but a picture without alternative text"
                )
            }
        });
    }
    let words: Vec<String> = shown.split_whitespace().map(str::to_lowercase).collect();
    let text = words.join(" ");
    let text = text.trim_matches(|sign| " .,:;!?…»›→>()\"'".contains(sign));
    (text.is_empty() || NOTHING.contains(&text))
        .then(|| format!("the link text `{}` does not say where it leads", printable(shown.trim())))
}
