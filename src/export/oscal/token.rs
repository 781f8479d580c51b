//! Tokens: ids as OSCAL writes them.
//!
//! The rule is that of XML names, and common tools read it more narrowly than it is written. So tokens are lower-case ASCII here: what else
//! stands in an id becomes `-`, and what does not begin with a letter gets `c-` before it.

use std::collections::BTreeSet;

use crate::export::oscal::tree::is_own;
use crate::frameworks::{Framework, Item};

/// What may follow a token of a control or group in the ids of its parts.
const PARTS: [&str; 3] = ["_smt", "_ovw", "_justification"];

/// The token of an id: `a-5.1` for `A.5.1`, `c-6.1.3` for `6.1.3`.
pub(super) fn token(id: &str) -> String {
    let is_plain =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    let plain = |letter: char| if is_plain(letter) { letter.to_ascii_lowercase() } else { '-' };
    let text: String = id.chars().map(plain).collect();
    // Annex A writes `A.5.1`, and everybody who puts it into OSCAL `a-5.1`.
    let text = match text.split_once('.') {
        Some((letters, rest))
            if !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_lowercase()) =>
        {
            format!("{letters}-{rest}")
        }
        _ => text,
    };
    let begins_well = text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_');
    if begins_well { text } else { format!("c-{text}") }
}

/// A token that sorts as people count: numbers with three digits.
pub(super) fn sort_id(token: &str) -> String {
    let mut sorted = String::new();
    let mut rest = token;
    while !rest.is_empty() {
        let is_number = rest.starts_with(|first: char| first.is_ascii_digit());
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_number);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        let zeros = if is_number { 3_usize.saturating_sub(run.len()) } else { 0 };
        sorted.extend(std::iter::repeat_n('0', zeros));
        sorted.push_str(run);
        rest = after;
    }
    sorted
}

/// Tokens of one document, which all differ.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    /// The token of an id; with a number behind it when another id has it already, or one of its parts.
    pub(super) fn take(&mut self, id: &str) -> String {
        let base = token(id);
        let of = |one: &str| {
            let parts = PARTS.map(|part| format!("{one}{part}"));
            std::iter::once(one.to_owned()).chain(parts)
        };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut candidates = std::iter::once(base.clone()).chain(numbered);
        let free = candidates.find(|one| of(one).all(|name| !self.0.contains(&name)));
        let token = free.unwrap_or(base);
        self.0.extend(of(&token));
        token
    }
}

/// The tokens of a framework.
#[derive(Debug)]
pub(super) struct Tokens {
    /// One for each item, in their order.
    pub(super) items: Vec<String>,
    /// One for each theme, in their order.
    pub(super) themes: Vec<String>,
}

impl Tokens {
    /// What the publisher put into the framework comes first, so that nothing an organization adds changes its tokens.
    pub(super) fn of(framework: &Framework) -> Self {
        let mut taken = Taken::default();
        let (own, published): (Vec<&Item>, Vec<&Item>) =
            framework.items.iter().partition(|item| is_own(item));
        let mut items: Vec<String> = published.iter().map(|item| taken.take(&item.id)).collect();
        let themes = framework.themes.iter().map(|theme| taken.take(&theme.id)).collect();
        items.extend(own.iter().map(|item| taken.take(&item.id)));
        Self { items, themes }
    }

    /// The token of an item by its place in the framework.
    pub(super) fn item(&self, number: usize) -> &str {
        self.items.get(number).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_of_frameworks_become_the_tokens_that_others_use() {
        let pairs = [
            ("A.5.1", "a-5.1"),
            ("6.1.3", "c-6.1.3"),
            ("CC6.1", "cc6.1"),
            ("HR.1.2", "hr-1.2"),
            ("Art. 5(1)", "art--5-1-"),
            ("§ 8a", "c---8a"),
            ("", "c-"),
        ];
        for (id, wanted) in pairs {
            assert_eq!(token(id), wanted, "{id}");
        }
        assert_eq!(sort_id("a-5.12"), "a-005.012");
    }

    #[test]
    fn ids_that_would_meet_are_numbered() {
        let mut taken = Taken::default();
        let tokens = ["A.5.1", "A-5.1", "Ä1", "Ö1", "x", "x_smt"].map(|id| taken.take(id));
        assert_eq!(tokens, ["a-5.1", "a-5.1-2", "c--1", "c--1-2", "x", "x_smt-2"]);
    }

    proptest! {
        #[test]
        fn every_id_gets_a_token_of_its_own(ids in proptest::collection::vec("\\PC{0,6}", 0..20)) {
            let mut taken = Taken::default();
            let mut seen = BTreeSet::new();
            for id in ids {
                let token = taken.take(&id);
                let mut letters = token.chars();
                let first = letters.next();
                prop_assert!(first.is_some_and(|one| one.is_ascii_lowercase() || one == '_'));
                let is_plain = |one: char| {
                    one.is_ascii_lowercase() || one.is_ascii_digit() || ".-_".contains(one)
                };
                prop_assert!(letters.all(is_plain));
                for name in [token.clone(), format!("{token}_smt"), format!("{token}_justification")] {
                    prop_assert!(seen.insert(name.clone()), "{} twice", name);
                }
            }
        }
    }
}
