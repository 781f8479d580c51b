//! Walks the Markdown of a body and writes HTML with addresses, ids and classes of our own. Links are in `link`.

mod link;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd, html::push_html};

use crate::model::handbook::Handbook;
use crate::model::link::{ANCHOR_PREFIX, Link};
use crate::parse::highlight::{BLOCK_COST, DOCUMENT_LIMIT, highlight};
use crate::parse::markdown::number::Number;
use crate::parse::markdown::{events, language};
use crate::parse::raw_html;
use crate::render::html::chunk::write_full;
use crate::render::html::escape::escaped;
use crate::render::html::footnotes::Footnotes;
use crate::render::html::marks::Marks;
use crate::render::html::reference::Addresses;
use crate::render::html::table::Tables;
use crate::render::html::{Medium, Prose};
use crate::render::sanitize;

/// What becomes of HTML in the Markdown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RawHtml {
    /// It stays, to be cleaned afterwards.
    Kept,
    /// It is shown as it was typed.
    AsText,
}

/// An image that is being read: its target, its alternative text so far, and how many images lie in that text.
struct OpenImage<'h> {
    link: &'h Link,
    alt: String,
    inner: usize,
}

pub(super) struct Writer<'h, 'e> {
    handbook: &'h Handbook,
    prose: &'h Prose<'h>,
    raw_html: RawHtml,
    out: Vec<Event<'e>>,
    headings: usize,
    links: usize,
    tables: Tables,
    /// How many elements are open in which ids are not linked.
    quiet: usize,
    /// How many links are open that an author wrote as HTML.
    raw_links: isize,
    /// The block of HTML that is open.
    raw_block: Option<String>,
    /// Our own addresses on a page with raw HTML: the page holds numbers until it is clean, so that an author's addresses stand out.
    pub(super) addresses: Vec<String>,
    /// The language and text of the code block that is open.
    code: Option<(Option<String>, String)>,
    /// How much code was highlighted, with what each block costs besides.
    highlighted: usize,
    /// The image that is open.
    image: Option<OpenImage<'h>>,
    /// The id and the title of the `[[ID]]` that is open and shows no text of its own.
    wiki_title: Option<(String, String)>,
    /// True inside the heading that repeats the title.
    skipping: bool,
    footnotes: Footnotes<'e>,
    /// What begins every id.
    prefix: String,
    /// What ends the links that are open, the innermost last.
    ends: Vec<String>,
    /// What the links lead to outside the handbook, for paper.
    outside: Addresses,
    /// What was never filled in.
    marks: Marks,
}

impl<'h, 'e> Writer<'h, 'e> {
    pub(super) fn new(handbook: &'h Handbook, prose: &'h Prose<'h>, raw_html: RawHtml) -> Self {
        Self {
            handbook,
            prose,
            raw_html,
            out: Vec::new(),
            headings: 0,
            links: 0,
            tables: Tables::default(),
            quiet: 0,
            raw_links: 0,
            raw_block: None,
            addresses: Vec::new(),
            code: None,
            highlighted: 0,
            image: None,
            wiki_title: None,
            skipping: false,
            footnotes: Footnotes::new(&prose.prefix()),
            prefix: prose.prefix(),
            ends: Vec::new(),
            outside: Addresses::default(),
            marks: Marks::default(),
        }
    }

    pub(super) fn write(&mut self, source: &'e str) -> String {
        let mut html = String::with_capacity(source.len() * 3 / 2);
        for (event, at) in events(source) {
            let is_unfilled = self.marks.begin(self.prose.body, &event, &at);
            if is_unfilled && !self.skipping {
                self.html("<mark>");
            }
            let is_shown = !self.skipping;
            self.event(event);
            if self.marks.end(self.prose.body, &at) && is_shown {
                self.html("</mark>");
            }
            // A footnote goes to the end, wherever it stands.
            if !self.footnotes.is_open() {
                write_full(&mut self.out, &mut html);
            }
        }
        let footnotes = std::mem::take(&mut self.footnotes);
        self.out.extend(footnotes.into_events());
        let outside = std::mem::take(&mut self.outside);
        self.html(outside.into_html());
        push_html(&mut html, std::mem::take(&mut self.out).into_iter());
        html
    }

    fn html(&mut self, html: impl Into<CowStr<'e>>) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn event(&mut self, event: Event<'e>) {
        if self.skipping {
            // The title is shown already, but its links count.
            self.links +=
                usize::from(matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })));
            self.skipping = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        if self.collect(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.wiki_title.as_ref().is_some_and(|(id, _)| **id == *text) => {
                let title = self.wiki_title.take().map(|(_, title)| title);
                self.out.push(Event::Text(title.unwrap_or_default().into()));
            }
            Event::Text(text) if self.quiet == 0 && self.raw_links <= 0 => self.text(text),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html),
            Event::FootnoteReference(label) => {
                let html = self.footnotes.refer(&label);
                self.html(html);
            }
            Event::TaskListMarker(done) => {
                let (word, mark) = if done { ("Done", "☑") } else { ("To do", "☐") };
                self.html(format!(
                    "<span class=\"task\" role=\"img\" aria-label=\"{word}:\">{mark}</span> "
                ));
            }
            other => self.out.push(other),
        }
    }

    /// Takes text that belongs to an open code block, image or block of HTML; true when it did.
    fn collect(&mut self, event: &Event<'e>) -> bool {
        let collected = match (&mut self.code, &mut self.image, &mut self.raw_block) {
            (Some((_, code)), ..) => code,
            (_, Some(image), _) => match event {
                Event::Start(Tag::Image { .. }) => {
                    image.inner += 1;
                    self.links += 1;
                    return true;
                }
                Event::Start(Tag::Link { .. }) => {
                    self.links += 1;
                    return true;
                }
                Event::End(TagEnd::Image) if image.inner > 0 => {
                    image.inner -= 1;
                    return true;
                }
                _ => &mut image.alt,
            },
            (_, _, Some(block)) => block,
            _ => return false,
        };
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                collected.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => collected.push(' '),
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => return false,
            _ => {}
        }
        true
    }

    /// HTML of the author: kept to be cleaned, or shown as typed where it cannot be.
    fn raw_html(&mut self, html: &str) {
        if self.raw_html == RawHtml::Kept && raw_html::is_complete(html) {
            self.raw_links += raw_html::open_links(html);
            self.html(raw_html::stripped(html));
        } else {
            self.out.push(Event::Text(html.to_owned().into()));
        }
    }

    fn end_raw_block(&mut self) {
        let Some(block) = self.raw_block.take() else { return };
        if self.raw_html == RawHtml::Kept && raw_html::is_complete(&block) {
            self.raw_html(&block);
        } else {
            self.html("<p>");
            self.out.push(Event::Text(block.into()));
            self.html("</p>\n");
        }
    }

    /// What an attribute holds for one of our own addresses.
    fn address(&mut self, url: &str) -> String {
        if self.raw_html == RawHtml::AsText {
            return escaped(url);
        }
        self.addresses.push(url.to_owned());
        sanitize::placeholder(self.addresses.len() - 1)
    }

    fn start(&mut self, tag: Tag<'e>) {
        match tag {
            Tag::Heading { .. } => self.start_heading(),
            Tag::Image { .. } => {
                let link = self.next_link();
                self.image = Some(OpenImage { link, alt: String::new(), inner: 0 });
            }
            Tag::HtmlBlock => self.raw_block = Some(String::new()),
            Tag::Link { link_type, .. } => self.start_link(link_type),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => language(info).map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some((language, String::new()));
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = alert(kind);
                self.html(format!("<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"));
            }
            Tag::Table(columns) => {
                let heading = self
                    .headings
                    .checked_sub(1)
                    .and_then(|last| self.prose.body.headings.get(last));
                let heading = heading.map_or(self.prose.title, |heading| &heading.text);
                let html = self.tables.open(columns, &self.named(heading));
                self.html(html);
            }
            Tag::TableHead => {
                let html = self.tables.open_head();
                self.html(html);
            }
            Tag::TableRow => {
                let html = self.tables.open_row();
                self.html(html);
            }
            Tag::TableCell => self.html(self.tables.open_cell()),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.open(&label, std::mem::take(&mut self.out));
            }
            other => self.out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_raw_block(),
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n"),
            TagEnd::Table => self.html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                let html = self.tables.close_head();
                self.html(html);
            }
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::FootnoteDefinition => {
                self.out = self.footnotes.close(std::mem::take(&mut self.out));
            }
            other => self.out.push(Event::End(other)),
        }
    }

    /// A name that no other body on the page has.
    fn named(&self, heading: &str) -> String {
        let body = match (self.prose.medium, self.prose.entry) {
            (Medium::Page, _) => return heading.to_owned(),
            (Medium::Book { .. }, Some(entry)) => &self.handbook.label(entry).id,
            (Medium::Book { .. }, None) => self.prose.title,
        };
        format!("{heading}, {body}")
    }

    fn start_heading(&mut self) {
        let Some(heading) = self.prose.body.headings.get(self.headings) else { return };
        if self.headings == 0 && self.prose.body.repeats(self.prose.title) {
            self.headings += 1;
            self.skipping = true;
            return;
        }
        self.quiet += 1;
        let (level, prefix) = (self.prose.level(heading), &self.prefix);
        let number = heading.number.as_ref().and_then(Number::counted);
        let number =
            number.map(|number| format!("<span class=\"no\">{number}</span> ")).unwrap_or_default();
        let anchor = escaped(&heading.anchor);
        let html = format!("<h{level} id=\"{prefix}{ANCHOR_PREFIX}{anchor}\">{number}");
        self.html(html);
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.prose.body.headings.get(self.headings) else { return };
        self.headings += 1;
        self.quiet = self.quiet.saturating_sub(1);
        let level = self.prose.level(heading);
        if matches!(self.prose.medium, Medium::Book { .. }) {
            self.html(format!("</h{level}>\n"));
            return;
        }
        let name = match &heading.number {
            Some(number) => format!("section {}", number.text()),
            None => format!("“{}”", escaped(&heading.text)),
        };
        let anchor = escaped(&heading.anchor);
        self.html(format!(
            " <a class=\"anchor\" href=\"#{ANCHOR_PREFIX}{anchor}\" aria-label=\"Link to {name}\">#</a></h{level}>\n"
        ));
    }

    fn end_image(&mut self) {
        let Some(OpenImage { link, alt, .. }) = self.image.take() else { return };
        let html = match link {
            Link::Asset { path, .. } => {
                format!(
                    "<img src=\"{}\" alt=\"{}\">",
                    self.address(&self.prose.here().link_to(path)),
                    escaped(&alt)
                )
            }
            _ => format!("<span class=\"missing-image\">{}</span>", escaped(&alt)),
        };
        self.html(html);
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        // Paper is black and white, and colors are the most expensive part of a page.
        let language = language.filter(|_| matches!(self.prose.medium, Medium::Page));
        let cost = code.len() + BLOCK_COST;
        let language = language.filter(|_| self.highlighted + cost <= DOCUMENT_LIMIT);
        let highlighted = language.and_then(|language| highlight(&code, &language));
        self.highlighted += highlighted.as_ref().map_or(0, |_| cost);
        let inner = highlighted.unwrap_or_else(|| escaped(&code));
        self.html(format!("<pre class=\"code\" tabindex=\"0\"><code>{inner}</code></pre>\n"));
    }

    fn end_cell(&mut self) {
        let close = self.tables.close_cell();
        // A head without a word heads nothing: screen readers would announce an empty name.
        let is_empty =
            matches!(self.out.last(), Some(Event::InlineHtml(open)) if open.starts_with("<th"));
        if is_empty {
            self.out.pop();
            self.html("<td></td>");
        } else {
            self.html(close);
        }
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}
