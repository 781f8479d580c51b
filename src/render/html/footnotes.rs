//! Footnotes: numbered by the order of their references, collected at the end.

use std::collections::BTreeMap;

use pulldown_cmark::Event;

/// A footnote: its number, how often it was referred to, and its text.
#[derive(Default)]
struct Footnote<'e> {
    number: usize,
    references: usize,
    events: Vec<Event<'e>>,
}

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Footnotes<'e> {
    /// What begins every id.
    prefix: String,
    by_label: BTreeMap<String, Footnote<'e>>,
    /// How many footnotes were referred to so far.
    numbered: usize,
    /// The definitions that are open, the innermost last: the label of each, and what was written before it.
    open: Vec<(String, Vec<Event<'e>>)>,
}

impl<'e> Footnotes<'e> {
    /// None yet; `prefix` begins every id.
    pub(super) fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..Self::default() }
    }

    /// A reference in the text.
    pub(super) fn refer(&mut self, label: &str) -> String {
        let footnote = self.by_label.entry(key(label)).or_default();
        if footnote.number == 0 {
            self.numbered += 1;
            footnote.number = self.numbered;
        }
        footnote.references += 1;
        let (number, reference, prefix) = (footnote.number, footnote.references, &self.prefix);
        format!(
            "<sup class=\"footnote-ref\"><a id=\"{prefix}fnref-{number}-{reference}\" href=\"#{prefix}fn-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        )
    }

    /// A definition begins; `before` is what was written so far and is kept until it ends.
    pub(super) fn open(&mut self, label: &str, before: Vec<Event<'e>>) {
        self.open.push((key(label), before));
    }

    /// True within a definition.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// A definition ends; `events` are its text. Returns what was written before it began.
    pub(super) fn close(&mut self, events: Vec<Event<'e>>) -> Vec<Event<'e>> {
        let Some((label, before)) = self.open.pop() else { return events };
        let footnote = self.by_label.entry(label).or_default();
        // The first definition of a label counts, as for links.
        if footnote.events.is_empty() {
            footnote.events = events;
        }
        before
    }

    /// The list at the end: footnotes by their numbers, then those that nothing refers to, so that no text is lost.
    pub(super) fn into_events(self) -> Vec<Event<'e>> {
        let prefix = self.prefix;
        let mut footnotes: Vec<Footnote<'e>> =
            self.by_label.into_values().filter(|footnote| !footnote.events.is_empty()).collect();
        if footnotes.is_empty() {
            return Vec::new();
        }
        footnotes.sort_by_key(|footnote| (footnote.number == 0, footnote.number));
        let html = |html: String| Event::InlineHtml(html.into());
        let mut events = vec![html(
            "<section class=\"footnotes\" role=\"note\" aria-label=\"Footnotes\"><ol>\n".to_owned(),
        )];
        for footnote in footnotes {
            let number = footnote.number;
            if number == 0 {
                events.push(html("<li>".to_owned()));
                events.extend(footnote.events);
                events.push(html("</li>\n".to_owned()));
                continue;
            }
            events.push(html(format!("<li id=\"{prefix}fn-{number}\">")));
            events.extend(footnote.events);
            events.push(html(format!(
                "<a class=\"footnote-back\" href=\"#{prefix}fnref-{number}-1\" aria-label=\"Back to footnote {number} in the text\">↩</a></li>\n"
            )));
        }
        events.push(html("</ol></section>\n".to_owned()));
        events
    }
}

/// Labels match whatever their case.
fn key(label: &str) -> String {
    label.to_lowercase()
}
