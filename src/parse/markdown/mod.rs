//! Walks the Markdown of one file once and collects what other stages need: headings with their anchors, links, ids in
//! running text, passages for the search, and what is odd about it.
//!
//! `walk` fills a [`Body`]; `heading`, `html_block` and `table` know a kind of block each, `unfilled` the running text, `number` counts the sections, `html_limits`
//! says whether raw HTML may be parsed, by the `html_outline` of its page. Whether what is odd is a fault is for the checks to say. [`events`] is the one place that says which Markdown Annexa reads; `render::html` walks the
//! same events again, in the same order, so that the n-th heading or link there is the n-th one here.

pub mod blocks;
mod heading;
mod html_block;
mod html_limits;
mod html_outline;
pub mod limits;
pub mod number;
mod reader;
mod table;
pub mod unfilled;
mod walk;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::diag::span::Spanned;
use crate::parse::limits::HEADINGS;
use crate::parse::markdown::number::Number;
use crate::parse::markdown::reader::Reader;
use crate::parse::markdown::walk::Walk;
use crate::parse::raw_html::Excess;

/// A heading of the body.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its anchor, unique in the file, without the prefix that the page adds.
    pub anchor: String,
    /// Its number, in a document; `None` for a heading that has none, and everywhere else.
    pub number: Option<Number>,
    /// Where it stands.
    pub at: Range<usize>,
    /// What makes it a heading: the `#` before its text, as many as its level, or the line of `=` or `-` below it.
    pub marks: Range<usize>,
}

/// What kind of reference a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)` or `<https://…>`.
    Link,
    /// `![alt](target)`.
    Image,
    /// `[[ID]]`.
    Wiki,
    /// `<name@example.org>`.
    Mail,
}

/// A link as written: it may lead nowhere.
#[derive(Debug, Clone)]
pub struct RawLink {
    /// What kind of reference it is.
    pub kind: LinkKind,
    /// The target as written, entities decoded.
    pub target: Spanned<String>,
    /// What it shows, without markup; the text of a picture is its alternative text. `None` for `[[ID]]`, which shows the title of
    /// what it names.
    pub text: Option<String>,
    /// Where that text stands; the whole element when there is none.
    pub text_at: Range<usize>,
}

/// A cell of a table that has no column and is dropped from the page.
#[derive(Debug, Clone)]
pub struct LostCell {
    /// What it holds.
    pub text: Spanned<String>,
    /// How many cells its row has.
    pub cells: usize,
    /// How many columns the table has.
    pub columns: usize,
}

/// The text under one heading, for the search.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// The index of its heading in [`Body::headings`]; `None` before the first one.
    pub heading: Option<usize>,
    /// The text without markup and code blocks.
    pub text: String,
}

/// What the body of a file holds.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The bytes of the body in the file's text.
    pub range: Range<usize>,
    /// Headings in their order.
    pub headings: Vec<Heading>,
    /// Links and images in their order.
    pub links: Vec<RawLink>,
    /// Ids in running text, in their order.
    pub mentions: Vec<Spanned<String>>,
    /// The text by headings.
    pub passages: Vec<Passage>,
    /// How many words the passages hold.
    pub words: usize,
    /// True when there is raw HTML.
    pub has_html: bool,
    /// Why all raw HTML is shown as it was typed, with the place that decided it.
    pub html_as_text: Option<Spanned<Excess>>,
    /// Pieces of raw HTML that will not be published as written.
    pub refused_html: Vec<Spanned<String>>,
    /// Languages of code blocks that cannot be highlighted.
    pub unknown_languages: Vec<Spanned<String>>,
    /// Blocks of code that are code by their indent alone, without that indent.
    pub indented: Vec<Spanned<String>>,
    /// The first cell with text in each row of a table that is longer than the head.
    pub lost_cells: Vec<LostCell>,
    /// Places in running text that were never filled in, such as `[TBD: who]`.
    pub placeholders: Vec<Spanned<String>>,
    /// Where elements begin that lie too deep to be shown as such.
    pub too_deep: Vec<Range<usize>>,
    /// Characters that act without being seen: those that are written by their number, and those without width in addresses.
    pub unseen: Vec<Spanned<char>>,
    /// Headings that are longer than a text of one line, with the characters that they have too many.
    pub long_headings: Vec<Spanned<usize>>,
    /// How many headings are paragraphs because there are too many, at the first of them.
    pub headings_beyond: Option<Spanned<usize>>,
}

impl Body {
    /// The first heading of level 1, if the body begins with it: the title of the document.
    pub fn title(&self) -> Option<&Heading> {
        self.headings.first().filter(|heading| heading.level == 1)
    }

    /// True when the first heading says what the page says above the body, its title.
    pub fn repeats(&self, title: &str) -> bool {
        self.title().is_some_and(|heading| heading.text == title)
    }

    /// The headings below the title of the page.
    pub fn sections(&self, title: &str) -> &[Heading] {
        self.headings.get(usize::from(self.repeats(title))..).unwrap_or_default()
    }

    /// Numbers the sections of a document. A first heading that repeats the title `front` of the front matter is no section, nor is one
    /// of level 1 that is the title itself.
    pub fn number_sections(&mut self, front: Option<&str>) {
        let is_repeated = front.map_or(self.title().is_some(), |front| self.repeats(front));
        let sections = self.headings.get_mut(usize::from(is_repeated)..);
        number::number(sections.unwrap_or_default());
    }
}

/// The Markdown events of a body, with byte ranges of the body.
///
/// Read are `CommonMark` 0.31, the GitHub extensions (tables, task lists, strikethrough, alerts), footnotes, definition lists, heading
/// attributes and `[[wiki links]]`.
pub fn events(body: &str) -> Reader<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    Reader::new(body, Parser::new_ext(body, options).into_offset_iter())
}

/// Collects what the bytes `range` of `text` hold.
pub fn parse(text: &str, range: Range<usize>) -> Body {
    let body_text = text.get(range.clone()).unwrap_or("");
    let mut walk = Walk::new(body_text, range);
    let mut reader = events(body_text);
    let mut html = None;
    for (event, at) in reader.by_ref() {
        if html.is_none() && matches!(event, Event::Html(_) | Event::InlineHtml(_)) {
            html = Some(at.clone());
        }
        walk.event(event, at);
    }
    let mut body = walk.end_of_body();
    let place = |at: Range<usize>| body.range.start + at.start..body.range.start + at.end;
    let too_deep = reader.too_deep.into_iter().map(|at| place(at..at + 1)).collect();
    let unseen: Vec<Spanned<char>> =
        reader.unseen.into_iter().map(|(at, it)| Spanned::new(it, place(at))).collect();
    let beyond = reader.headings.saturating_sub(HEADINGS);
    body.headings_beyond = reader.first_beyond.map(|at| Spanned::new(beyond, place(at)));
    body.has_html = html.is_some();
    let excess = html.and_then(|first| html_limits::excess(body_text, first));
    body.html_as_text = excess.map(|excess| Spanned::new(excess.value, place(excess.at)));
    body.too_deep = too_deep;
    body.unseen.extend(unseen);
    body.words = body.passages.iter().map(|passage| words(&passage.text)).sum();
    body
}

/// How many words a text has.
fn words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    // The blanks of ASCII, with the vertical tab that `u8::is_ascii_whitespace` leaves out.
    let is_blank = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let mut before = true;
    let begins = |byte: u8| std::mem::replace(&mut before, is_blank(byte)) && !is_blank(byte);
    text.bytes().map(begins).filter(|begins| *begins).count()
}

/// The language of a fenced block: the first word of its info string.
pub fn language(info: &str) -> Option<&str> {
    info.split([' ', ',', '{']).next().filter(|language| !language.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn body(text: &str) -> Body {
        parse(text, 0..text.len())
    }

    #[test]
    fn headings_get_github_anchors() {
        let body = body("# Title\n\n## Scope\n\n## Scope\n\n## Other {#mine}\n");
        let anchors: Vec<&str> =
            body.headings.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["title", "scope", "scope-1", "mine"]);
        assert_eq!(body.title().map(|heading| heading.text.as_str()), Some("Title"));
    }

    #[test]
    fn a_link_is_located_at_its_target() {
        let text = "See [b.md](b.md \"t\") and [[POL-005]].";
        let found: Vec<&str> =
            body(text).links.iter().map(|link| &text[link.target.at.clone()]).collect();
        assert_eq!(found, ["b.md", "POL-005"]);
    }

    #[test]
    fn ids_count_in_running_text_only() {
        let text = "## POL-001\n\nPOL-002 `POL-003` [POL-004](x.md)\n\n```\nPOL-005\n```\n";
        let ids: Vec<String> =
            body(text).mentions.into_iter().map(|mention| mention.value).collect();
        assert_eq!(ids, ["POL-002"]);
    }

    #[test]
    fn passages_follow_the_headings() {
        let body = body("Intro\n\n## One\n\nFirst | text\n\n- item\n- next\n");
        let texts: Vec<&str> = body.passages.iter().map(|passage| passage.text.trim()).collect();
        assert_eq!(texts, ["Intro", "First | text item next"]);
    }

    #[test]
    fn a_link_has_the_text_that_it_shows() {
        let text = "[a **b**\n`c`](x) [[ID]] [[ID|d]] [![e](y) f](x) [](x) ![ ](y) <https://g.h>";
        let found: Vec<_> = body(text)
            .links
            .into_iter()
            .map(|link| (link.text, text[link.text_at].to_owned()))
            .collect();
        let expected = [
            (Some("a b c"), "a **b**\n`c`"),
            (None, "ID"),
            (Some("d"), "d"),
            (Some("e f"), "![e](y) f"),
            (Some("e"), "e"),
            (Some(""), "[](x)"),
            (Some(" "), "![ ](y)"),
            (Some("https://g.h"), "https://g.h"),
        ];
        let expected = expected.map(|(text, at)| (text.map(str::to_owned), at.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn pictures_may_nest_deeply() {
        let deep = 20_000;
        let text = format!("{}{}", "![é".repeat(deep), "](x)".repeat(deep));
        assert!(body(&text).links.iter().all(|link| text.get(link.text_at.clone()).is_some()));
    }

    proptest! {
        #[test]
        fn words_stand_between_blanks(text in "[a-z \\t\\n\\r\u{b}\u{c}\u{1f}.-]{0,24}[é\u{a0}\u{2003}]{0,2}") {
            prop_assert_eq!(words(&text), text.split_whitespace().count());
        }

        #[test]
        fn any_text_is_read(text in "(#{1,4} |[\\[\\]()!|a é*`<>]|\n|\n    |\\|-\\|\n|\\[\\[|---|\n> ){0,40}") {
            let prefix = "+++\n";
            let file = format!("{prefix}{text}");
            let body = parse(&file, prefix.len()..file.len());
            let ranges = body.headings.iter().flat_map(|heading| [&heading.at, &heading.marks])
                .chain(body.links.iter().flat_map(|link| [&link.target.at, &link.text_at]))
                .chain(body.indented.iter().map(|block| &block.at))
                .chain(body.placeholders.iter().map(|place| &place.at))
                .chain(body.lost_cells.iter().map(|cell| &cell.text.at));
            for range in ranges {
                prop_assert!(range.start >= prefix.len() && file.get(range.clone()).is_some());
            }
            for cell in &body.lost_cells {
                prop_assert_eq!(&file[cell.text.at.clone()], &cell.text.value);
            }
        }
    }
}
