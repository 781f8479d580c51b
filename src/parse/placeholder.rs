//! Values that nobody filled in, and places in a text that still wait for somebody.

use std::ops::Range;

/// The words that begin a place to be filled in, as in `[TBD: who decides]`.
const WORDS: [&str; 5] = ["tbd", "tbc", "tba", "todo", "fixme"];

/// The longest place to be filled in, in bytes. What is longer is a text in brackets.
pub const LONGEST: usize = 1000;

/// True for nothing at all and for what templates leave behind: `[TBD]`, `<date>`, `TODO`, `tbc`, `xxx`, `⚠️ Confirm`, `…`.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let wrapped = |open, close| text.starts_with(open) && text.ends_with(close) && text.len() > 2;
    let word = text.trim_end_matches(['.', ':', '!', '?', '…']).to_ascii_lowercase();
    matches!(text, "" | "…" | "..." | "?" | "???")
        || wrapped('[', ']')
        || wrapped('<', '>')
        || wrapped('{', '}')
        || text.starts_with('⚠')
        || matches!(
            word.as_str(),
            "tbd" | "tbc" | "tba" | "todo" | "fixme" | "xxx" | "changeme" | "n/a yet"
        )
        || word.starts_with("todo ")
        || word.starts_with("todo:")
        || word.starts_with("lorem ipsum")
}

/// The places in running text that were never filled in: `[TBD]`, `[TBD: who]`, `[todo: ask Jo]`, with their brackets.
///
/// Other words in brackets are the author's. One that a backslash stands before is meant as it stands.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('[') {
        let rest = &text[start + 1..];
        let is_placeholder = WORDS.iter().any(|word| {
            let begins =
                rest.get(..word.len()).is_some_and(|typed| typed.eq_ignore_ascii_case(word));
            begins && !rest[word.len()..].starts_with(|next: char| next.is_alphanumeric())
        });
        let is_escaped = text[..start].ends_with('\\');
        if !is_placeholder || is_escaped {
            continue;
        }
        let near = &rest[..rest.floor_char_boundary(LONGEST)];
        found.extend(near.find(']').map(|end| start..start + end + 2));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_text_are_those_that_say_so() {
        let found = |text| -> Vec<&str> { places(text).into_iter().map(|at| &text[at]).collect() };
        assert_eq!(found("Call [TBD: who] or [todo]."), ["[TBD: who]", "[todo]"]);
        assert_eq!(found("[Tbd\nwho]"), ["[Tbd\nwho]"]);
        for text in ["[staff]", "[Todos]", "[TBD", r"\[TBD]", "TBD", "[tbé]", "[", "[]"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_a_template_leaves_behind_is_recognized() {
        for text in [
            "",
            " ",
            "…",
            "???",
            "[TBD]",
            "<date>",
            "TODO",
            "todo: ask Jo",
            "tbc",
            "⚠️ Confirm",
            "{{ owner }}",
            " XXX ",
            "Lorem ipsum dolor",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["ciso", "To do lists", "[draft] policy", "<5 minutes", "Todorov", ".."] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
