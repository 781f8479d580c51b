//! The events of a body as Annexa reads them: nothing deeper than [`NESTING`], no more than [`HEADINGS`], and no character that acts without
//! being seen.
//!
//! All of this holds here, below everybody who walks the events, so that the n-th link of one walk is the n-th of another.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, OffsetIter, Tag, TagEnd};

use crate::base::unseen::{acts, holds, seen};
use crate::parse::limits::{HEADINGS, NESTING};
use crate::parse::raw_html;

/// Walks the events of a body.
pub struct Reader<'t> {
    source: &'t str,
    events: OffsetIter<'t>,
    /// How many elements are open that count.
    depth: usize,
    /// How many elements are open beyond the limit; of these, only the text is passed on.
    beyond: usize,
    /// True when what was passed on last was a blank in the place of an element that ended.
    is_blank: bool,
    /// Where elements begin that lie too deep, as bytes of the body.
    pub(super) too_deep: Vec<usize>,
    /// How many headings there are, those included that are paragraphs because there are too many.
    pub(super) headings: usize,
    /// The first of these, as bytes of the body.
    pub(super) first_beyond: Option<Range<usize>>,
    /// Characters that are written by their number and act without being seen, with the bytes of the element that holds them.
    pub(super) unseen: Vec<(Range<usize>, char)>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: &'t str, events: OffsetIter<'t>) -> Self {
        Self {
            source,
            events,
            depth: 0,
            beyond: 0,
            is_blank: false,
            too_deep: Vec::new(),
            headings: 0,
            first_beyond: None,
            unseen: Vec::new(),
        }
    }

    /// The event as it is passed on; `None` for what lies too deep to be an element.
    fn limited(&mut self, event: Event<'t>, at: &Range<usize>) -> Option<Event<'t>> {
        match event {
            Event::Start(_) if self.beyond > 0 => self.beyond += 1,
            Event::Start(tag) if counts(&tag) && self.depth == NESTING => {
                self.beyond = 1;
                self.too_deep.push(at.start);
            }
            Event::Start(tag @ Tag::Heading { .. }) => {
                self.headings += 1;
                if self.headings <= HEADINGS {
                    return Some(Event::Start(tag));
                }
                self.first_beyond.get_or_insert_with(|| at.clone());
                return Some(Event::Start(Tag::Paragraph));
            }
            Event::Start(tag) => {
                self.depth += usize::from(counts(&tag));
                return Some(Event::Start(tag));
            }
            Event::End(_) if self.beyond > 0 => {
                self.beyond -= 1;
                // Words of two paragraphs do not become one.
                return (!std::mem::replace(&mut self.is_blank, true)).then_some(Event::SoftBreak);
            }
            Event::End(TagEnd::Heading(_)) if self.headings > HEADINGS => {
                return Some(Event::End(TagEnd::Paragraph));
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(usize::from(ends_what_counts(tag)));
                return Some(Event::End(tag));
            }
            Event::Html(html) | Event::InlineHtml(html) if self.beyond > 0 => {
                return Some(Event::Text(html));
            }
            Event::Rule | Event::TaskListMarker(_) | Event::FootnoteReference(_)
                if self.beyond > 0 => {}
            other => return Some(other),
        }
        None
    }

    /// The event without what acts unseen. The text of the file has nothing of it any more; its author wrote it as an entity.
    fn legible(&mut self, event: Event<'t>, at: &Range<usize>) -> Event<'t> {
        match event {
            Event::Text(text) => Event::Text(self.read(text, at)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = self.read(dest_url, at);
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let dest_url = self.read(dest_url, at);
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            // Its beginning is shown as it was typed, too: it hides what it holds.
            Event::InlineHtml(html) if raw_html::ends_what_hides(&html) => Event::Text(html),
            Event::Html(ref html) | Event::InlineHtml(ref html) => {
                self.unseen.extend(entities(html).map(|character| (at.clone(), character)));
                event
            }
            other => other,
        }
    }

    fn read(&mut self, text: CowStr<'t>, at: &Range<usize>) -> CowStr<'t> {
        if self.is_typed(&text) || !holds(&text) {
            return text;
        }
        // What the file holds itself, such as the tags of a flag, is none of these.
        let typed = self.source.get(at.clone()).unwrap_or("");
        let typed: BTreeSet<char> = typed.chars().filter(|letter| acts(*letter)).collect();
        let hidden = |letter: &char| acts(*letter) && !typed.contains(letter);
        let Some(character) = text.chars().find(hidden) else { return text };
        self.unseen.push((at.clone(), character));
        seen(&text).into_owned().into()
    }

    /// True for a piece of the body itself, which holds no entity: most of what is read.
    fn is_typed(&self, text: &str) -> bool {
        self.source.as_bytes().as_ptr_range().contains(&text.as_ptr())
    }
}

impl<'t> Iterator for Reader<'t> {
    type Item = (Event<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (event, at) = self.events.next()?;
            if let Some(event) = self.limited(event, &at) {
                self.is_blank &= matches!(event, Event::SoftBreak);
                return Some((self.legible(event, &at), at));
            }
        }
    }
}

/// True for elements that count towards the limit. What can only lie in one of them, such as an item, shares its fate.
fn counts(tag: &Tag<'_>) -> bool {
    ends_what_counts(tag.to_end())
}

fn ends_what_counts(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// The characters that act unseen and are written by their number in a piece of HTML, read as HTML reads them.
fn entities(html: &str) -> impl Iterator<Item = char> {
    html.match_indices("&#").filter_map(|(at, _)| {
        let number = &html[at + 2..];
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        // A number ends where its digits end, with a semicolon or without.
        let significant = digits.trim_start_matches('0');
        let zeros = digits.len() - significant.len();
        let length = significant.chars().take(9).take_while(|digit| digit.is_digit(radix)).count();
        let code = match length {
            0 if zeros > 0 => 0,
            _ => u32::from_str_radix(&significant[..length], radix).ok()?,
        };
        char::from_u32(code).filter(|character| acts(*character) && !is_letter_of_windows(code))
    })
}

/// True for a number from 0x80 to 0x9F that HTML reads as the letter which Windows-1252 has there, such as `’` for `&#146;`. Of five of them
/// Windows makes no letter.
fn is_letter_of_windows(code: u32) -> bool {
    matches!(code, 0x80..=0x9F) && !matches!(code, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, HeadingLevel};

    use super::*;
    use crate::parse::markdown::events;

    fn starts(text: &str) -> usize {
        events(text).filter(|(event, _)| matches!(event, Event::Start(tag) if counts(tag))).count()
    }

    #[test]
    fn what_lies_too_deep_is_text() {
        for (piece, end) in [(">", " a"), ("- ", "a"), ("> - ", "a"), ("*a ", "b*")] {
            let text = piece.repeat(100) + &end.repeat(if piece == "*a " { 100 } else { 1 });
            let mut reader = events(&text);
            let all: Vec<_> = reader.by_ref().collect();
            assert_eq!(reader.too_deep.len(), 1, "{piece}");
            assert_eq!(starts(&text), NESTING, "{piece}");
            let open = all.iter().filter(|(event, _)| matches!(event, Event::Start(_))).count();
            let ends = all.iter().filter(|(event, _)| matches!(event, Event::End(_))).count();
            assert_eq!(open, ends, "{piece}");
            assert!(
                all.iter()
                    .any(|(event, _)| matches!(event, Event::Text(text) if text.contains('a')))
            );
        }
    }

    #[test]
    fn what_is_as_deep_as_it_may_be_is_left() {
        let text = ">".repeat(NESTING) + " a";
        let mut reader = events(&text);
        assert_eq!(reader.by_ref().count(), 2 * NESTING + 3);
        assert!(reader.too_deep.is_empty());
    }

    #[test]
    fn headings_beyond_those_that_are_read_are_paragraphs() {
        let text = "# a\n".repeat(HEADINGS + 2);
        let mut reader = events(&text);
        let all: Vec<_> = reader.by_ref().map(|(event, _)| event).collect();
        let count = |tag| all.iter().filter(|event| **event == Event::End(tag)).count();
        assert_eq!(count(TagEnd::Heading(HeadingLevel::H1)), HEADINGS);
        assert_eq!(count(TagEnd::Paragraph), 2);
        assert_eq!(
            all.iter().filter(|event| matches!(event, Event::Start(_))).count(),
            HEADINGS + 2
        );
        assert_eq!((reader.headings, reader.first_beyond), (HEADINGS + 2, Some(20_000..20_004)));
    }

    #[test]
    fn numbers_of_characters_are_read_and_shown() {
        let text = "a&#x202e;b [c](d&#8238;e) <i title=\"&#x1b;\">🏴\u{E0067}\u{E007F}";
        let mut reader = events(text);
        let shown: String = reader
            .by_ref()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(text.into_string()),
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
                _ => None,
            })
            .collect();
        assert_eq!(shown, "a\u{FFFD}b d\u{FFFD}ec 🏴\u{E0067}\u{E007F}");
        let found: Vec<char> = reader.unseen.iter().map(|(_, character)| *character).collect();
        assert_eq!(found, ['\u{202E}', '\u{202E}', '\u{1B}']);
    }

    #[test]
    fn what_is_typed_is_kept_wherever_it_stands() {
        let flag = "🏴\u{E0067}\u{E007F}";
        let text = format!("[it]\n\n[it]: https://example.org/{flag}\n");
        let mut reader = events(&text);
        let targets: Vec<String> = reader
            .by_ref()
            .filter_map(|(event, _)| match event {
                Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
                _ => None,
            })
            .collect();
        assert_eq!(targets, [format!("https://example.org/{flag}")]);
        assert_eq!(reader.unseen, []);
    }

    #[test]
    fn numbers_in_html_are_read_as_html_reads_them() {
        for (html, character) in [
            ("&#8238;", '\u{202E}'),
            ("&#8238a", '\u{202E}'),
            ("&#8238", '\u{202E}'),
            ("&#0000008238;", '\u{202E}'),
            ("&#X0000000000202e;", '\u{202E}'),
            ("&#x202Eg", '\u{202E}'),
            ("&#x81;", '\u{81}'),
            ("&#157;", '\u{9D}'),
            ("&#127;", '\u{7F}'),
            ("&#x00;", '\0'),
        ] {
            assert_eq!(entities(html).collect::<Vec<_>>(), [character], "{html}");
        }
        for html in [
            "It&#146;s",
            "&#150;",
            "&#x80;",
            "&#9;",
            "&#x202",
            "&#;",
            "&#x;",
            "&#99999999999;",
            "&#82é",
        ] {
            assert_eq!(entities(html).count(), 0, "{html}");
        }
    }
}
