//! The Markdown of a file to HTML with settled links and ids of our own. One of the two files that name `pulldown_cmark`.
//!
//! It walks the same events as `parse::markdown`, in the same order: the n-th heading and the n-th link here are the n-th there.
//! Every attribute is written here; nothing that an author typed becomes one without being checked or escaped.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd, html::push_html};

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::{ANCHOR_PREFIX, Link};
use crate::parse::highlight::highlight;
use crate::parse::id::mentions;
use crate::parse::markdown::{Body, events, language};
use crate::render::sanitize;

/// A body and what its links lead to.
pub struct Prose<'h> {
    /// The text of the whole file.
    pub text: &'h str,
    /// What was found in it.
    pub body: &'h Body,
    /// Where its links lead, in their order.
    pub links: &'h [Link],
    /// The entry that the page shows: ids of itself are not linked.
    pub entry: Option<Entry>,
    /// The title that the page shows already.
    pub title: &'h str,
    /// The page.
    pub page: &'h OutPath,
}

/// Renders a body.
pub fn body(handbook: &Handbook, prose: &Prose<'_>) -> String {
    let source = prose.text.get(prose.body.range.clone()).unwrap_or("");
    let has_html = || events(source).any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    // Looking for `<` first spares most documents a second walk.
    if !(source.contains('<') && has_html()) {
        return Writer::new(handbook, prose, RawHtml::AsText).write(source);
    }
    let html = Writer::new(handbook, prose, RawHtml::Kept).write(source);
    if html.len() > sanitize::LARGEST || depth(&html) > sanitize::DEEPEST {
        return Writer::new(handbook, prose, RawHtml::AsText).write(source);
    }
    sanitize::clean(&html)
}

/// How deep elements lie in each other at most, void elements not counted.
fn depth(html: &str) -> usize {
    const VOID: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];
    let (mut depth, mut deepest) = (0_usize, 0);
    for piece in html.split('<').skip(1) {
        let name = piece.split(|part: char| !part.is_ascii_alphanumeric()).next().unwrap_or("");
        if piece.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty() && !VOID.contains(&name.to_ascii_lowercase().as_str()) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// What becomes of HTML in the Markdown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RawHtml {
    /// It stays, to be cleaned afterwards.
    Kept,
    /// It is shown as it was typed.
    AsText,
}

/// A footnote: its number by the order of references, and its text.
#[derive(Default)]
struct Footnote<'e> {
    number: usize,
    references: usize,
    events: Vec<Event<'e>>,
}

struct Writer<'h, 'e> {
    handbook: &'h Handbook,
    prose: &'h Prose<'h>,
    raw_html: RawHtml,
    out: Vec<Event<'e>>,
    headings: usize,
    links: usize,
    tables: usize,
    columns: Vec<Alignment>,
    column: usize,
    in_table_head: bool,
    /// How many elements are open in which ids are not linked.
    quiet: usize,
    /// The language and text of the code block that is open.
    code: Option<(Option<String>, String)>,
    /// The alternative text of the image that is open.
    image: Option<String>,
    /// The id and the title of the `[[ID]]` that is open and shows no text of its own.
    wiki_title: Option<(String, String)>,
    /// True inside the heading that repeats the title.
    skipping: bool,
    footnotes: BTreeMap<String, Footnote<'e>>,
    open_footnote: Option<(String, Vec<Event<'e>>)>,
}

impl<'h, 'e> Writer<'h, 'e> {
    fn new(handbook: &'h Handbook, prose: &'h Prose<'h>, raw_html: RawHtml) -> Self {
        Self {
            handbook,
            prose,
            raw_html,
            out: Vec::new(),
            headings: 0,
            links: 0,
            tables: 0,
            columns: Vec::new(),
            column: 0,
            in_table_head: false,
            quiet: 0,
            code: None,
            image: None,
            wiki_title: None,
            skipping: false,
            footnotes: BTreeMap::new(),
            open_footnote: None,
        }
    }

    fn write(mut self, source: &'e str) -> String {
        for (event, _) in events(source) {
            self.event(event);
        }
        let footnotes = std::mem::take(&mut self.footnotes);
        self.write_footnotes(footnotes);
        let mut html = String::with_capacity(source.len() * 3 / 2);
        push_html(&mut html, self.out.into_iter());
        html
    }

    fn html(&mut self, html: impl Into<String>) {
        self.out.push(Event::InlineHtml(html.into().into()));
    }

    fn event(&mut self, event: Event<'e>) {
        if self.skipping {
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
            Event::Text(text) if self.quiet == 0 => self.text(&text),
            Event::Html(html) | Event::InlineHtml(html) if self.raw_html == RawHtml::AsText => self.out.push(Event::Text(html)),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => {
                let (word, mark) = if done { ("Done", "☑") } else { ("To do", "☐") };
                self.html(format!("<span class=\"task\" role=\"img\" aria-label=\"{word}:\">{mark}</span> "));
            }
            other => self.out.push(other),
        }
    }

    /// Takes text that belongs to an open code block or image; true when it did.
    fn collect(&mut self, event: &Event<'e>) -> bool {
        let collected = match (&mut self.code, &mut self.image) {
            (Some((_, code)), _) => code,
            (_, Some(alt)) => alt,
            _ => return false,
        };
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => collected.push_str(text),
            Event::SoftBreak | Event::HardBreak => collected.push(' '),
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => return false,
            // A link inside an image's text still counts as one of the file's links.
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
            _ => {}
        }
        true
    }

    fn start(&mut self, tag: Tag<'e>) {
        match tag {
            Tag::Heading { .. } => self.start_heading(),
            Tag::Link { .. } => self.start_link(),
            Tag::Image { .. } => self.image = Some(String::new()),
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
                self.tables += 1;
                self.columns = columns;
                let label = self.table_label();
                self.html(format!("<div class=\"table-scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>"));
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.column = 0;
                self.html("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.html("<tr>");
            }
            Tag::TableCell => {
                let open = self.cell();
                self.html(open);
            }
            Tag::FootnoteDefinition(label) => {
                self.open_footnote = Some((label.to_string(), std::mem::take(&mut self.out)));
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
            TagEnd::BlockQuote(Some(_)) => self.html("</div>\n"),
            TagEnd::Table => self.html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.html("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.html(if self.in_table_head { "</th>" } else { "</td>" });
            }
            TagEnd::FootnoteDefinition => {
                if let Some((label, before)) = self.open_footnote.take() {
                    let events = std::mem::replace(&mut self.out, before);
                    self.footnotes.entry(label).or_default().events = events;
                }
            }
            other => self.out.push(Event::End(other)),
        }
    }

    fn start_heading(&mut self) {
        let Some(heading) = self.prose.body.headings.get(self.headings) else { return };
        if self.headings == 0 && heading.level == 1 && heading.text == self.prose.title {
            self.headings += 1;
            self.skipping = true;
            return;
        }
        self.quiet += 1;
        // The page has its one heading of level 1 already.
        let level = heading.level.max(2);
        self.html(format!("<h{level} id=\"{ANCHOR_PREFIX}{}\">", escaped(&heading.anchor)));
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.prose.body.headings.get(self.headings) else { return };
        self.headings += 1;
        self.quiet = self.quiet.saturating_sub(1);
        let (anchor, text, level) = (escaped(&heading.anchor), escaped(&heading.text), heading.level.max(2));
        self.html(format!(
            " <a class=\"anchor\" href=\"#{ANCHOR_PREFIX}{anchor}\" aria-label=\"Link to “{text}”\">#</a></h{level}>\n"
        ));
    }

    fn next_link(&mut self) -> &'h Link {
        let link = self.prose.links.get(self.links).unwrap_or(&Link::Broken);
        self.links += 1;
        link
    }

    fn start_link(&mut self) {
        self.quiet += 1;
        let open = match self.next_link() {
            Link::Page { place, entry: Some(_) } => format!("<a class=\"ref\" href=\"{}\">", escaped(&place.url_from(self.prose.page))),
            Link::Page { place, entry: None } => format!("<a href=\"{}\">", escaped(&place.url_from(self.prose.page))),
            Link::Asset { path, .. } => format!("<a href=\"{}\">", escaped(&self.prose.page.link_to(path))),
            Link::External(url) => format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escaped(url)),
            Link::Broken => "<a class=\"broken\">".to_owned(),
        };
        self.html(open);
        // `[[POL-005]]` shows the title of what it names.
        let raw = self.prose.body.links.get(self.links - 1);
        if let (Some(raw), Some(Link::Page { entry: Some(entry), .. })) = (raw, self.prose.links.get(self.links - 1))
            && raw.kind == crate::parse::markdown::LinkKind::Wiki
        {
            let label = self.handbook.label(*entry);
            self.wiki_title = Some((raw.target.value.clone(), label.title.clone()));
        }
    }

    fn end_link(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
        self.wiki_title = None;
        self.html("</a>");
    }

    fn end_image(&mut self) {
        let alt = self.image.take().unwrap_or_default();
        let html = match self.next_link() {
            Link::Asset { path, .. } => {
                format!("<img src=\"{}\" alt=\"{}\">", escaped(&self.prose.page.link_to(path)), escaped(&alt))
            }
            _ => format!("<span class=\"missing-image\">{}</span>", escaped(&alt)),
        };
        self.html(html);
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        let highlighted = language.as_deref().and_then(|language| highlight(&code, language));
        let inner = highlighted.unwrap_or_else(|| escaped(&code));
        self.html(format!("<pre class=\"code\" tabindex=\"0\"><code>{inner}</code></pre>\n"));
    }

    /// Running text, in which known ids become links.
    fn text(&mut self, text: &str) {
        let mut from = 0;
        for range in mentions(text) {
            let Some(entry) = self.handbook.entries.exact(&text[range.clone()]).filter(|entry| Some(*entry) != self.prose.entry) else { continue };
            let label = self.handbook.label(entry);
            self.out.push(Event::Text(text[from..range.start].to_owned().into()));
            let url = escaped(&label.place.url_from(self.prose.page));
            self.html(format!("<a class=\"ref\" href=\"{url}\" title=\"{}\">{}</a>", escaped(&label.title), escaped(&label.id)));
            from = range.end;
        }
        self.out.push(Event::Text(text[from..].to_owned().into()));
    }

    fn cell(&self) -> String {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"ta-left\"",
            Some(Alignment::Center) => " class=\"ta-center\"",
            Some(Alignment::Right) => " class=\"ta-right\"",
            Some(Alignment::None) | None => "",
        };
        if self.in_table_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }

    /// A name for the table's scroll region: screen readers list regions by name.
    fn table_label(&self) -> String {
        let heading = self.headings.checked_sub(1).and_then(|last| self.prose.body.headings.get(last));
        let under = heading.map_or(self.prose.title, |heading| heading.text.as_str());
        format!("Table {}: {}", self.tables, escaped(under))
    }

    fn footnote_reference(&mut self, label: &str) {
        let next = self.footnotes.values().filter(|footnote| footnote.number > 0).count() + 1;
        let footnote = self.footnotes.entry(label.to_owned()).or_default();
        if footnote.number == 0 {
            footnote.number = next;
        }
        footnote.references += 1;
        let (number, reference) = (footnote.number, footnote.references);
        self.html(format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref-{number}-{reference}\" href=\"#fn-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
    }

    fn write_footnotes(&mut self, footnotes: BTreeMap<String, Footnote<'e>>) {
        let mut footnotes: Vec<Footnote<'e>> = footnotes.into_values().filter(|footnote| footnote.number > 0).collect();
        if footnotes.is_empty() {
            return;
        }
        footnotes.sort_by_key(|footnote| footnote.number);
        self.html("<section class=\"footnotes\" role=\"note\" aria-label=\"Footnotes\"><ol>\n");
        for footnote in footnotes {
            let number = footnote.number;
            self.html(format!("<li id=\"fn-{number}\">"));
            self.out.extend(footnote.events);
            self.html(format!(
                "<a class=\"footnote-back\" href=\"#fnref-{number}-1\" aria-label=\"Back to footnote {number} in the text\">↩</a></li>\n"
            ));
        }
        self.html("</ol></section>\n");
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

/// Text for HTML: `&`, `<`, `>` and both quotes escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
