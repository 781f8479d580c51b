//! Walks the Markdown of one file once and collects what other stages need: headings with their anchors, links, ids in
//! running text, passages for the search, raw HTML and code languages.
//!
//! [`events`] is the one place that says which Markdown Annexa reads; `render::html` walks the same events again, in the
//! same order, so that the n-th heading or link there is the n-th one here.

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd,
};

use crate::base::slug::{Anchors, github_anchor};
use crate::diag::span::Spanned;
use crate::parse::highlight;
use crate::parse::id;
use crate::parse::raw_html;

/// A heading of the body.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its anchor, unique in the file, without the prefix that the page adds.
    pub anchor: String,
    /// Where it stands.
    pub at: Range<usize>,
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
    /// Pieces of raw HTML that will not be published as written.
    pub refused_html: Vec<Spanned<String>>,
    /// Languages of code blocks that cannot be highlighted.
    pub unknown_languages: Vec<Spanned<String>>,
}

impl Body {
    /// The first heading of level 1, if the body begins with it: the title of the document.
    pub fn title(&self) -> Option<&Heading> {
        self.headings.first().filter(|heading| heading.level == 1)
    }
}

/// The Markdown events of a body, with byte ranges of the body.
///
/// Read are `CommonMark` 0.31, the GitHub extensions (tables, task lists, strikethrough, alerts), footnotes, definition lists, heading
/// attributes and `[[wiki links]]`.
pub fn events(body: &str) -> OffsetIter<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    Parser::new_ext(body, options).into_offset_iter()
}

/// Collects what the bytes `range` of `text` hold.
pub fn parse(text: &str, range: Range<usize>) -> Body {
    let body_text = text.get(range.clone()).unwrap_or("");
    let mut walk = Walk {
        source: body_text,
        offset: range.start,
        body: Body { range, passages: vec![Passage::default()], ..Body::default() },
        anchors: Anchors::default(),
        heading: None,
        quiet: 0,
        in_code: false,
        html: None,
    };
    for (event, at) in events(body_text) {
        walk.event(event, at);
    }
    walk.body
}

/// The heading that is being read.
struct OpenHeading {
    level: HeadingLevel,
    id: Option<String>,
    text: String,
    at: Range<usize>,
}

/// The lines of a block of HTML, which come one by one and may lack what stands before them, such as `>`.
#[derive(Default)]
struct HtmlBlock {
    text: String,
    /// Where each line begins in `text` and in the body.
    lines: Vec<(usize, usize)>,
}

impl HtmlBlock {
    fn push(&mut self, line: &str, source: usize) {
        self.lines.push((self.text.len(), source));
        self.text.push_str(line);
    }

    fn source_of(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, source)| source + (offset - start))
    }
}

struct Walk<'t> {
    source: &'t str,
    offset: usize,
    body: Body,
    anchors: Anchors,
    heading: Option<OpenHeading>,
    /// How many elements are open in which ids are no mentions: links and images.
    quiet: usize,
    /// True inside a code block, which is neither searched nor read for ids.
    in_code: bool,
    /// The block of HTML that is open.
    html: Option<HtmlBlock>,
}

impl Walk<'_> {
    fn at(&self, range: &Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &at),
            Event::Code(code) => self.push(&code),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push(&html, at.start),
                None => self.refuse(&html, |offset| at.start + offset),
            },
            Event::InlineHtml(html) => self.refuse(&html, |offset| at.start + offset),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let id = id.map(|id| github_anchor(&id));
                self.heading =
                    Some(OpenHeading { level, id, text: String::new(), at: self.at(&at) });
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.quiet += 1;
                let kind = match link_type {
                    LinkType::WikiLink { .. } => LinkKind::Wiki,
                    LinkType::Email => LinkKind::Mail,
                    _ => LinkKind::Link,
                };
                self.link(kind, &dest_url, &at);
            }
            Tag::Image { dest_url, .. } => {
                self.quiet += 1;
                self.link(LinkKind::Image, &dest_url, &at);
            }
            Tag::HtmlBlock => self.html = Some(HtmlBlock::default()),
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = language(&info)
                    && !highlight::knows(language)
                {
                    let place = self.find(language, &at);
                    self.body.unknown_languages.push(Spanned::new(language.to_owned(), place));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(open) = self.heading.take() {
                    let wanted = open.id.unwrap_or_else(|| github_anchor(&open.text));
                    let anchor = self.anchors.unique(wanted);
                    let text = open.text.trim().to_owned();
                    self.body.passages.push(Passage {
                        heading: Some(self.body.headings.len()),
                        text: String::new(),
                    });
                    self.body.headings.push(Heading {
                        level: open.level as u8,
                        text,
                        anchor,
                        at: open.at,
                    });
                }
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.refuse(&block.text, |offset| block.source_of(offset));
                }
            }
            TagEnd::Link | TagEnd::Image => {
                self.quiet = self.quiet.saturating_sub(1);
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.push(" "),
            _ => {}
        }
    }

    /// Notes what of a piece of HTML will be removed; `source_of` finds its place in the body.
    fn refuse(&mut self, html: &str, source_of: impl Fn(usize) -> usize) {
        for piece in raw_html::refused(html) {
            let place = self.at(&(source_of(piece.at.start)..source_of(piece.at.end)));
            self.body.refused_html.push(Spanned::new(piece.value, place));
        }
    }

    fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.in_code {
            return;
        }
        if self.quiet == 0 && self.heading.is_none() {
            // Entities and escapes make the text differ from its source; such a piece is located as a whole.
            let verbatim = self.source.get(at.clone()) == Some(text);
            let whole = self.at(at);
            for range in id::mentions(text) {
                let place = if verbatim {
                    whole.start + range.start..whole.start + range.end
                } else {
                    whole.clone()
                };
                self.body.mentions.push(Spanned::new(text[range].to_owned(), place));
            }
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if let Some(passage) = self.body.passages.last_mut() {
            let blank = text.trim().is_empty();
            if !(blank && (passage.text.is_empty() || passage.text.ends_with(' '))) {
                passage.text.push_str(text);
            }
        }
    }

    fn link(&mut self, kind: LinkKind, target: &str, at: &Range<usize>) {
        let place = self.find(target, at);
        self.body.links.push(RawLink { kind, target: Spanned::new(target.to_owned(), place) });
    }

    /// The place of `needle` in the source of an element, or of the whole element when it is written otherwise.
    ///
    /// The target of a link stands behind `](`; other needles stand first in their element.
    fn find(&self, needle: &str, at: &Range<usize>) -> Range<usize> {
        let source = self.source.get(at.clone()).unwrap_or("");
        let from = source.rfind("](").unwrap_or(0);
        let found =
            source[from..].find(needle).map(|start| from + start).or_else(|| source.find(needle));
        match found.filter(|_| !needle.is_empty()) {
            Some(start) => self.at(&(at.start + start..at.start + start + needle.len())),
            None => self.at(at),
        }
    }
}

/// The language of a fenced block: the first word of its info string.
pub fn language(info: &str) -> Option<&str> {
    info.split([' ', ',', '{']).next().filter(|language| !language.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
