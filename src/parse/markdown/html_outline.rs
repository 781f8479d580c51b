//! The elements of the page that a body with raw HTML becomes, as events: those of `render::html`, without what adds no depth, such as
//! addresses and colors.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::markdown::events;
use crate::parse::raw_html::{is_complete, stripped};

/// Whether the first heading is on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    Shown,
    Left,
}

/// An event with its place in the body.
type Piece<'t> = (Event<'t>, Range<usize>);

/// The page of a body as events; `None` if its title is left and has nothing that other elements could depend on.
pub(super) fn outline(body: &str, title: Title) -> Option<Vec<Piece<'_>>> {
    let mut outline = Outline::default();
    let mut heading = Heading::Before;
    let mut matters = title == Title::Shown;
    for (event, at) in events(body) {
        match (&event, heading) {
            (Event::Start(Tag::Heading { .. }), Heading::Before) if title == Title::Left => {
                heading = Heading::Within;
            }
            (Event::End(TagEnd::Heading(_)), Heading::Within) => heading = Heading::Behind,
            (Event::InlineHtml(_) | Event::FootnoteReference(_), Heading::Within) => {
                matters = true;
            }
            (_, Heading::Within) => {}
            _ => outline.event(event, at),
        }
    }
    matters.then(|| outline.end())
}

/// Where the walk is, seen from the first heading.
#[derive(Clone, Copy)]
enum Heading {
    Before,
    Within,
    Behind,
}

/// A footnote: the number of its first reference, and its text.
#[derive(Default)]
struct Note<'t> {
    number: Option<usize>,
    pieces: Vec<Piece<'t>>,
}

#[derive(Default)]
struct Outline<'t> {
    pieces: Vec<Piece<'t>>,
    /// The block of HTML that is open.
    block: Option<String>,
    /// How many pictures lie in each other, of which only the outer one is an element.
    pictures: usize,
    /// True in the head of a table.
    in_head: bool,
    notes: BTreeMap<String, Note<'t>>,
    numbered: usize,
    /// The footnotes that are open, with what stands before them.
    open: Vec<(String, Vec<Piece<'t>>)>,
}

impl<'t> Outline<'t> {
    fn html(&mut self, html: impl Into<CowStr<'t>>, at: Range<usize>) {
        self.pieces.push((Event::InlineHtml(html.into()), at));
    }

    fn event(&mut self, event: Event<'t>, at: Range<usize>) {
        match (event, &mut self.block) {
            (Event::Start(Tag::Image { .. }), _) => self.pictures += 1,
            (Event::End(TagEnd::Image), _) => {
                self.pictures -= 1;
                if self.pictures == 0 {
                    self.html("<img>", at);
                }
            }
            _ if self.pictures > 0 => {}
            (Event::Html(html) | Event::Text(html), Some(block)) => block.push_str(&html),
            (Event::Html(html) | Event::InlineHtml(html), _) => self.raw(&html, at),
            (Event::Start(tag), _) => self.start(tag, at),
            (Event::End(tag), _) => self.ended(tag, at),
            (Event::FootnoteReference(label), _) => {
                self.numbered += 1;
                let note = self.notes.entry(label.to_lowercase()).or_default();
                note.number.get_or_insert(self.numbered);
                self.html("<sup><a>1</a></sup>", at);
            }
            (Event::TaskListMarker(_), _) => self.html("<span>☐</span> ", at),
            (other, _) => self.pieces.push((other, at)),
        }
    }

    /// HTML that is not complete is text.
    fn raw(&mut self, html: &str, at: Range<usize>) {
        if is_complete(html) {
            self.html(stripped(html), at);
        } else {
            self.pieces.push((Event::Text("a".into()), at));
        }
    }

    fn start(&mut self, tag: Tag<'t>, at: Range<usize>) {
        let html = match tag {
            Tag::HtmlBlock => {
                self.block = Some(String::new());
                return;
            }
            Tag::FootnoteDefinition(label) => {
                self.open.push((label.to_lowercase(), std::mem::take(&mut self.pieces)));
                return;
            }
            Tag::TableHead => {
                self.in_head = true;
                "<thead><tr>"
            }
            Tag::Heading { .. } => "<h2>",
            Tag::CodeBlock(_) => "<pre><code>",
            Tag::BlockQuote(Some(_)) => "<div><p>a</p>\n",
            Tag::Table(_) => "<div><table>",
            Tag::TableRow => "<tr>",
            Tag::TableCell if self.in_head => "<th>",
            Tag::TableCell => "<td>",
            Tag::Link { .. } => "<a>",
            other => return self.pieces.push((Event::Start(other), at)),
        };
        self.html(html, at);
    }

    fn ended(&mut self, tag: TagEnd, at: Range<usize>) {
        let html = match tag {
            TagEnd::HtmlBlock => return self.end_block(at),
            TagEnd::FootnoteDefinition => return self.end_note(),
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::Heading(_) => " <a>#</a></h2>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Link => "</a>",
            other => return self.pieces.push((Event::End(other), at)),
        };
        self.html(html, at);
    }

    fn end_block(&mut self, at: Range<usize>) {
        let Some(block) = self.block.take() else { return };
        if is_complete(&block) {
            self.html(stripped(&block), at);
        } else {
            self.html("<p>a</p>\n", at);
        }
    }

    /// Footnotes stand at the end of the page. The first definition of a label counts.
    fn end_note(&mut self) {
        let Some((label, before)) = self.open.pop() else { return };
        let pieces = std::mem::replace(&mut self.pieces, before);
        let note = self.notes.entry(label).or_default();
        if note.pieces.is_empty() {
            note.pieces = pieces;
        }
    }

    fn end(mut self) -> Vec<Piece<'t>> {
        let mut notes: Vec<Note<'t>> =
            self.notes.into_values().filter(|note| !note.pieces.is_empty()).collect();
        notes.sort_by_key(|note| (note.number.is_none(), note.number));
        let mut begin = "<section><ol>\n<li>";
        for note in notes {
            let at = note.pieces.first().map_or(0..0, |(_, at)| at.clone());
            let end = if note.number.is_some() { "<a>↩</a></li>\n" } else { "</li>\n" };
            self.pieces.push((Event::InlineHtml(begin.into()), at.clone()));
            self.pieces.extend(note.pieces);
            self.pieces.push((Event::InlineHtml(end.into()), at));
            begin = "<li>";
        }
        self.pieces
    }
}
