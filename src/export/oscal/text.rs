//! The three kinds of text in OSCAL: a string, a line of Markdown, and Markdown.
//!
//! What authors write in front matter and registers is plain text, and stays it: a character that Markdown would act upon gets a backslash
//! before it, and only there, so that most texts stay as they are. Removing each backslash before a character of punctuation gives the text back.

use crate::base::url::{Address, address};

/// A text of one line without blanks at its ends, as values, names and versions are; `None` when nothing remains.
pub(super) fn string(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A line of Markdown, as titles are; `None` when nothing remains.
pub(super) fn line(text: &str) -> Option<String> {
    string(text).map(|text| escaped(&text))
}

/// The first of two texts that holds something, as a line of Markdown.
pub(super) fn line_or(text: &str, otherwise: &str) -> String {
    line(text).or_else(|| line(otherwise)).unwrap_or_else(|| "-".to_owned())
}

/// Markdown of several lines, as descriptions are; `None` when nothing remains.
pub(super) fn prose(text: &str) -> Option<String> {
    let visible = |letter: char| if letter.is_control() { ' ' } else { letter };
    let lines = text.lines().map(|line| {
        let line: String = line.trim_matches(is_blank).chars().map(visible).collect();
        escaped(&line)
    });
    let text = lines.collect::<Vec<String>>().join("\n");
    let text = text.trim_matches('\n');
    (!text.is_empty()).then(|| text.to_owned())
}

/// A reference that any program reads: bytes that no address holds are percent-encoded. `None` for what is no address of the web.
pub(super) fn href(target: &str) -> Option<String> {
    let target = target.trim();
    (address(target) == Address::External).then(|| encoded(target))
}

/// A reference with the bytes that no address holds percent-encoded (RFC 3986, 2).
pub(super) fn encoded(target: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'!' | b'#'..=b';' | b'=' | b'?'..=b'Z' | b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    target.bytes().map(encoded).collect()
}

/// White space, and what acts unseen at the ends of a text.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || letter == '\u{feff}'
}

/// One line, with a backslash before each character that Markdown would act upon.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let begins = begin_of_block(line);
    let mut before = None;
    for (at, letter) in line.char_indices() {
        let after = &line[at + letter.len_utf8()..];
        if begins == Some(at) || acts(letter, before, after) {
            out.push('\\');
        }
        out.push(letter);
        before = Some(letter);
    }
    out
}

/// True for a character that Markdown, or OSCAL's additions to it, would act upon at this place.
fn acts(letter: char, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    let is_word = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    match letter {
        '\\' | '`' | '*' | '[' | '^' | '~' | '|' => true,
        // Within a word it is a letter: `valid_for`.
        '_' => !(is_word(before) && is_word(next)),
        // A tag, a comment or an address; `< 5` is none.
        '<' => next.is_some_and(|one| one.is_ascii_alphabetic() || matches!(one, '/' | '!' | '?')),
        // An entity, such as `&lt;`; `R&D` is none.
        '&' => after.split_once(';').is_some_and(|(name, _)| {
            let is_name = |one: char| one.is_ascii_alphanumeric() || one == '#';
            !name.is_empty() && name.chars().all(is_name)
        }),
        // `{{ insert: param, x }}` puts the value of a parameter in.
        '{' => before == Some('{'),
        _ => false,
    }
}

/// Where a line begins a heading, a quotation, a list or a rule: the character to disarm.
fn begin_of_block(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if matches!(first, '#' | '>' | '-' | '+' | '=') {
        return Some(0);
    }
    let end = line.find(|letter: char| !letter.is_ascii_digit())?;
    let is_number = end > 0 && line[end..].starts_with(['.', ')']);
    let is_alone =
        line[end..].get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    (is_number && is_alone).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What a reader of the Markdown gives back.
    fn unescaped(text: &str) -> String {
        let mut out = String::new();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_escape = letters.peek().is_some_and(char::is_ascii_punctuation);
            out.push(if letter == '\\' && is_escape {
                letters.next().unwrap_or(letter)
            } else {
                letter
            });
        }
        out
    }

    #[test]
    fn most_texts_stay_as_they_are() {
        for text in [
            "R&D, <5 of 60 people; valid_for = 3 months (see POL-005)",
            "Größe – 大きさ – حجم – 🔑 \"quoted\" 10.2 d",
            "{ x }",
        ] {
            assert_eq!(line(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_markdown_would_act_upon_is_disarmed() {
        let pairs = [
            ("*a* _b_ `c` [d](e)", r"\*a\* \_b\_ \`c\` \[d](e)"),
            ("<GmbH> &lt; C:\\x", r"\<GmbH> \&lt; C:\\x"),
            ("{{ insert: param, x }}", r"{\{ insert: param, x }}"),
            ("# no heading", r"\# no heading"),
            ("1. no list", r"1\. no list"),
            ("10.2 is no list", "10.2 is no list"),
        ];
        for (text, wanted) in pairs {
            assert_eq!(line(text).as_deref(), Some(wanted));
        }
        assert_eq!(prose(" a\r\n  - b\n\n").as_deref(), Some("a\n\\- b"));
    }

    #[test]
    fn nothing_is_no_text() {
        for text in ["", " \t\n", "\u{feff}\u{1f}"] {
            assert_eq!((string(text), line(text), prose(text)), (None, None, None), "{text:?}");
        }
        assert_eq!(line_or(" ", "POL-1"), r"POL-1");
    }

    #[test]
    fn addresses_of_the_web_are_encoded_and_others_are_none() {
        assert_eq!(
            href("https://x.example/a b/ü?q=1#c").as_deref(),
            Some("https://x.example/a%20b/%C3%BC?q=1#c")
        );
        assert_eq!(href("https://x.example/%20").as_deref(), Some("https://x.example/%20"));
        for text in ["Minutes of 12 May", "javascript:alert(1)", ""] {
            assert_eq!(href(text), None, "{text}");
        }
    }

    /// The text that a reader of Markdown sees, with a line feed for each break; `None` when it sees more than a paragraph of text.
    fn seen(markdown: &str) -> Option<String> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut text = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(more) => text.push_str(&more),
                Event::SoftBreak => text.push('\n'),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    proptest! {
        #[test]
        fn markdown_shows_the_text(text in "([ -~äß中\u{20000}🔑\u{5d0}]|[*_`<>&;{}#=+.)1|~-]|&lt;|\\{\\{){0,30}") {
            let Some(plain) = string(&text) else { return Ok(()) };
            let markdown = line(&text).unwrap_or_default();
            prop_assert!(!markdown.contains("{{"));
            prop_assert_eq!(unescaped(&markdown), plain.clone());
            prop_assert_eq!(seen(&markdown), Some(plain), "{}", markdown);
        }

        #[test]
        fn lines_stay_lines(text in "([ -~ä中🔑][ -~]{0,6}\n){1,5}") {
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            prop_assume!(lines.iter().all(|line| !line.is_empty()));
            let markdown = prose(&text).unwrap_or_default();
            prop_assert_eq!(seen(&markdown), Some(lines.join("\n")), "{}", markdown);
        }
    }
}
