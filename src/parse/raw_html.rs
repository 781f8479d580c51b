//! Which HTML an author may write inside Markdown, and what of a piece is not on the list.
//!
//! The list here is for the message with its line; `render::sanitize` enforces the same list on the finished page.

use crate::base::text::printable;
use crate::diag::span::Spanned;

/// The elements that pass: structure and text, nothing that loads, runs, embeds or submits.
pub const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The attributes that pass on any element that has a use for them.
pub const ATTRIBUTES: &[&str] = &[
    "abbr", "alt", "cite", "colspan", "datetime", "dir", "headers", "height", "href", "lang",
    "open", "reversed", "rowspan", "scope", "span", "src", "start", "title", "type", "value",
    "width",
];

/// The elements and attributes of a piece of HTML that will be removed, each with its place in the piece.
pub fn refused(html: &str) -> Vec<Spanned<String>> {
    let mut refused = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + 1 + end + 3);
            continue;
        }
        let closing = usize::from(rest.starts_with('/'));
        let name_at = start + 1 + closing;
        let name_end = name_at
            + html[name_at..]
                .find(|part: char| !part.is_ascii_alphanumeric() && part != '-')
                .unwrap_or(html.len() - name_at);
        let name = html[name_at..name_end].to_ascii_lowercase();
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        let end = tag_end(html, name_end);
        if !ELEMENTS.contains(&name.as_str()) {
            if closing == 0 {
                refused.push(Spanned::new(format!("<{}>", printable(&name)), name_at..name_end));
            }
        } else if closing == 0 {
            refused.extend(refused_attributes(html, name_end, end));
        }
        at = end;
    }
    refused
}

/// The offset after the `>` that ends a tag; quotes hide it.
fn tag_end(html: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, character) in html[from..].char_indices() {
        match (quote, character) {
            (None, '>') => return from + at + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn refused_attributes(html: &str, from: usize, end: usize) -> Vec<Spanned<String>> {
    let mut refused = Vec::new();
    let mut at = from;
    while at < end {
        let skipped = html[at..end].find(|part: char| part.is_ascii_alphabetic());
        let Some(start) = skipped.map(|skip| at + skip) else { break };
        let stop = html[start..end]
            .find(|part: char| matches!(part, '=' | '>' | '/') || part.is_whitespace())
            .map_or(end, |length| start + length);
        let name = html[start..stop].to_ascii_lowercase();
        if !ATTRIBUTES.contains(&name.as_str()) {
            refused
                .push(Spanned::new(format!("the attribute `{}`", printable(&name)), start..stop));
        }
        let next = value_end(html, stop, end);
        if name == "src" && html[stop..next].contains("//") {
            refused.push(Spanned::new("a picture from another host".to_owned(), start..next));
        }
        at = next;
    }
    refused
}

/// The offset after an attribute's value, if it has one.
fn value_end(html: &str, from: usize, end: usize) -> usize {
    let rest = html[from..end].trim_start();
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
        return from.max(end - rest.len()).max(from + usize::from(rest.is_empty()));
    };
    let start = end - value.len();
    let quoted = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    match quoted {
        Some(quote) => value[1..].find(quote).map_or(end, |length| start + length + 2),
        None => value
            .find(|part: char| part.is_whitespace() || part == '>')
            .map_or(end, |length| start + length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(html: &str) -> Vec<String> {
        refused(html).into_iter().map(|piece| piece.value).collect()
    }

    #[test]
    fn only_what_is_removed_is_named() {
        assert!(
            names(
                "<details open><summary>x</summary></details> <kbd>a</kbd><br/> <!-- <script> -->"
            )
            .is_empty()
        );
        assert_eq!(names("<script src=x>"), ["<script>"]);
        assert_eq!(
            names("<p align=center title=\"a > b\" onclick='x'>"),
            ["the attribute `align`", "the attribute `onclick`"]
        );
        assert!(names("1 < 2 and 3 > 2").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "[<>/a-c\"'= é!-]{0,40}") {
            for piece in refused(&html) {
                prop_assert!(html.get(piece.at).is_some());
            }
        }
    }
}
