//! Elements that hide what follows them until they end: their content is text, or kept from the page.

use std::ops::Range;

use crate::parse::raw_html::{Tag, tags};

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

/// Elements that keep what stands in them from the page.
const OF_PARTS: [&str; 2] = ["select", "template"];

/// The name of an element that is not ended and swallows what follows, text of the author among it, by its place.
pub(super) fn swallowing(html: &str) -> Option<Range<usize>> {
    let mut open = OF_PARTS.map(|_| Vec::new());
    let mut at = 0;
    // Within an element of text are no tags, whatever it looks like: its end is where reading goes on.
    while let Some(found) = tags(&html[at..]).find(|tag| {
        let part = OF_PARTS.iter().position(|name| tag.name.eq_ignore_ascii_case(name));
        match (part, tag.is_closing) {
            (Some(part), false) => open[part].push(at + tag.start + 1..at + tag.name_end),
            (Some(part), true) => drop(open[part].pop()),
            (None, _) => {}
        }
        is_of_text(tag)
    }) {
        let name = at + found.start + 1..at + found.name_end;
        match found.end.and_then(|end| end_of_text(html, at + end, found.name)) {
            Some(end) => at = end,
            None => return Some(name),
        }
    }
    open.into_iter().find_map(|mut names| names.pop())
}

/// True for the end tag of an element that would swallow what follows.
pub(super) fn ends_what_hides(html: &str) -> bool {
    let names = || OF_TEXT.iter().chain(&OF_PARTS);
    tags(html).next().is_some_and(|tag| {
        tag.is_closing && names().any(|name| tag.name.eq_ignore_ascii_case(name))
    })
}

fn is_of_text(tag: &Tag<'_>) -> bool {
    !tag.is_closing && OF_TEXT.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

/// The offset of the end tag of an element of text. A script in a comment in a script has more than one.
fn end_of_text(html: &str, from: usize, name: &str) -> Option<usize> {
    let ends = html[from..].match_indices("</").map(|(at, _)| from + at);
    let end = ends.into_iter().find(|at| {
        let rest = &html.as_bytes()[at + 2..];
        let is_named =
            rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        is_named
            && rest.get(name.len()).is_some_and(|next| {
                matches!(next, b'>' | b'/' | b'\t' | b'\n' | b'\r' | 0x0C | b' ')
            })
    })?;
    let is_odd = name.eq_ignore_ascii_case("plaintext")
        || name.eq_ignore_ascii_case("script") && html[from..end].contains("<!--");
    (!is_odd).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::parse::raw_html::{HIDES, is_complete, refused};

    fn names(html: &str) -> Vec<String> {
        refused(html).into_iter().map(|piece| piece.value).collect()
    }

    #[test]
    fn what_would_swallow_the_page_is_shown_as_it_was_typed() {
        for html in [
            "<script>",
            "docu<STYLE>ments",
            "<style><p title='</style><textarea>'>",
            "<title>a</titles>",
            "<plaintext>a</plaintext>",
            "<script><!--<script></script>",
            "<select><option>a",
            "<template><template></template>",
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
            "<style>a</STYLE >b",
            "</script>",
            "<select><option>a</select>",
            "<template><b>a</b></template>",
            "<svg><rect/></svg>",
        ] {
            assert!(is_complete(html), "{html}");
        }
    }
}
