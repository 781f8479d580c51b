//! Ids as they are looked up: `POL-005`, `pol 5` and `pol5` are one.

use crate::export::search::pages::Findable;
use crate::export::search::table::order;

/// The keys of all ids, each with the number of its page, sorted. A control or clause is also found by its number alone, when that has a dot: `5.15`.
pub(super) fn keys(pages: &[Findable<'_>]) -> Vec<(String, u32)> {
    let mut keys = Vec::new();
    for (number, page) in (0..).zip(pages) {
        let key = key(&page.link.id);
        if key.is_empty() {
            continue;
        }
        if let Some((_, alone)) = key
            .split_once('.')
            .filter(|(letters, alone)| is_number(alone) && !letters.contains(char::is_numeric))
        {
            keys.push((alone.to_owned(), number));
        }
        keys.push((key, number));
    }
    keys.sort_by(|left, right| order(&left.0, &right.0).then(left.1.cmp(&right.1)));
    keys
}

/// Digits with dots between them.
fn is_number(text: &str) -> bool {
    text.contains('.') && text.chars().all(|letter| letter == '.' || letter.is_ascii_digit())
}

/// Runs of letters and of digits, in lower case and without leading zeros, with dots between them. `search-ids.js` computes the same.
fn key(id: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut before = None;
    for letter in id.to_lowercase().chars() {
        let kind =
            if letter.is_numeric() { Some(true) } else { letter.is_alphabetic().then_some(false) };
        match (parts.last_mut(), kind) {
            (_, None) => {}
            (Some(part), kind) if kind == before => part.push(letter),
            _ => parts.push(letter.to_string()),
        }
        before = kind;
    }
    let without_zeros = |part: &String| {
        let rest = part.trim_start_matches('0');
        if rest.is_empty() {
            part[part.len().saturating_sub(1)..].to_owned()
        } else {
            rest.to_owned()
        }
    };
    parts.iter().map(without_zeros).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_however_it_is_written() {
        for id in ["POL-005", "pol 5", "pol5", "Pol–05"] {
            assert_eq!(key(id), "pol.5", "{id}");
        }
        assert_eq!(key("A.5.15"), "a.5.15");
        assert_eq!(key("R-000"), "r.0");
        assert_eq!(key("Größe 7"), "größe.7");
        assert_eq!(key("–"), "");
    }
}
