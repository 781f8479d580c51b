//! The escapes of a TOML text that stand for what acts without being seen, such as `\u202E`.
//!
//! Only basic strings have escapes: in literal strings, comments and bare words a backslash is a backslash. What is a token is decided as the
//! parser decides it, also where the text is no TOML: it reads on behind a fault.

use std::ops::Range;

use crate::base::unseen::unseen;

/// An escape that stands for a character that is a fault where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Escape {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// What it stands for.
    pub(super) character: char,
}

impl Escape {
    /// What is read in its place, of as many bytes.
    pub(super) fn stand_in(&self) -> &'static str {
        match (self.character, self.at.len()) {
            ('\r', 2) => "\\n",
            ('\r', 4) => "\\x0A",
            ('\r', 6) => "\\u000A",
            ('\r', _) => "\\U0000000A",
            (_, 2) => "¿",
            (_, 4) => "\\xBF",
            (_, 6) => "\\uFFFD",
            _ => "\\U0000FFFD",
        }
    }
}

/// The escapes of a text that are faults, in their order.
pub(super) fn faults(toml: &str) -> Vec<Escape> {
    if !toml.contains('\\') {
        return Vec::new();
    }
    basic_strings(toml).into_iter().flat_map(|string| faults_in(toml, string)).collect()
}

/// The text with something that is seen in the place of each escape that is a fault.
pub(super) fn seen(toml: &str) -> String {
    let mut out = String::with_capacity(toml.len());
    let mut at = 0;
    for fault in faults(toml) {
        out.push_str(&toml[at..fault.at.start]);
        out.push_str(fault.stand_in());
        at = fault.at.end;
    }
    out.push_str(&toml[at..]);
    out
}

/// The faults of one basic string. Whether an isolate ends, or a carriage return ends a line, is seen in what the string says.
fn faults_in(toml: &str, string: Range<usize>) -> Vec<Escape> {
    let text = &toml[string.clone()];
    let mut says = String::new();
    // The bytes of each escape with the byte at which its character begins in what the string says.
    let mut escapes: Vec<(usize, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(before) = text[at..].find('\\') {
        says.push_str(&text[at..at + before]);
        let start = at + before;
        let rest = &text[start + 1..];
        let (character, length) = escape(rest);
        at = start + 1 + length;
        if let Some(character) = character {
            escapes.push((says.len(), string.start + start..string.start + at));
            says.push(character);
        }
    }
    if escapes.is_empty() {
        return Vec::new();
    }
    says.push_str(&text[at..]);
    let mut escapes = escapes.into_iter().peekable();
    let faults = unseen(&says).into_iter().filter_map(|fault| {
        while escapes.next_if(|(place, _)| *place < fault.start).is_some() {}
        let (_, at) = escapes.next_if(|(place, _)| *place == fault.start)?;
        Some(Escape { at, character: fault.character })
    });
    faults.collect()
}

/// What an escape stands for, with its length: both from behind its backslash.
fn escape(rest: &str) -> (Option<char>, usize) {
    let digits = match rest.bytes().next() {
        Some(b'b') => return (Some('\u{8}'), 1),
        Some(b'e') => return (Some('\u{1B}'), 1),
        Some(b'f') => return (Some('\u{C}'), 1),
        Some(b'n') => return (Some('\n'), 1),
        Some(b'r') => return (Some('\r'), 1),
        Some(b't') => return (Some('\t'), 1),
        Some(sign @ (b'\\' | b'"')) => return (Some(char::from(sign)), 1),
        Some(b' ' | b'\t' | b'\r' | b'\n') => return (None, folded(rest)),
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return (None, 0),
    };
    let typed = rest.bytes().skip(1).take(digits).take_while(u8::is_ascii_hexdigit).count();
    let number = rest.get(1..=typed).filter(|_| typed == digits);
    let character = number.and_then(|number| u32::from_str_radix(number, 16).ok());
    (character.and_then(char::from_u32), 1 + typed)
}

/// The length of the blanks and ends of lines that a backslash at the end of a line takes with it.
fn folded(rest: &str) -> usize {
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if !rest[blanks..].starts_with(['\n', '\r']) {
        return blanks;
    }
    rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// What stands between the quotes of each basic string.
fn basic_strings(toml: &str) -> Vec<Range<usize>> {
    let mut strings = Vec::new();
    let mut at = 0;
    while let Some(first) = toml.as_bytes().get(at) {
        let rest = &toml[at..];
        at += match first {
            b'#' => rest.find(['\r', '\n']).unwrap_or(rest.len()),
            b'\'' if rest.starts_with("'''") => {
                let end = rest[3..].find("'''").map(|end| 3 + end);
                end.map_or(rest.len(), |end| end + quotes(&rest[end..], '\''))
            }
            b'\'' => match rest[1..].find(['\'', '\n']).map(|end| 1 + end) {
                Some(end) if rest[end..].starts_with('\'') => end + 1,
                end => end.unwrap_or(rest.len()),
            },
            b'"' if rest.starts_with("\"\"\"") => {
                let end = end_of_basic(rest, 3, |rest| rest.starts_with("\"\"\""));
                strings.push(at + 3..at + end);
                end + quotes(&rest[end..], '"')
            }
            b'"' => {
                let end = end_of_basic(rest, 1, |rest| rest.starts_with(['"', '\n']));
                strings.push(at + 1..at + end);
                end + usize::from(rest[end..].starts_with('"'))
            }
            b'.' | b'=' | b',' | b'[' | b']' | b'{' | b'}' | b' ' | b'\t' | b'\r' | b'\n' => 1,
            // A quote within a word begins no string.
            _ => rest.find(BETWEEN_WORDS).unwrap_or(rest.len()),
        };
    }
    strings
}

/// What ends a word without quotes.
const BETWEEN_WORDS: [char; 12] = ['.', '=', ',', '[', ']', '{', '}', ' ', '\t', '#', '\r', '\n'];

/// Where a basic string ends that `rest` begins with: at the first place behind its `opening` bytes that is an end and is not escaped.
fn end_of_basic(rest: &str, opening: usize, is_end: impl Fn(&str) -> bool) -> usize {
    let mut at = opening;
    while let Some(before) = rest[at..].find(['"', '\\', '\n']) {
        at += before;
        if is_end(&rest[at..]) {
            return at;
        }
        let is_escaped = rest[at..].starts_with("\\\\") || rest[at..].starts_with("\\\"");
        at += if is_escaped { 2 } else { 1 };
    }
    rest.len()
}

/// How many quotes end a string of several lines: up to two more than the three of its end belong to it.
fn quotes(rest: &str, quote: char) -> usize {
    rest.chars().take(5).take_while(|letter| *letter == quote).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::{DeTable, DeValue};

    use super::*;
    use crate::base::unseen::acts;

    fn found(toml: &str) -> Vec<(&str, char)> {
        faults(toml).into_iter().map(|fault| (&toml[fault.at], fault.character)).collect()
    }

    #[test]
    fn a_backslash_is_one_where_toml_has_no_escapes() {
        for toml in [
            r"a = 'C:\evidence\reports\backup'",
            r"# see \\srv\records, C:\reports and \u202E",
            "a = '''\n\\evidence\\reports'' \"\\b\n''''' # \\e",
            "a = 'it' # \"\\b\"\nb = 'x' # '\\b'",
            r#"a = "C:\\evidence\\reports""#,
            "a = x\"\\b\"",
            "a = 'not ended \"\\b\"\nb = 1",
        ] {
            assert_eq!(found(toml), [], "{toml}");
        }
    }

    #[test]
    fn every_notation_is_known() {
        let toml = r#"a = "\b\e\f\x1b\x85\x7F\u202e\U000E0041""#;
        let characters: Vec<char> = faults(toml).iter().map(|fault| fault.character).collect();
        assert_eq!(
            characters,
            ['\u{8}', '\u{1B}', '\u{C}', '\u{1B}', '\u{85}', '\u{7F}', '\u{202E}', '\u{E0041}']
        );
        assert_eq!(seen(toml), r#"a = "¿¿¿\xBF\xBF\xBF\uFFFD\U0000FFFD""#);
        assert_eq!(found(r#"a = "\x1 \u20 \u+02e \z \t\n\x41""#), []);
    }

    #[test]
    fn strings_are_told_from_what_stands_beside_them() {
        for toml in [
            "\"\\b\" = 1",
            "a.\"\\b\".c = 1",
            "[t.\"\\b\"]",
            "a = { \"\\b\" = 1 }",
            "a = ['\\', \"\\b\"]",
            "a = \"\"\"\"\\\"\"\"\\b\"\"\"\"\" # \\e",
            "a = '' # '\nb = \"\\b\"",
            "a = ''''' '\\e'''''\nb = \"\\b\"",
            "a = \"not ended\nb = \"\\b\"",
            "a = \"\\b",
        ] {
            assert_eq!(found(toml), [("\\b", '\u{8}')], "{toml}");
        }
    }

    #[test]
    fn an_end_of_a_line_is_one_however_it_is_written() {
        for toml in [
            r#"a = """one\r\ntwo""""#,
            r#"a = "one\r\ntwo\x0D\u000A""#,
            "a = \"\"\"one\r\ntwo\\r\nthree\"\"\"",
        ] {
            assert_eq!(found(toml), [], "{toml}");
        }
        let alone = r#"a = "\r\r\n\x0D\u000D\U0000000D""#;
        assert_eq!(seen(alone), r#"a = "\n\r\n\x0A\u000A\U0000000A""#);
    }

    #[test]
    fn isolates_and_flags_count_as_they_do_when_they_are_typed() {
        assert_eq!(found(r#"a = "\u2067שלום\u2069 \U0001F3F4\U000E0067\U000E007F""#), []);
        assert_eq!(found("a = \"\"\"\\u2067 a \\\n  b \\u2069\"\"\""), []);
        assert_eq!(found(r#"a = "\u2067שלום""#), [("\\u2067", '\u{2067}')]);
        assert_eq!(found(r#"a = ["\u2067", "\u2069"]"#).len(), 2);
    }

    /// All texts and keys of a value, such as the parser makes them.
    fn texts(value: &DeValue<'_>) -> Vec<String> {
        match value {
            DeValue::String(text) => vec![text.to_string()],
            DeValue::Array(list) => list.iter().flat_map(|one| texts(one.get_ref())).collect(),
            DeValue::Table(table) => {
                let pair = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                    let key: &std::borrow::Cow<'_, str> = key.get_ref();
                    let mut all = texts(value.get_ref());
                    all.push(key.to_string());
                    all
                };
                table.iter().flat_map(pair).collect()
            }
            _ => Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn nothing_that_acts_comes_out_of_what_is_read(toml in "(a = |b\\.|\"|\"\"\"|'|'''|#|\\\\|\\\\x1b|\\\\u202e|\\\\r|[bfrex01 ]|\\[|\\]|\\{|\\}|,|=|\n|\r\n|é){0,24}") {
            let shown = seen(&toml);
            prop_assert_eq!(shown.len(), toml.len());
            prop_assert!(faults(&shown).is_empty(), "{:?}", shown);
            let (table, _) = DeTable::parse_recoverable(&shown);
            for text in texts(&DeValue::Table(table.into_inner())) {
                // A text without an end takes half the end of its line with it.
                let text = text.strip_suffix('\r').unwrap_or(&text);
                let acting: Vec<_> = unseen(text).into_iter().filter(|it| acts(it.character)).collect();
                prop_assert_eq!(acting, [], "{:?} of {:?}", text, shown);
            }
        }

        #[test]
        fn what_is_found_is_what_the_parser_reads(words in proptest::collection::vec("(\"(\\\\b|\\\\\\\\|\\\\\"|x|'|#){0,6}\"|\"\"\"(\\\\b|\\\\\\\\|\\\\\"|\"x|x|'|\n){0,6}\"{3,5}|'(\\\\b|\\\\|x|\"|#){0,6}'|'''(\\\\b|\\\\|x|\"|'x|\n){0,6}'{3,5})( # (\\\\b|\"|'|\"\"\"|'''){0,3})?", 1..4)) {
            let keys = ["a = ", "\nb = ", "\nc = "];
            let toml: String = keys.into_iter().zip(&words).flat_map(|(key, word)| [key, word]).collect();
            let (table, errors) = DeTable::parse_recoverable(&toml);
            prop_assert!(errors.is_empty(), "{:?}", toml);
            let read: usize = texts(&DeValue::Table(table.into_inner())).iter().map(|text| text.matches('\u{8}').count()).sum();
            prop_assert_eq!(faults(&toml).len(), read, "{:?}", toml);
        }
    }
}
