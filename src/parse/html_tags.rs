//! The tags of HTML and their attributes, each with its place, as section 13.2.5 of the HTML standard reads them: quotes hide a `>` where a
//! value begins, and nowhere else.
//!
//! That holds up to the first element of [`HIDING`]: what is a tag in it depends on where it stands.

/// Elements that keep what they hold from the page, or have rules of their own for what is a tag in them: text up to their end tag, parts of a
/// form, other languages.
const HIDING: [&str; 14] = [
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// A tag, a comment or a declaration.
pub(super) struct Tag<'h> {
    pub(super) start: usize,
    /// Its name as written; empty for comments and declarations.
    pub(super) name: &'h str,
    pub(super) name_end: usize,
    /// True for `</name>`.
    pub(super) is_closing: bool,
    pub(super) is_comment: bool,
    /// The offset after its end; `None` when it has none.
    pub(super) end: Option<usize>,
}

impl<'h> Tag<'h> {
    /// True for a tag of an element that hides what it holds.
    pub(super) fn hides(&self) -> bool {
        HIDING.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// Its attributes, in the piece of HTML that it stands in.
    pub(super) fn attributes(&self, html: &'h str) -> Attributes<'h> {
        Attributes { html, at: self.name_end }
    }
}

/// The tags of a piece of HTML in their order.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            let Some(tag) = tag(html, start) else {
                at = start + 1;
                continue;
            };
            at = tag.end.unwrap_or(html.len());
            return Some(tag);
        }
    })
}

/// What begins with the `<` at an offset, unless that is text.
fn tag(html: &str, start: usize) -> Option<Tag<'_>> {
    let rest = &html[start + 1..];
    let is_closing = rest.starts_with('/');
    let is_comment = rest.starts_with("!--");
    let name_at = start + 1 + usize::from(is_closing);
    let named = html[name_at..].starts_with(|first: char| first.is_ascii_alphabetic());
    if !named && !is_closing && !rest.starts_with(['!', '?']) {
        return None;
    }
    let name_end = if named {
        find(html, name_at, |part| is_space(part) || "/>".contains(part))
    } else {
        start + 1
    };
    let end = if is_comment {
        end_of_comment(html, start)
    } else if named {
        end_of_tag(html, name_end)
    } else {
        end_of_declaration(html, start)
    };
    let name = if named { &html[name_at..name_end] } else { "" };
    Some(Tag { start, name, name_end, is_closing, is_comment, end })
}

/// The offset after a comment, which `<!-->` and `<!--->` are, too.
fn end_of_comment(html: &str, start: usize) -> Option<usize> {
    // The dashes that begin it may end it.
    let (dashes, text) = (start + 2, start + 4);
    let ends = html[text..].match_indices('>').map(|(at, _)| text + at);
    let end = ends
        .into_iter()
        .find(|end| html[dashes..*end].ends_with("--") || html[text..*end].ends_with("--!"));
    end.map(|end| end + 1)
}

/// The offset after a declaration. What stands in `<![CDATA[…]]>` may hold no `>`: whether that ends it depends on where it stands.
fn end_of_declaration(html: &str, start: usize) -> Option<usize> {
    let end = start + html[start..].find('>')? + 1;
    let piece = &html[start..end];
    (!piece.starts_with("<![CDATA[") || piece.ends_with("]]>")).then_some(end)
}

/// The offset after the `>` that ends a tag whose name has ended.
fn end_of_tag(html: &str, from: usize) -> Option<usize> {
    let mut attributes = Attributes { html, at: from };
    while attributes.next().is_some() {}
    html[attributes.at..].starts_with('>').then(|| attributes.at + 1)
}

/// The offset of the first character that is looked for, or of the end.
fn find(html: &str, from: usize, what: impl Fn(char) -> bool) -> usize {
    html[from..].find(what).map_or(html.len(), |at| from + at)
}

/// What HTML takes for a space; a carriage return becomes a line break before.
fn is_space(part: char) -> bool {
    matches!(part, '\t' | '\n' | '\r' | '\x0C' | ' ')
}

/// An attribute of a tag.
pub(super) struct Attribute<'h> {
    /// As written.
    pub(super) name: &'h str,
    /// As written, without quotes.
    pub(super) value: &'h str,
    pub(super) at: usize,
    pub(super) name_end: usize,
    pub(super) end: usize,
}

/// The attributes of a tag, from the end of its name on; afterwards `at` is where its `>` stands, or the end of the text.
pub(super) struct Attributes<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Iterator for Attributes<'h> {
    type Item = Attribute<'h>;

    fn next(&mut self) -> Option<Attribute<'h>> {
        let html = self.html;
        let at = find(html, self.at, |part| !is_space(part) && part != '/');
        self.at = at;
        // A name may begin with a `=`, and hold quotes.
        let first = html[at..].chars().next().filter(|first| *first != '>')?;
        let name_end =
            find(html, at + first.len_utf8(), |part| is_space(part) || "/>=".contains(part));
        let sign = find(html, name_end, |part| !is_space(part));
        let (value, end) = match html[sign..].strip_prefix('=') {
            None => (&html[name_end..name_end], name_end),
            Some(_) => self::value(html, find(html, sign + 1, |part| !is_space(part))),
        };
        self.at = end;
        Some(Attribute { name: &html[at..name_end], value, at, name_end, end })
    }
}

/// The value that begins at an offset, and the offset after it.
fn value(html: &str, from: usize) -> (&str, usize) {
    let quote = html[from..].chars().next().filter(|first| matches!(first, '"' | '\''));
    let start = from + usize::from(quote.is_some());
    let end = find(html, start, |part| {
        quote.map_or(is_space(part) || part == '>', |quote| part == quote)
    });
    (&html[start..end], html.len().min(end + usize::from(quote.is_some())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(html: &str, expected: &[&str]) {
        let ends = |tag: Tag<'_>| tag.end.map_or("without end", |end| &html[tag.start..end]);
        assert_eq!(tags(html).map(ends).collect::<Vec<_>>(), expected, "{html}");
    }

    #[test]
    fn quotes_hide_an_end_in_values_only() {
        reads("<p title=\"a > b\">x</p>", &["<p title=\"a > b\">", "</p>"]);
        reads("<p 'x>a</p>", &["<p 'x>", "</p>"]);
        reads("<p title=a\"b>c\">", &["<p title=a\"b>"]);
        reads("<p title = 'a>b'\"c>\">", &["<p title = 'a>b'\"c>"]);
        reads("<p\"a>b\">", &["<p\"a>"]);
        reads("<p =\"a>b\">", &["<p =\"a>"]);
        reads("<br/><a b/=c>", &["<br/>", "<a b/=c>"]);
        for html in ["<p title=\"a>", "<b", "<b ", "<b a=", "<b a='", "<b a=''", "</b", "<p a=b"] {
            reads(html, &["without end"]);
        }
    }

    #[test]
    fn comments_and_declarations_end_as_in_browsers() {
        reads("<!--><b><!---><i>-->", &["<!-->", "<b>", "<!--->", "<i>"]);
        reads(
            "<!-- a --!><b> --><!----!><!-- > - -- -->",
            &["<!-- a --!>", "<b>", "<!----!>", "<!-- > - -- -->"],
        );
        reads("<?'><b>?></><!a \"><i>", &["<?'>", "<b>", "</>", "<!a \">", "<i>"]);
        reads("<![CDATA[a]]><![CDATA[<b>]]>", &["<![CDATA[a]]>", "without end"]);
        reads("1 < 2 <3 <é </ b>", &["</ b>"]);
        for html in ["<!--", "<!--!>", "<!-- --", "<!", "<?", "</", "<![CDATA["] {
            reads(html, &["without end"]);
        }
    }

    #[test]
    fn attributes_are_read_with_their_values() {
        let html = "<a href=x\ttitle='b > c'open = \"\" /lang x=>";
        let tag = tags(html).next().unwrap();
        let read = tag.attributes(html).map(|one| (one.name, one.value, &html[one.at..one.end]));
        assert_eq!(
            read.collect::<Vec<_>>(),
            [
                ("href", "x", "href=x"),
                ("title", "b > c", "title='b > c'"),
                ("open", "", "open = \"\""),
                ("lang", "", "lang"),
                ("x", "", "x="),
            ]
        );
    }
}
