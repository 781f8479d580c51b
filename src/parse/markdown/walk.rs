//! Walks the events of one body and fills a [`Body`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::base::slug::{Anchors, github_anchor};
use crate::base::unseen::zero_width;
use crate::diag::span::Spanned;
use crate::parse::highlight;
use crate::parse::id;
use crate::parse::limits::{LINE, cut, excess};
use crate::parse::markdown::html_block::HtmlBlock;
use crate::parse::markdown::unfilled::Unfilled;
use crate::parse::markdown::{
    Body, Heading, LinkKind, LostCell, Passage, RawLink, heading, language, table,
};
use crate::parse::raw_html;

/// The heading that is being read.
struct OpenHeading {
    level: HeadingLevel,
    id: Option<String>,
    text: String,
    at: Range<usize>,
    marks: Range<usize>,
}

/// A link or image that is being read.
struct OpenLink {
    /// Its index in [`Body::links`].
    index: usize,
    /// The bytes of the body that it holds, as far as they were read.
    inner: Option<Range<usize>>,
}

/// How much of the text of a link is kept, in bytes.
const LINK_TEXT: usize = 200;

pub(super) struct Walk<'t> {
    source: &'t str,
    offset: usize,
    /// What was collected so far.
    body: Body,
    anchors: Anchors,
    heading: Option<OpenHeading>,
    /// How many elements are open in which ids are no mentions: links and images.
    quiet: usize,
    /// True inside a code block, which is neither searched nor read for ids.
    in_code: bool,
    /// The text of the block of code that is open and is code by its indent alone.
    indented: Option<Spanned<String>>,
    /// The links and images that are open, the innermost last.
    open_links: Vec<OpenLink>,
    /// How many columns the table has that is open.
    columns: usize,
    /// The block of HTML that is open.
    html: Option<HtmlBlock>,
    /// What was never filled in.
    unfilled: Unfilled,
}

impl<'t> Walk<'t> {
    /// Stands before the first event of `source`, which are the bytes `range` of its file.
    pub(super) fn new(source: &'t str, range: Range<usize>) -> Self {
        Self {
            source,
            offset: range.start,
            body: Body { range, passages: vec![Passage::default()], ..Body::default() },
            anchors: Anchors::default(),
            heading: None,
            quiet: 0,
            in_code: false,
            indented: None,
            open_links: Vec::new(),
            columns: 0,
            html: None,
            unfilled: Unfilled::default(),
        }
    }

    /// What was collected, after the last event.
    pub(super) fn end_of_body(mut self) -> Body {
        self.unfilled.end(self.source);
        for range in std::mem::take(&mut self.unfilled.found) {
            let text = self.source[range.clone()].to_owned();
            let place = self.at(&range);
            self.body.placeholders.push(Spanned::new(text, place));
        }
        // Texts and lists grow by doubling, and all of them stay in memory until the end.
        let body = &mut self.body;
        body.passages.iter_mut().for_each(|passage| passage.text.shrink_to_fit());
        body.passages.shrink_to_fit();
        body.headings.shrink_to_fit();
        body.links.shrink_to_fit();
        body.mentions.shrink_to_fit();
        self.body
    }

    fn at(&self, range: &Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        let is_running = !self.in_code && self.quiet == 0;
        self.unfilled.event(self.source, &event, &at, is_running);
        if let Some(link) = self.open_links.last_mut()
            && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
        {
            let inner = link.inner.get_or_insert_with(|| at.clone());
            inner.end = inner.end.max(at.end);
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &at),
            Event::Code(code) => self.push(&code),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push(&html, at.start),
                None => self.inline_html(&html, &at),
            },
            Event::InlineHtml(html) => self.inline_html(&html, &at),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let id = id.map(|id| github_anchor(&id));
                let source = self.source.get(at.clone()).unwrap_or("");
                let marks = heading::marks(source, level as usize);
                self.heading = Some(OpenHeading {
                    level,
                    id,
                    text: String::new(),
                    marks: self.at(&(at.start + marks.start..at.start + marks.end)),
                    at: self.at(&at),
                });
            }
            Tag::Link { link_type, dest_url, .. } => {
                let kind = match link_type {
                    LinkType::WikiLink { .. } => LinkKind::Wiki,
                    LinkType::Email => LinkKind::Mail,
                    _ => LinkKind::Link,
                };
                let shows_text = link_type != LinkType::WikiLink { has_pothole: false };
                self.link(kind, &dest_url, shows_text.then(String::new), &at);
            }
            Tag::Image { dest_url, .. } => {
                self.link(LinkKind::Image, &dest_url, Some(String::new()), &at);
            }
            Tag::Table(columns) => self.columns = columns.len(),
            Tag::TableRow => self.row(&at),
            Tag::HtmlBlock => self.html = Some(HtmlBlock::default()),
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.in_code = true;
                self.indented = Some(Spanned::new(String::new(), self.at(&at)));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.in_code = true;
                if let Some(language) = language(&info).filter(|name| !highlight::knows(name)) {
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
                    let text = open.text.trim();
                    if let Some(excess) = excess(text, LINE) {
                        self.body.long_headings.push(Spanned::new(excess, open.at.clone()));
                    }
                    let text = cut(text, LINE).into_owned();
                    let wanted = open.id.unwrap_or_else(|| github_anchor(&text));
                    let anchor = self.anchors.unique(cut(&wanted, LINE).into_owned());
                    self.body.passages.push(Passage {
                        heading: Some(self.body.headings.len()),
                        text: String::new(),
                    });
                    self.body.headings.push(Heading {
                        level: open.level as u8,
                        text,
                        anchor,
                        number: None,
                        at: open.at,
                        marks: open.marks,
                    });
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.body.indented.extend(self.indented.take());
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.refuse(&block.text, |piece| {
                        block.source_of(piece.start)..block.source_of(piece.end)
                    });
                }
            }
            TagEnd::Link | TagEnd::Image => {
                self.quiet = self.quiet.saturating_sub(1);
                self.end_link();
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

    /// Notes what of a tag in a line of text will be removed. In the alternative text of an image it is shown as it was typed.
    fn inline_html(&mut self, html: &str, at: &Range<usize>) {
        let is_in_image = self.open_links.iter().any(|link| {
            self.body.links.get(link.index).is_some_and(|link| link.kind == LinkKind::Image)
        });
        if is_in_image {
            return;
        }
        if self.source.get(at.clone()) == Some(html) {
            self.refuse(html, |piece| at.start + piece.start..at.start + piece.end);
        } else {
            // In a quote or a list, its lines lack what stands before them; such a tag is located as a whole.
            self.refuse(html, |_| at.clone());
        }
    }

    /// Notes what of a piece of HTML will be removed; `source_of` finds a place of the piece in the body.
    fn refuse(&mut self, html: &str, source_of: impl Fn(Range<usize>) -> Range<usize>) {
        for piece in raw_html::refused(html) {
            let place = self.at(&source_of(piece.at));
            self.body.refused_html.push(Spanned::new(piece.value, place));
        }
    }

    fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.in_code {
            if let Some(block) = &mut self.indented {
                block.value.push_str(text);
            }
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
        self.push_to_link(text);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if let Some(passage) = self.body.passages.last_mut() {
            let blank = text.trim().is_empty();
            if !(blank && (passage.text.is_empty() || passage.text.ends_with(' '))) {
                passage.text.push_str(text);
            }
        }
    }

    fn link(&mut self, kind: LinkKind, target: &str, text: Option<String>, at: &Range<usize>) {
        self.quiet += 1;
        let place = self.find(target, at);
        if let Some(unseen) = zero_width(target) {
            self.body.unseen.push(Spanned::new(unseen, place.clone()));
        }
        self.open_links.push(OpenLink { index: self.body.links.len(), inner: None });
        self.body.links.push(RawLink {
            kind,
            target: Spanned::new(target.to_owned(), place),
            text,
            text_at: self.at(at),
        });
    }

    /// What a link shows is also shown by the link that holds it.
    fn end_link(&mut self) {
        let Some(open) = self.open_links.pop() else { return };
        let Some(link) = self.body.links.get_mut(open.index) else { return };
        let is_blank = link.text.as_ref().is_some_and(|text| text.trim().is_empty());
        if let Some(inner) = open.inner.filter(|_| !is_blank) {
            link.text_at = self.offset + inner.start..self.offset + inner.end;
        }
        if let Some(text) = link.text.clone() {
            self.push_to_link(&text);
        }
    }

    fn push_to_link(&mut self, text: &str) {
        let Some(open) = self.open_links.last() else { return };
        if let Some(shown) = self.body.links.get_mut(open.index).and_then(|link| link.text.as_mut())
        {
            let room = LINK_TEXT.saturating_sub(shown.len());
            shown.push_str(&text[..text.floor_char_boundary(room)]);
        }
    }

    /// Notes what a row of a table has beyond the columns of its head.
    fn row(&mut self, at: &Range<usize>) {
        let source = self.source.get(at.clone()).unwrap_or("");
        if let Some((cell, cells)) = table::lost_cell(source, self.columns) {
            let text = source.get(cell.clone()).unwrap_or("").to_owned();
            let place = self.at(&(at.start + cell.start..at.start + cell.end));
            let text = Spanned::new(text, place);
            self.body.lost_cells.push(LostCell { text, cells, columns: self.columns });
        }
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
