//! Names of controls and clauses that are understood, but written in another way than the framework writes them.

use std::collections::BTreeMap;

use crate::diag::span::Span;

/// A name that is not the id itself.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// Where it stands, with its quotes.
    pub span: Span,
    /// What its author typed.
    pub typed: String,
    /// The id, with the prefix of its framework if its author wrote one.
    pub id: String,
    /// Whether another text may take its place.
    pub replacing: Replacing,
}

/// Whether a name can be replaced where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacing {
    /// It stands for itself.
    Safe,
    /// It names a table, parts of which stand elsewhere in the file or beside another table of that name.
    Unsafe,
}

/// How often each key of a row stands in a header of `soa.toml`, such as `[control."A.5.15"]`, by its source with its quotes.
pub(super) fn keys_in_headers(text: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        let Some(header) = line.trim_start().strip_prefix('[') else { continue };
        let header = header.trim_start_matches(['[', ' ', '\t']);
        let Some((_, key)) = header.split_once('.') else { continue };
        let key = key.trim_start();
        let end = match key.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                key.get(1..).and_then(|rest| rest.find(quote)).map(|end| end + 2)
            }
            _ => key.find(|part: char| matches!(part, '.' | ']') || part.is_whitespace()),
        };
        if let Some(key) = end.and_then(|end| key.get(..end)) {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::keys_in_headers;

    #[test]
    fn keys_are_counted_with_their_quotes() {
        let text = "[control.\"A.5.1\"]\n[ control . 'x' ]\n[[control.\"A.5.1\".y]]\n[bare]\n[a.b]\nc.\"d\" = 1\n";
        let counts: Vec<_> = keys_in_headers(text).into_iter().collect();
        assert_eq!(counts, [("\"A.5.1\"", 2), ("'x'", 1), ("b", 1)]);
    }
}
