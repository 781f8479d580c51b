//! Turns events into HTML in pieces: the events of a long text take many times the memory of its HTML.

use pulldown_cmark::{Event, TagEnd, html::push_html};

/// How many events are kept at most before those that may be written are.
const EVENTS: usize = 8192;

/// Writes the events to `html` when there are many, and only where the rest does not depend on them: behind the end of a line.
pub(super) fn write_full(events: &mut Vec<Event<'_>>, html: &mut String) {
    if events.len() >= EVENTS && events.last().is_some_and(ends_a_line) {
        push_html(html, events.drain(..));
    }
}

/// True for events of which the HTML ends with the end of a line.
fn ends_a_line(event: &Event<'_>) -> bool {
    match event {
        Event::InlineHtml(html) | Event::Html(html) => html.ends_with('\n'),
        Event::SoftBreak => true,
        Event::End(tag) => matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::events;

    #[test]
    fn pieces_make_the_same_html() {
        let text =
            "> a\n>\n> - b\n>   c *d*\n>\n>   e  \n> f\n\n1. g\n\ntext\nmore <br>\n\n***\n\n"
                .repeat(800);
        let (mut whole, mut pieces, mut rest) = (String::new(), String::new(), Vec::new());
        push_html(&mut whole, events(&text).map(|(event, _)| event));
        let mut written = 0;
        for (event, _) in events(&text) {
            rest.push(event);
            write_full(&mut rest, &mut pieces);
            written += usize::from(rest.is_empty());
        }
        push_html(&mut pieces, rest.into_iter());
        assert!(written > 1, "{written} pieces");
        assert!(whole == pieces);
    }
}
