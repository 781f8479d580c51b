//! Values that nobody filled in.

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

#[cfg(test)]
mod tests {
    use super::*;

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
