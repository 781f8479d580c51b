//! Which HTML an author may write inside Markdown, and what of a piece is not on the list.
//!
//! The list here is for the message with its line; `render::sanitize` enforces the same list on the finished page.

use crate::base::text::printable;
use crate::base::url::{Address, address};
use crate::diag::span::Spanned;
use crate::parse::html_tags::{Attribute, Tag, tags};

/// The deepest nesting of a body with raw HTML, over its Markdown and its HTML. Parsing HTML costs the square of its depth.
pub const DEEPEST: usize = 64;

/// The largest body with raw HTML, in bytes: 300 KiB.
pub const LARGEST: usize = 300 * 1024;

/// How much the tags of the page of such a body may be, in bytes. Formatting that is never closed is opened again in every block, so few
/// bytes could become very many.
pub const MOST_TAGS: usize = 8 * LARGEST;

/// How many pieces of text and elements tables may push out that they cannot hold. Each costs as much as stands before the table.
pub const MOST_DISPLACED: usize = 1000;

/// Why the raw HTML of a body is shown as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// The body is larger than [`LARGEST`].
    Size,
    /// Elements lie deeper than [`DEEPEST`].
    Depth,
    /// The page has more than [`MOST_TAGS`].
    Tags,
    /// Tables push out more than [`MOST_DISPLACED`].
    Displaced,
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

/// How the name of an element ends that hides what it holds; its block, too, is shown as it was typed.
pub const HIDES: &str = ", which hides what it holds";

/// True when a piece of HTML is read as HTML: every tag and every comment has its end in it, and no element hides what it holds.
pub fn is_complete(html: &str) -> bool {
    as_typed(html).is_none()
}

/// Why a piece of HTML is shown as it was typed, with its place in the piece. Up to there, tags are read as browsers read them.
fn as_typed(html: &str) -> Option<Spanned<String>> {
    tags(html).find_map(|tag| {
        // What stands behind the name of an end tag is text whose `>` was forgotten.
        if tag.end.is_none() || tag.is_closing && tag.attributes(html).next().is_some() {
            let place = tag.start..tag.name_end.max(tag.start + 1);
            return Some(Spanned::new(WITHOUT_END.to_owned(), place));
        }
        tag.hides().then(|| {
            let what = format!("`<{}>`{HIDES}", printable(&tag.name.to_ascii_lowercase()));
            Spanned::new(what, tag.name_end - tag.name.len()..tag.name_end)
        })
    })
}

/// True for the end tag of an element that hides what it holds.
pub fn ends_what_hides(html: &str) -> bool {
    tags(html).next().is_some_and(|tag| tag.is_closing && tag.hides())
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

/// What of a piece of HTML will be removed, each with its place in the piece, or why the piece is shown as it was typed.
pub fn refused(html: &str) -> Vec<Spanned<String>> {
    if let Some(why) = as_typed(html) {
        return vec![why];
    }
    let mut refused = Vec::new();
    for tag in tags(html) {
        let Some(end) = tag.end else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            "" if tag.is_comment => {}
            "" => refused.push(Spanned::new("a declaration".to_owned(), tag.start..end)),
            _ if tag.is_closing => {}
            name if passes(name) => refused.extend(refused_attributes(html, &tag)),
            name => refused.push(Spanned::new(
                format!("`<{}>`", printable(name)),
                tag.name_end - tag.name.len()..tag.name_end,
            )),
        }
    }
    refused
}

/// What stands for a tag that is removed, so that what stood before it and behind it does not become one.
const NO_TAG: &str = "<!---->";

/// A piece of HTML that is read as HTML, without the tags and the attributes that do not pass. The sanitizer would remove text with them: in
/// `<path>` and others that belong in a drawing.
pub fn stripped(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    for tag in tags(html).filter(|tag| !tag.name.is_empty()) {
        let Some(end) = tag.end else { break };
        if !passes(tag.name) {
            out.push_str(&html[at..tag.start]);
            out.push_str(NO_TAG);
            at = end;
            continue;
        }
        for attribute in tag.attributes(html).filter(|attribute| !attribute_passes(attribute)) {
            out.push_str(&html[at..attribute.at]);
            at = attribute.end;
        }
    }
    out.push_str(&html[at..]);
    out
}

/// True for the name of an element that passes.
fn passes(name: &str) -> bool {
    ELEMENTS.iter().any(|element| name.eq_ignore_ascii_case(element))
}

fn refused_attributes(html: &str, tag: &Tag<'_>) -> Vec<Spanned<String>> {
    let mut refused = Vec::new();
    for attribute in tag.attributes(html) {
        if !is_listed(&attribute) {
            let name = format!("the attribute `{}`", printable(&attribute.name.to_lowercase()));
            refused.push(Spanned::new(name, attribute.at..attribute.name_end));
        } else if let Some(why) = refused_address(&attribute) {
            refused.push(Spanned::new(why, attribute.at..attribute.end));
        }
    }
    refused
}

fn attribute_passes(attribute: &Attribute<'_>) -> bool {
    is_listed(attribute) && refused_address(attribute).is_none()
}

fn is_listed(attribute: &Attribute<'_>) -> bool {
    ATTRIBUTES.iter().any(|listed| attribute.name.eq_ignore_ascii_case(listed))
}

/// Why the address of a link or picture is removed. Only addresses outside and on the page itself can be told apart from files, which
/// Markdown alone resolves and checks.
fn refused_address(attribute: &Attribute<'_>) -> Option<String> {
    let value = attribute.value.trim();
    match (attribute.name.to_ascii_lowercase().as_str(), address(value)) {
        ("src", _) => Some("a picture in HTML".to_owned()),
        ("href" | "cite", Address::Refused) => Some(format!("the address `{}`", printable(value))),
        ("href", Address::Internal { path, .. }) if !path.is_empty() => {
            Some("a link to a file in HTML".to_owned())
        }
        ("cite", Address::Internal { .. }) => Some("a source in the handbook".to_owned()),
        _ => None,
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
        assert_eq!(names("<script src=x></script>"), ["`<script>`, which hides what it holds"]);
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
        assert_eq!(stripped("<<path>script> <p"), "<<!---->script> <p");
    }

    #[test]
    fn a_tag_without_an_end_is_seen() {
        assert!(is_complete("<p title=\"a > b\">x</p><!-- <p -->"));
        for html in
            ["<p title=\"a", "x <b", "<!-- never", "<p a='x>", "</b\nwords\n</i>", "</ words>"]
        {
            assert!(!is_complete(html), "{html}");
            assert_eq!(names(html), [WITHOUT_END], "{html}");
        }
        assert!(is_complete("<p 'x>a<b \"x='y' \">b</b>"));
        assert_eq!(names("<p 'x>"), ["the attribute `'x`"]);
        for html in
            ["<SVG/>", "a<style></style>", "</title>", "<p><![CDATA[]]><select>", "<p 'x><xmp>"]
        {
            assert!(!is_complete(html), "{html}");
            assert!(names(html)[0].ends_with(HIDES), "{html}");
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
            prop_assert_eq!(stripped(&once), once);
        }
    }
}
