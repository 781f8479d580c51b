//! What paper shows of a link, which cannot be followed there: the section and the id that it leads to, or a number in the list of addresses.

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::{ANCHOR_PREFIX, Link};
use crate::parse::markdown::RawLink;
use crate::render::html::Prose;
use crate::render::html::escape::escaped;

/// The words that a link within the handbook needs on paper, such as `§ 4.2 of POL-003`; `None` when its text says them already.
pub(super) fn citation(
    handbook: &Handbook,
    prose: &Prose<'_>,
    raw: &RawLink,
    link: &Link,
) -> Option<String> {
    let Link::Page { place, entry: Some(entry) } = link else { return None };
    let label = handbook.label(*entry);
    // `[[POL-005]]` shows the title of what it names.
    let shown = raw.text.as_deref().unwrap_or(&label.title);
    let id = Some(label.id.as_str()).filter(|_| prose.entry != Some(*entry));
    let section = place.anchor.as_ref().and_then(|anchor| section(handbook, *entry, anchor));
    words(shown, id, section)
}

/// A section of a document.
#[derive(Clone, Copy)]
enum Section<'h> {
    Numbered(&'h str),
    Called(&'h str),
}

/// The section of a document at an anchor of its page.
fn section<'h>(handbook: &'h Handbook, entry: Entry, anchor: &str) -> Option<Section<'h>> {
    let anchor = anchor.strip_prefix(ANCHOR_PREFIX)?;
    let headings = &handbook.document(entry)?.parsed.body.headings;
    let heading = headings.iter().find(|heading| heading.anchor == anchor)?;
    Some(match &heading.number {
        Some(number) => Section::Numbered(number.text()),
        None => Section::Called(&heading.text),
    })
}

/// What is missing in the text of a link.
fn words(shown: &str, id: Option<&str>, section: Option<Section<'_>>) -> Option<String> {
    let has_id = id.is_none_or(|id| says(shown, id));
    let has_section = match section {
        None => true,
        Some(Section::Numbered(number)) => says(shown, number),
        Some(Section::Called(text)) => shown.to_lowercase().contains(&text.to_lowercase()),
    };
    // No line ends within `§ 4.2` or before the id.
    let section = section.map(|section| match section {
        Section::Numbered(number) => format!("§\u{a0}{number}"),
        Section::Called(text) => format!("“{text}”"),
    });
    match (has_id, has_section, id, section) {
        (true, true, ..) => None,
        (true, false, _, section) => section,
        (false, _, Some(id), Some(section)) => Some(format!("{section} of\u{a0}{id}")),
        (false, _, id, None) => id.map(str::to_owned),
        (false, _, None, Some(section)) => Some(section),
    }
}

/// True when a text holds this id or number as a word.
fn says(text: &str, word: &str) -> bool {
    // Most texts do not hold it at all, which is told at once.
    let is_word = |bytes: &[u8]| bytes.eq_ignore_ascii_case(word.as_bytes());
    if !word.is_empty() && !text.as_bytes().windows(word.len()).any(is_word) {
        return false;
    }
    text.split(|letter: char| {
        !(letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '/'))
    })
    .any(|part| part.trim_matches('.').eq_ignore_ascii_case(word))
}

/// The addresses that the links of a body lead to outside the handbook, each once.
#[derive(Default)]
pub(super) struct Addresses {
    all: Vec<String>,
}

impl Addresses {
    /// The mark behind a link that shows its number on paper; `None` when its text is the address.
    pub(super) fn note(&mut self, url: &str, shown: Option<&str>) -> Option<String> {
        let plain = ["mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme));
        let address = plain.unwrap_or(url);
        if shown.is_some_and(|shown| shown.contains(address)) {
            return None;
        }
        let known = self.all.iter().position(|other| other == address);
        let number = known.unwrap_or_else(|| {
            self.all.push(address.to_owned());
            self.all.len() - 1
        });
        Some(format!("<span data-note=\"{}\"></span>", number + 1))
    }

    /// The list at the end of the body, which only paper shows.
    pub(super) fn into_html(self) -> String {
        if self.all.is_empty() {
            return String::new();
        }
        let items: Vec<String> = self.all.iter().map(|address| escaped(address)).collect();
        let items = items.join("</li><li>");
        format!(
            "<section class=\"addresses print-only\" aria-label=\"Addresses\"><p>Addresses</p><ol><li>{items}</li></ol></section>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_says_what_the_text_of_a_link_does_not() {
        let number = Some(Section::Numbered("4.2"));
        let called = Some(Section::Called("Leaving"));
        for (shown, id, section, expected) in [
            ("how to report", Some("POL-003"), number, Some("§\u{a0}4.2 of\u{a0}POL-003")),
            ("how to report", Some("POL-003"), None, Some("POL-003")),
            ("pol-003, how to report", Some("POL-003"), None, None),
            ("POL-0031", Some("POL-003"), None, Some("POL-003")),
            ("POL-003", Some("POL-003"), number, Some("§\u{a0}4.2")),
            ("section 4.2 of POL-003.", Some("POL-003"), number, None),
            ("below", None, number, Some("§\u{a0}4.2")),
            ("see section 4.2", None, number, None),
            ("below", Some("STD-005"), called, Some("“Leaving” of\u{a0}STD-005")),
            ("leaving us", None, called, None),
        ] {
            assert_eq!(words(shown, id, section).as_deref(), expected, "{shown} {id:?}");
        }
    }

    #[test]
    fn each_address_has_one_number() {
        let mut addresses = Addresses::default();
        let mut note = |url, shown| addresses.note(url, Some(shown));
        assert_eq!(
            note("https://a.example/?b&c", "a").as_deref(),
            Some("<span data-note=\"1\"></span>")
        );
        assert_eq!(
            note("mailto:a@b.example", "write"),
            Some("<span data-note=\"2\"></span>".to_owned())
        );
        assert_eq!(
            note("https://a.example/?b&c", "again").as_deref(),
            Some("<span data-note=\"1\"></span>")
        );
        assert_eq!(note("https://d.example", "https://d.example"), None);
        assert_eq!(note("tel:112", "call 112"), None);
        let html = addresses.into_html();
        assert!(html.contains("<ol><li>https://a.example/?b&amp;c</li><li>a@b.example</li></ol>"));
    }
}
