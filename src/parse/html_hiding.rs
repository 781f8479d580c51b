//! Elements that hide what follows them until they end: their content is text, or kept from the page.

use crate::parse::html_tags::{Tag, tags};

/// Elements whose content is text for who reads HTML, up to their end tag.
const OF_TEXT: [&str; 10] = [
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// Elements that keep what stands in them from the page: with parts of their own, and of other languages.
const OF_PARTS: [&str; 4] = ["math", "select", "svg", "template"];

/// True for an element that keeps what stands in it from the page, or has rules of its own for what is a tag.
pub(super) fn hides(name: &str) -> bool {
    OF_TEXT.iter().chain(&OF_PARTS).any(|hiding| name.eq_ignore_ascii_case(hiding))
}

/// The last tag of an element that would hide what follows, if it were not ended. Without one, tags are all that there is to read.
pub(super) fn last_hiding(html: &str) -> Option<Tag<'_>> {
    tags(html).filter(|tag| !tag.is_closing && hides(tag.name)).last()
}

/// True for the end tag of an element that would hide what follows.
pub(super) fn ends_what_hides(html: &str) -> bool {
    tags(html).next().is_some_and(|tag| tag.is_closing && hides(tag.name))
}

/// Where reading goes on behind a tag that ends at an offset: at the end tag of its element, if that is one of text.
pub(super) fn end_of_text(html: &str, tag: &Tag<'_>, end: usize) -> usize {
    let is_of_text = OF_TEXT.iter().any(|name| tag.opens(name));
    if !is_of_text {
        return end;
    }
    if tag.opens("plaintext") {
        return html.len();
    }
    let closes = |at: &usize| {
        let rest = &html.as_bytes()[at + 2..];
        let name = rest.get(..tag.name.len());
        name.is_some_and(|it| it.eq_ignore_ascii_case(tag.name.as_bytes()))
            && rest.get(tag.name.len()).is_some_and(|next| b">/\t\n\r\x0C ".contains(next))
    };
    let ends = html[end..].match_indices("</").map(|(at, _)| end + at);
    ends.into_iter().find(closes).unwrap_or(html.len())
}

#[cfg(test)]
mod tests {
    use crate::parse::raw_html::{HIDES, is_complete, refused};

    fn names(html: &str) -> Vec<String> {
        refused(html).into_iter().map(|piece| piece.value).collect()
    }

    #[test]
    fn what_would_hide_what_follows_is_shown_as_it_was_typed() {
        for html in [
            "<script>",
            "docu<STYLE>ments",
            "<style><p title='</style><textarea>'>",
            "<title>a</titles>",
            "<plaintext>a</plaintext>",
            "<script><!--<script></script>",
            "<select><option>a",
            "<template><template></template>",
            "<svg><rect>",
            "<math><mi>a</mi>",
            "<svg><title><p>a</p>",
        ] {
            assert!(!is_complete(html), "{html}");
            assert!(
                names(html).iter().any(|name| name.ends_with(HIDES)),
                "{html}: {:?}",
                names(html)
            );
        }
        for html in [
            "<script>a</script>",
            "<script>s = '<a title=\"'</script>",
            "<style>a</STYLE >b",
            "</script>",
            "<select><option>a</select>",
            "<template><b>a</b></template>",
            "<svg><rect/></svg>",
            "<svg><rect></svg>",
            "<svg/>",
            "<svg><p>a",
            "<path>a",
            "<svg/><path>",
            "<svg><title><b title='</title><textarea>'></b></title></svg>",
        ] {
            assert!(is_complete(html), "{html}");
            assert!(names(html).iter().all(|name| !name.ends_with(HIDES)), "{html}");
        }
    }
}
