//! Which HTML an author may write inside Markdown, and what of a piece is not on the list.
//!
//! The list here is for the message with its line; `render::sanitize` enforces the same list on the finished page.

use crate::base::text::printable;
use crate::base::url::{Address, address};
use crate::diag::span::Spanned;
use crate::parse::html_hiding::swallowing;

/// The deepest nesting of a body with raw HTML, over its Markdown and its HTML. Parsing HTML costs the square of its depth.
pub const DEEPEST: usize = 64;

/// The largest body with raw HTML, in bytes: 300 KiB.
pub const LARGEST: usize = 300 * 1024;

/// How much the tags of the page of such a body may be, in bytes. Formatting that is never closed is opened again in every block, so few
/// bytes could become very many.
pub const MOST_TAGS: usize = 8 * LARGEST;

/// Why the raw HTML of a body is shown as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// The body is larger than [`LARGEST`].
    Size,
    /// Elements lie deeper than [`DEEPEST`].
    Depth,
    /// The page has more than [`MOST_TAGS`].
    Tags,
}

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

/// How a tag is called that has no end. It is not removed: the block that holds it is shown as it was typed.
pub const WITHOUT_END: &str = "a tag without an end";

/// How the name of an element ends that would swallow the page; its block, too, is shown as it was typed.
pub const HIDES: &str = ", which would hide what follows";

/// True when every tag, every comment, and every element that would swallow the rest of the page has its end in the same piece of HTML.
pub fn is_complete(html: &str) -> bool {
    tags(html).all(|tag| tag.end.is_some()) && swallowing(html).is_none()
}

/// How many links a piece of HTML opens, less those that it closes.
pub fn open_links(html: &str) -> isize {
    let count = |tag: Tag<'_>| match (tag.name.eq_ignore_ascii_case("a"), tag.is_closing) {
        (true, false) => 1,
        (true, true) => -1,
        (false, _) => 0,
    };
    tags(html).map(count).sum()
}

/// What of a piece of HTML will be removed, each with its place in the piece.
pub fn refused(html: &str) -> Vec<Spanned<String>> {
    let mut refused = Vec::new();
    let swallowing = swallowing(html);
    for tag in tags(html) {
        let is_reported = swallowing.as_ref().is_some_and(|name| name.start == tag.start + 1);
        let Some(end) = tag.end.filter(|_| !is_reported) else {
            if !is_reported {
                let place = tag.start..tag.name_end.max(tag.start + 1);
                refused.push(Spanned::new(WITHOUT_END.to_owned(), place));
            }
            continue;
        };
        match tag.name.to_ascii_lowercase().as_str() {
            "" if tag.is_comment => {}
            "" => refused.push(Spanned::new("a declaration".to_owned(), tag.start..end)),
            _ if tag.is_closing => {}
            name if ELEMENTS.contains(&name) => {
                refused.extend(refused_attributes(html, tag.name_end, end));
            }
            name => refused.push(Spanned::new(
                format!("`<{}>`", printable(name)),
                tag.name_end - tag.name.len()..tag.name_end,
            )),
        }
    }
    if let Some(name) = swallowing {
        let said = format!("`<{}>`{HIDES}", printable(&html[name.clone()]));
        refused.push(Spanned::new(said, name));
    }
    refused
}

/// The piece of HTML without the attributes that do not pass. Elements that do not pass stay, for the sanitizer to remove with care.
pub fn stripped(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    for tag in tags(html).filter(|tag| !tag.is_closing && !tag.name.is_empty()) {
        let Some(end) = tag.end else { break };
        for attribute in attributes(html, tag.name_end, end).filter(|attribute| !attribute.passes())
        {
            out.push_str(&html[at..attribute.at]);
            at = attribute.end;
        }
    }
    out.push_str(&html[at..]);
    out
}

/// A tag, a comment or a declaration.
pub struct Tag<'h> {
    pub(super) start: usize,
    /// Its name as written; empty for comments and declarations.
    pub name: &'h str,
    pub(super) name_end: usize,
    /// True for `</name>`.
    pub is_closing: bool,
    is_comment: bool,
    /// The offset after its end; `None` when it has none.
    pub(super) end: Option<usize>,
}

/// The tags of a piece of HTML in their order.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            let rest = &html[start + 1..];
            let is_comment = rest.starts_with("!--");
            let name_at = start + 1 + usize::from(rest.starts_with('/'));
            let length =
                html[name_at..].find(|part: char| !part.is_ascii_alphanumeric() && part != '-');
            let name_end = name_at + length.unwrap_or(html.len() - name_at);
            let name = if html[name_at..].starts_with(|first: char| first.is_ascii_alphabetic()) {
                &html[name_at..name_end]
            } else {
                ""
            };
            if name.is_empty() && !rest.starts_with(['!', '?']) {
                at = start + 1;
                continue;
            }
            let end = if is_comment {
                rest.find("-->").map(|end| start + 1 + end + 3)
            } else {
                tag_end(html, if name.is_empty() { start + 1 } else { name_end })
            };
            at = end.unwrap_or(html.len());
            let name_end = if name.is_empty() { start + 1 } else { name_end };
            return Some(Tag {
                start,
                name,
                name_end,
                is_closing: rest.starts_with('/'),
                is_comment,
                end,
            });
        }
    })
}

/// The offset after the `>` that ends a tag, if one does; quotes hide it.
fn tag_end(html: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, character) in html[from..].char_indices() {
        match (quote, character) {
            (None, '>') => return Some(from + at + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

fn refused_attributes(html: &str, from: usize, end: usize) -> Vec<Spanned<String>> {
    let mut refused = Vec::new();
    for attribute in attributes(html, from, end) {
        if !attribute.is_listed() {
            let name = format!("the attribute `{}`", printable(&attribute.name));
            refused.push(Spanned::new(name, attribute.at..attribute.name_end));
        } else if let Some(why) = refused_address(&attribute.name, attribute.value) {
            refused.push(Spanned::new(why, attribute.at..attribute.end));
        }
    }
    refused
}

/// An attribute of a tag.
struct Attribute<'h> {
    /// In lower case.
    name: String,
    /// What follows the name, from `=` on; empty without a value.
    value: &'h str,
    at: usize,
    name_end: usize,
    end: usize,
}

impl Attribute<'_> {
    fn is_listed(&self) -> bool {
        ATTRIBUTES.contains(&self.name.as_str())
    }

    fn passes(&self) -> bool {
        self.is_listed() && refused_address(&self.name, self.value).is_none()
    }
}

/// The attributes between the name of a tag and its end.
fn attributes(html: &str, from: usize, end: usize) -> impl Iterator<Item = Attribute<'_>> {
    let mut next = from;
    std::iter::from_fn(move || {
        let at = next + html.get(next..end)?.find(|part: char| part.is_ascii_alphabetic())?;
        let length = html[at..end]
            .find(|part: char| matches!(part, '=' | '>' | '/') || part.is_whitespace());
        let name_end = length.map_or(end, |length| at + length);
        next = value_end(html, name_end, end);
        Some(Attribute {
            name: html[at..name_end].to_ascii_lowercase(),
            value: &html[name_end..next],
            at,
            name_end,
            end: next,
        })
    })
}

/// Why the address of a link or picture is removed. Only addresses outside and on the page itself can be told apart from files, which
/// Markdown alone resolves and checks.
fn refused_address(attribute: &str, value: &str) -> Option<String> {
    let value = value
        .trim_start_matches(|part: char| part == '=' || part.is_whitespace())
        .trim_matches(['"', '\''])
        .trim();
    match (attribute, address(value)) {
        ("src", _) => Some("a picture in HTML".to_owned()),
        ("href" | "cite", Address::Refused) => Some(format!("the address `{}`", printable(value))),
        ("href", Address::Internal { path, .. }) if !path.is_empty() => {
            Some("a link to a file in HTML".to_owned())
        }
        ("cite", Address::Internal { .. }) => Some("a source in the handbook".to_owned()),
        _ => None,
    }
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
        assert_eq!(names("<script src=x></script>"), ["`<script>`"]);
        assert_eq!(names("<script src=x>"), ["`<script>`, which would hide what follows"]);
        assert_eq!(
            names("<p align=center title=\"a > b\" onclick='x'>"),
            ["the attribute `align`", "the attribute `onclick`"]
        );
        assert!(names("1 < 2 and 3 > 2").is_empty());
        assert_eq!(names("<a href=\"JavaScript:x\">"), ["the address `JavaScript:x`"]);
        assert_eq!(names("<q cite=javascript:x>"), ["the address `javascript:x`"]);
        assert_eq!(names("<q cite=b.md>"), ["a source in the handbook"]);
        assert_eq!(names("<a href=b.md>"), ["a link to a file in HTML"]);
        assert!(names("<a href='https://example.com' title=x>").is_empty());
    }

    #[test]
    fn refused_attributes_are_cut_out() {
        assert_eq!(stripped("<p id=\"h-x\" title='a' class=b>x</p>"), "<p  title='a' >x</p>");
        assert_eq!(stripped("<a href=\"b.md\" lang=en>"), "<a  lang=en>");
        assert_eq!(stripped("a < b <br/> <kbd>x</kbd>"), "a < b <br/> <kbd>x</kbd>");
    }

    #[test]
    fn a_tag_without_an_end_is_seen() {
        assert!(is_complete("<p title=\"a > b\">x</p><!-- <p -->"));
        for html in ["<p title=\"a", "x <b", "<!-- never", "<p 'x>"] {
            assert!(!is_complete(html), "{html}");
            assert_eq!(names(html), [WITHOUT_END], "{html}");
        }
        assert_eq!(open_links("<a href=x><b></b>"), 1);
        assert_eq!(open_links("</A>"), -1);
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "[<>/a-c\"'= é!-]{0,40}") {
            for piece in refused(&html) {
                prop_assert!(html.get(piece.at).is_some());
            }
            let once = stripped(&html);
            prop_assert!(once.len() <= html.len());
        }
    }
}
