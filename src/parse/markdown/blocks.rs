//! A body as a flat list of blocks with their words, to compare two versions of a text as people read them.
//!
//! Layout is kept as far as a reader sees it: a paragraph, an item of a list with its depth, a row of a table. Ends of lines, the marks
//! of Markdown and the addresses of links are no words.

use std::collections::BTreeMap;
use std::mem;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::parse::markdown::events;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A heading: its place in [`super::Body::headings`] and its level.
    Heading(usize, u8),
    /// A paragraph, or what follows the first paragraph of an item.
    Paragraph,
    /// The beginning of an item of a list, with its number if it has one.
    Item(Option<u64>),
    /// Code, as typed.
    Code,
    /// HTML of the author, as typed.
    Html,
    /// The head of a table.
    Head,
    /// A row of a table.
    Row,
    /// A line across.
    Rule,
    /// A term of a list of terms.
    Term,
    /// What a term means.
    Meaning,
    /// A footnote with its number.
    Footnote(usize),
}

/// A way in which words are written; several may hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style(u8);

impl Style {
    /// As the text around them.
    pub const PLAIN: Self = Self(0);
    /// In bold.
    pub const STRONG: Self = Self(1);
    /// In italics.
    pub const EMPHASIS: Self = Self(2);
    /// As code.
    pub const CODE: Self = Self(4);
    /// Struck through.
    pub const STRUCK: Self = Self(8);

    /// True when this way is among those of `self`.
    pub fn has(self, way: Self) -> bool {
        self.0 & way.0 != 0
    }

    fn with(self, way: Self) -> Self {
        Self(self.0 | way.0)
    }
}

/// Words that are written in one way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they are written.
    pub style: Style,
    /// Where they lead, as typed.
    pub target: Option<String>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// How many lists it lies in.
    pub depth: usize,
    /// How many quotations it lies in.
    pub quotes: usize,
    /// Its text; a row of a table has one for each cell.
    pub texts: Vec<Vec<Span>>,
}

impl Block {
    /// The words without the way they are written; between cells stands a tab.
    pub fn text(&self) -> String {
        let cell = |spans: &Vec<Span>| spans.iter().map(|span| span.text.as_str()).collect();
        self.texts.iter().map(cell).collect::<Vec<String>>().join("\t")
    }
}

/// The blocks of a body, footnotes last. `title_of` gives the title that `[[ID]]` shows.
pub fn blocks(body: &str, title_of: &dyn Fn(&str) -> Option<String>) -> Vec<Block> {
    let mut walk = Walk { title_of, ..Walk::default() };
    for (event, _) in events(body) {
        walk.event(event);
    }
    walk.close();
    walk.blocks.append(&mut walk.footnotes);
    walk.blocks
}

struct Walk<'w> {
    title_of: &'w dyn Fn(&str) -> Option<String>,
    blocks: Vec<Block>,
    footnotes: Vec<Block>,
    open: Option<Block>,
    headings: usize,
    quotes: usize,
    /// The lists that are open, with the number of the next item.
    lists: Vec<Option<u64>>,
    /// The kind of the next block that begins without saying what it is.
    next: Option<Kind>,
    /// The footnotes by their labels, in the order in which the text refers to them.
    numbers: BTreeMap<String, usize>,
    in_footnote: bool,
    /// The word with which the next block of an alert begins.
    alert: Option<&'static str>,
    /// The ways of writing and the links that are open, the innermost last.
    styles: Vec<Style>,
    targets: Vec<String>,
    is_wiki: bool,
}

impl Default for Walk<'_> {
    fn default() -> Self {
        Self {
            title_of: &|_| None,
            blocks: Vec::new(),
            footnotes: Vec::new(),
            open: None,
            headings: 0,
            quotes: 0,
            lists: Vec::new(),
            next: None,
            numbers: BTreeMap::new(),
            in_footnote: false,
            alert: None,
            styles: Vec::new(),
            targets: Vec::new(),
            is_wiki: false,
        }
    }
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.styles.push(Style::CODE);
                self.push(&text);
                self.styles.pop();
            }
            Event::Html(html) => self.push(&html),
            Event::InlineHtml(html) => {
                let is_break = html.to_ascii_lowercase().starts_with("<br");
                self.push(if is_break { " " } else { &html });
            }
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::FootnoteReference(label) => {
                let number = self.number(&label);
                self.push(&format!("[{number}]"));
            }
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }),
            Event::Rule => {
                self.close();
                self.begin(Kind::Rule);
                self.close();
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.close(),
            Tag::Heading { level, .. } => {
                self.begin(Kind::Heading(self.headings, level as u8));
                self.headings += 1;
            }
            Tag::BlockQuote(kind) => {
                self.close();
                self.quotes += 1;
                self.alert = kind.map(title_of_alert);
            }
            Tag::CodeBlock(_) => self.begin(Kind::Code),
            Tag::HtmlBlock => self.begin(Kind::Html),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                let number = self.lists.last_mut().and_then(Option::as_mut);
                let number = number.map(|next| mem::replace(next, next.saturating_add(1)));
                self.next = Some(Kind::Item(number));
            }
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.in_footnote = true;
                self.next = Some(Kind::Footnote(self.number(&label)));
            }
            Tag::DefinitionListTitle => self.begin(Kind::Term),
            Tag::DefinitionListDefinition => {
                self.close();
                self.next = Some(Kind::Meaning);
            }
            Tag::TableHead => self.begin_row(Kind::Head),
            Tag::TableRow => self.begin_row(Kind::Row),
            Tag::TableCell => {
                if let Some(open) = &mut self.open {
                    open.texts.push(Vec::new());
                }
            }
            Tag::Emphasis => self.styles.push(Style::EMPHASIS),
            Tag::Strong => self.styles.push(Style::STRONG),
            Tag::Strikethrough => self.styles.push(Style::STRUCK),
            Tag::Link { link_type, dest_url, .. } => {
                self.is_wiki = link_type == LinkType::WikiLink { has_pothole: false };
                self.targets.push(dest_url.to_string());
            }
            Tag::Image { dest_url, .. } => {
                self.targets.push(dest_url.to_string());
                self.push("[picture: ");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.in_footnote = false;
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow => self.close(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.styles.pop();
            }
            TagEnd::Link => {
                self.targets.pop();
                self.is_wiki = false;
            }
            TagEnd::Image => {
                self.push("]");
                self.targets.pop();
            }
            _ => {}
        }
    }

    fn number(&mut self, label: &CowStr<'_>) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(label.to_lowercase()).or_insert(next)
    }

    fn text(&mut self, text: &str) {
        if mem::take(&mut self.is_wiki)
            && let Some(title) = (self.title_of)(text)
        {
            self.push(&title);
            return;
        }
        self.push(text);
    }

    /// Adds words to the open block, or to a new one.
    fn push(&mut self, text: &str) {
        let style = self.styles.iter().fold(Style::PLAIN, |all, style| all.with(*style));
        let target = self.targets.last().cloned();
        if self.open.is_none() {
            let kind = self.next.take().unwrap_or(Kind::Paragraph);
            self.begin(kind);
        }
        let Some(cell) = self.open.as_mut().and_then(|open| open.texts.last_mut()) else { return };
        if let Some(word) = self.alert.take() {
            cell.push(Span { text: format!("{word}: "), style: Style::STRONG, target: None });
        }
        match cell.last_mut().filter(|last| last.style == style && last.target == target) {
            Some(last) => last.text.push_str(text),
            None => cell.push(Span { text: text.to_owned(), style, target }),
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.close();
        // An item that begins with something of its own, such as code, has no words beside its mark.
        if !matches!(kind, Kind::Paragraph | Kind::Item(_) | Kind::Footnote(_) | Kind::Meaning) {
            self.next = None;
        }
        let (depth, quotes) = (self.lists.len(), self.quotes);
        self.open = Some(Block { kind, depth, quotes, texts: vec![Vec::new()] });
    }

    fn begin_row(&mut self, kind: Kind) {
        self.begin(kind);
        if let Some(open) = &mut self.open {
            open.texts.clear();
        }
    }

    fn close(&mut self) {
        let Some(block) = self.open.take() else { return };
        let blocks = if self.in_footnote { &mut self.footnotes } else { &mut self.blocks };
        blocks.push(block);
    }
}

fn title_of_alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let title_of = |id: &str| (id == "POL-1").then(|| "Access".to_owned());
        let shown = |block: &Block| format!("{:?} {}", block.kind, block.text());
        blocks(text, &title_of).iter().map(shown).collect()
    }

    #[test]
    fn every_kind_of_block_is_read() {
        let text = "# T\n\nOne\ntwo **b** [[POL-1]].[^x]\n\n3. a\n\n   more\n4. b\n\n> [!WARNING]\n> hot\n\n| A | B |\n|--|--|\n| 1 | `2` |\n\n```\ncode\n```\n\n[^x]: note\n\n---\n\n<hr>\n";
        let expected = [
            "Heading(0, 1) T",
            "Paragraph One two b Access.[1]",
            "Item(Some(3)) a",
            "Paragraph more",
            "Item(Some(4)) b",
            "Paragraph Warning: hot",
            "Head A\tB",
            "Row 1\t2",
            "Code code\n",
            "Rule ",
            "Html <hr>\n",
            "Footnote(1) note",
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn tight_and_nested_lists_have_an_item_for_each_mark() {
        let depths: Vec<(usize, String)> = blocks("- a\n  - b\n- [ ] c\n\nd\n", &|_| None)
            .iter()
            .map(|block| (block.depth, block.text()))
            .collect();
        let expected = [(1, "a"), (2, "b"), (1, "☐ c"), (0, "d")];
        assert_eq!(depths, expected.map(|(depth, text)| (depth, text.to_owned())));
    }

    proptest! {
        #[test]
        fn any_text_has_blocks(text in "(#{1,4} |[\\[\\]()!|a é*`<>~]|\n|\n    |\\|-\\|\n|\\[\\[|\\[\\^a\\]:?|---|\n> |\n- |\n1\\. ){0,40}") {
            for block in blocks(&text, &|_| None) {
                prop_assert!(!block.texts.is_empty() || matches!(block.kind, Kind::Head | Kind::Row));
            }
        }
    }
}
