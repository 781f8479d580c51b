//! Whether the raw HTML of a body may be parsed as HTML: that costs the square of its depth.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, TagEnd};

use crate::diag::span::Spanned;
use crate::parse::raw_html::{self, DEEPEST, Excess, LARGEST};

/// Elements that have no end.
const VOID: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];

/// Counts how deep the elements of Markdown and of raw HTML lie in each other.
#[derive(Default)]
pub(super) struct HtmlLimits {
    /// The elements that are open.
    open: Vec<String>,
    /// The block of HTML that is open, of which a line is an event.
    block: Option<String>,
    /// Where the first piece of HTML stands.
    first: Option<Range<usize>>,
    /// Where elements lie too deep for the first time.
    deep: Option<Range<usize>>,
}

impl HtmlLimits {
    /// Takes the next event.
    pub(super) fn event(&mut self, event: &Event<'_>, at: &Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.block = (tag.to_end() == TagEnd::HtmlBlock).then(String::new);
                self.open(name(tag.to_end()), at);
            }
            Event::End(tag) => {
                if let Some(block) = self.block.take() {
                    self.html(&block, at);
                }
                self.close(name(*tag));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.first.get_or_insert_with(|| at.clone());
                match &mut self.block {
                    Some(block) => block.push_str(html),
                    None => self.html(html, at),
                }
            }
            _ => {}
        }
    }

    fn html(&mut self, html: &str, at: &Range<usize>) {
        for tag in raw_html::tags(html).filter(|tag| !tag.name.is_empty()) {
            if self.deep.is_some() {
                return;
            }
            let name = tag.name.to_ascii_lowercase();
            match tag.is_closing {
                true => self.close(&name),
                false if VOID.contains(&name.as_str()) => {}
                false => self.open(&name, at),
            }
        }
    }

    fn open(&mut self, name: &str, at: &Range<usize>) {
        if self.deep.is_none() {
            self.open.push(name.to_owned());
            self.deep = (self.open.len() > DEEPEST).then(|| at.clone());
        }
    }

    /// An end that ends nothing does not count.
    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|other| other == name) {
            self.open.truncate(at);
        }
    }

    /// Whether there is raw HTML, and why it is shown as text, with its place in the body.
    pub(super) fn end(self, size: usize) -> (bool, Option<Spanned<Excess>>) {
        let Some(first) = self.first else { return (false, None) };
        let excess = match self.deep {
            _ if size > LARGEST => Some(Spanned::new(Excess::Size, first)),
            deep => deep.map(|at| Spanned::new(Excess::Depth, at)),
        };
        (true, excess)
    }
}

/// The element that a tag becomes.
fn name(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2) => "h2",
        TagEnd::Heading(_) => "h3",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        TagEnd::Table => "table",
        TagEnd::TableHead => "thead",
        TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Link => "a",
        TagEnd::CodeBlock => "pre",
        _ => "div",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::events;

    fn limits(text: &str) -> (bool, Option<Spanned<Excess>>) {
        let mut limits = HtmlLimits::default();
        for (event, at) in events(text) {
            limits.event(&event, &at);
        }
        limits.end(text.len())
    }

    #[test]
    fn depth_counts_over_markdown_and_html() {
        let quoted = |deep: usize, html: &str| limits(&format!("{} {html}", ">".repeat(deep)));
        assert_eq!(quoted(60, "a").1, None);
        assert_eq!(quoted(60, "a <b>b</b>"), (true, None));
        let (_, excess) = quoted(60, "a <b><i><u><s>b");
        assert_eq!(excess.map(|excess| excess.value), Some(Excess::Depth));
    }

    #[test]
    fn what_is_closed_or_void_is_not_deep() {
        assert_eq!(limits(&"a <b>b</b><br></i>".repeat(100)), (true, None));
        assert!(limits(&"a <b>b\n\n".repeat(100)).1.is_none(), "the paragraph ends it");
        assert!(limits(&"<div>".repeat(70)).1.is_some());
        assert!(!limits("a").0);
    }

    #[test]
    fn a_large_body_shows_its_html_as_text() {
        let (has_html, excess) = limits(&format!("{}<br>", "a ".repeat(LARGEST)));
        assert!(has_html);
        assert_eq!(excess.map(|excess| excess.value), Some(Excess::Size));
    }
}
