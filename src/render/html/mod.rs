//! The Markdown of a file to HTML with settled links and ids of our own. `pulldown_cmark` is named here and in `parse::markdown` only.
//!
//! It walks the same events as `parse::markdown`, in the same order: the n-th heading and the n-th link here are the n-th there.
//! Every attribute is written here; nothing that an author typed becomes one without being checked or escaped.

mod escape;
mod footnotes;
mod table;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd, html::push_html};

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::link::{ANCHOR_PREFIX, Link};
use crate::parse::highlight::highlight;
use crate::parse::id::mentions;
use crate::parse::markdown::{Body, events, language};
use crate::render::html::escape::escaped;
use crate::render::html::footnotes::Footnotes;
use crate::render::html::table::Tables;
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
    let has_html =
        || events(source).any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
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

struct Writer<'h, 'e> {
    handbook: &'h Handbook,
    prose: &'h Prose<'h>,
    raw_html: RawHtml,
    out: Vec<Event<'e>>,
    headings: usize,
    links: usize,
    tables: Tables,
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
    footnotes: Footnotes<'e>,
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
            tables: Tables::default(),
            quiet: 0,
            code: None,
            image: None,
            wiki_title: None,
            skipping: false,
            footnotes: Footnotes::default(),
        }
    }

    fn write(mut self, source: &'e str) -> String {
        for (event, _) in events(source) {
            self.event(event);
        }
        self.out.extend(self.footnotes.into_events());
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
            Event::Html(html) | Event::InlineHtml(html) if self.raw_html == RawHtml::AsText => {
                self.out.push(Event::Text(html));
            }
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

    /// Takes text that belongs to an open code block or image; true when it did.
    fn collect(&mut self, event: &Event<'e>) -> bool {
        let collected = match (&mut self.code, &mut self.image) {
            (Some((_, code)), _) => code,
            (_, Some(alt)) => alt,
            _ => return false,
        };
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                collected.push_str(text);
            }
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
                let heading = self
                    .headings
                    .checked_sub(1)
                    .and_then(|last| self.prose.body.headings.get(last));
                let html = self
                    .tables
                    .open(columns, heading.map_or(self.prose.title, |heading| &heading.text));
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
        let (anchor, text, level) =
            (escaped(&heading.anchor), escaped(&heading.text), heading.level.max(2));
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
            Link::Page { place, entry: Some(_) } => {
                format!("<a class=\"ref\" href=\"{}\">", escaped(&place.url_from(self.prose.page)))
            }
            Link::Page { place, entry: None } => {
                format!("<a href=\"{}\">", escaped(&place.url_from(self.prose.page)))
            }
            Link::Asset { path, .. } => {
                format!("<a href=\"{}\">", escaped(&self.prose.page.link_to(path)))
            }
            Link::External(url) => {
                format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escaped(url))
            }
            Link::Broken => "<a class=\"broken\">".to_owned(),
        };
        self.html(open);
        // `[[POL-005]]` shows the title of what it names.
        let raw = self.prose.body.links.get(self.links - 1);
        if let (Some(raw), Some(Link::Page { entry: Some(entry), .. })) =
            (raw, self.prose.links.get(self.links - 1))
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
                format!(
                    "<img src=\"{}\" alt=\"{}\">",
                    escaped(&self.prose.page.link_to(path)),
                    escaped(&alt)
                )
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

    /// Running text, in which known ids become links.
    fn text(&mut self, text: &str) {
        let mut from = 0;
        for range in mentions(text) {
            let Some(entry) = self
                .handbook
                .entries
                .exact(&text[range.clone()])
                .filter(|entry| Some(*entry) != self.prose.entry)
            else {
                continue;
            };
            let label = self.handbook.label(entry);
            self.out.push(Event::Text(text[from..range.start].to_owned().into()));
            let url = escaped(&label.place.url_from(self.prose.page));
            self.html(format!(
                "<a class=\"ref\" href=\"{url}\" title=\"{}\">{}</a>",
                escaped(&label.title),
                escaped(&label.id)
            ));
            from = range.end;
        }
        self.out.push(Event::Text(text[from..].to_owned().into()));
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
