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
    by_label: BTreeMap<String, Footnote<'e>>,
    /// The label of the definition that is open, and what was written before it.
    open: Option<(String, Vec<Event<'e>>)>,
}

impl<'e> Footnotes<'e> {
    /// A reference in the text.
    pub(super) fn refer(&mut self, label: &str) -> String {
        let next = self.by_label.values().filter(|footnote| footnote.number > 0).count() + 1;
        let footnote = self.by_label.entry(label.to_owned()).or_default();
        if footnote.number == 0 {
            footnote.number = next;
        }
        footnote.references += 1;
        let (number, reference) = (footnote.number, footnote.references);
        format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref-{number}-{reference}\" href=\"#fn-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        )
    }

    /// A definition begins; `before` is what was written so far and is kept until it ends.
    pub(super) fn open(&mut self, label: &str, before: Vec<Event<'e>>) {
        self.open = Some((label.to_owned(), before));
    }

    /// A definition ends; `events` are its text. Returns what was written before it began.
    pub(super) fn close(&mut self, events: Vec<Event<'e>>) -> Vec<Event<'e>> {
        let Some((label, before)) = self.open.take() else { return events };
        self.by_label.entry(label).or_default().events = events;
        before
    }

    /// The list at the end. A footnote that nothing refers to is left out.
    pub(super) fn into_events(self) -> Vec<Event<'e>> {
        let mut footnotes: Vec<Footnote<'e>> =
            self.by_label.into_values().filter(|footnote| footnote.number > 0).collect();
        if footnotes.is_empty() {
            return Vec::new();
        }
        footnotes.sort_by_key(|footnote| footnote.number);
        let html = |html: String| Event::InlineHtml(html.into());
        let mut events = vec![html(
            "<section class=\"footnotes\" role=\"note\" aria-label=\"Footnotes\"><ol>\n".to_owned(),
        )];
        for footnote in footnotes {
            let number = footnote.number;
            events.push(html(format!("<li id=\"fn-{number}\">")));
            events.extend(footnote.events);
            events.push(html(format!(
                "<a class=\"footnote-back\" href=\"#fnref-{number}-1\" aria-label=\"Back to footnote {number} in the text\">↩</a></li>\n"
            )));
        }
        events.push(html("</ol></section>\n".to_owned()));
        events
    }
}
