//! Whether the raw HTML of a body may be parsed as HTML: that costs the square of its depth, and more the more elements it becomes.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::html::write_html_fmt;

use crate::diag::span::Spanned;
use crate::parse::html_depth::HtmlDepth;
use crate::parse::markdown::html_outline::{Title, outline};
use crate::parse::raw_html::{DEEPEST, Excess, LARGEST, MOST_TAGS};

/// Why the raw HTML of a body is shown as text, with its place in the body. Its first piece of HTML stands at `first`.
pub(super) fn excess(body: &str, first: Range<usize>) -> Option<Spanned<Excess>> {
    if body.len() > LARGEST {
        return Some(Spanned::new(Excess::Size, first));
    }
    // A heading that repeats the title of the page is not shown. What is the title is known later, so both pages must pass.
    beyond(body, Title::Shown).or_else(|| beyond(body, Title::Left))
}

/// What of the parsed page is too much, at what is it for the first time.
fn beyond(body: &str, title: Title) -> Option<Spanned<Excess>> {
    let here = RefCell::new(0..0);
    let events = outline(body, title)?.into_iter().map(|(event, at)| {
        here.replace(at);
        event
    });
    let mut page = HtmlDepth::new(DEEPEST, MOST_TAGS);
    let written = write_html_fmt(&mut page, events);
    debug_assert_eq!(written.is_err(), page.excess().is_some());
    page.excess().map(|excess| Spanned::new(excess, here.take()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::parse;
    use crate::parse::raw_html::MOST_DISPLACED;

    fn limits(text: &str) -> (bool, Option<Excess>) {
        let body = parse(text, 0..text.len());
        (body.has_html, body.html_as_text.map(|excess| excess.value))
    }

    #[track_caller]
    fn is_deep(text: &str) {
        assert_eq!(limits(text).1, Some(Excess::Depth), "{text}");
    }

    #[track_caller]
    fn passes(text: &str) {
        assert_eq!(limits(text), (true, None), "{text}");
    }

    #[test]
    fn depth_counts_over_markdown_and_html() {
        let quoted = |deep: usize, html: &str| format!("{} {html}", ">".repeat(deep));
        assert_eq!(limits(&quoted(60, "a")), (false, None));
        passes(&quoted(60, "a <b>b</b>"));
        is_deep(&quoted(60, "a <b><i><u><s>b"));
    }

    #[test]
    fn what_is_closed_or_void_is_not_deep() {
        passes(&"a <b>b</b><br></i>".repeat(100));
        is_deep(&"<div>".repeat(70));
        is_deep(&"<details>\n\n".repeat(70));
        assert!(!limits("a").0);
    }

    #[test]
    fn formatting_goes_on_in_the_next_paragraph() {
        is_deep(&"a <b>b\n\n".repeat(70));
        is_deep(&"a<i><b><u><s>\n\n".repeat(70));
        passes(&"a <b>b\n\nc</b>\n\n".repeat(70));
        passes(&"a <kbd>b\n\n".repeat(70));
    }

    #[test]
    fn ends_may_be_left_out() {
        passes(&format!("<ul>\n{}</ul>\n", "<li>item\n".repeat(70)));
        passes(&format!("<table>\n{}</table>\n", "<tr><td>a<td>b\n".repeat(70)));
        passes(&format!("<dl>\n{}</dl>\n", "<dt>a<dd>b\n".repeat(70)));
        passes(&"<p>a\n\n".repeat(70));
    }

    #[test]
    fn ends_that_end_nothing_do_not_count() {
        for piece in [
            "<div><table><tr><td></div>\n\n",
            "<span><div></span>\n\n",
            "<div>\n\n</div> <x\n\n",
            "<div></div:x>\n\n",
        ] {
            is_deep(&piece.repeat(70));
        }
    }

    #[test]
    fn tags_that_only_parsers_of_html_see_count() {
        for piece in ["a <?'><div>'?>\n\n", "a <!-- --!><div> -->\n\n"] {
            is_deep(&piece.repeat(70));
        }
    }

    #[test]
    fn a_title_that_may_be_left_closes_nothing() {
        let list = "<ul><li>".repeat(25);
        passes(&format!("{list}\n\n# Title {}\n\na\n", "</ul>".repeat(25)));
        is_deep(&format!("{list}\n\n# Title {}\n\n{list}", "</ul>".repeat(25)));
    }

    #[test]
    fn footnotes_count_in_the_order_of_their_references() {
        let open = "<table><tr><td>".repeat(8);
        let close = "</table>".repeat(8);
        let notes = |order: [&str; 2]| {
            format!(
                "{}{}\n\n[^a]: {open}\n\n[^b]: {open}\n\n[^c]: {close}\n\n[^d]: {close}\n\n",
                order[0], order[1]
            )
        };
        passes(&notes(["[^a] [^c]", "[^b] [^d]"]));
        is_deep(&notes(["[^a] [^b]", "[^c] [^d]"]));
    }

    #[test]
    fn formatting_that_many_blocks_open_again_is_too_much() {
        let kinds = (0..55).map(|kind| format!("<b title={kind}>")).collect::<Vec<_>>().concat();
        passes(&format!("<p>{kinds}{}", "<p>a".repeat(1000)));
        let text = format!("<p>{kinds}{}", "<p>a".repeat(5000));
        assert_eq!(limits(&text), (true, Some(Excess::Tags)));
    }

    #[test]
    fn what_tables_push_out_is_too_much() {
        let text = |times: usize| format!("<table>\n{}", "<br>".repeat(times));
        assert_eq!(limits(&text(MOST_DISPLACED)), (true, None));
        assert_eq!(limits(&text(MOST_DISPLACED + 1)), (true, Some(Excess::Displaced)));
    }

    #[test]
    fn a_large_body_shows_its_html_as_text() {
        let text = format!("{}<br>", "a ".repeat(LARGEST));
        assert_eq!(limits(&text), (true, Some(Excess::Size)));
    }
}
