//! Makes edits in a text.

use crate::diag::fix::{Edit, Fix};

/// The text after all fixes that do not touch an earlier one, and how many were made. Each is made as a whole or not at all.
pub(super) fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let mut accepted: Vec<&Edit> = Vec::new();
    let mut fixed = 0;
    for fix in fixes {
        let Fix::Edits(edits) = fix else { continue };
        let fits = edits.iter().all(|edit| {
            text.get(edit.range.clone()).is_some()
                && accepted.iter().all(|other| !touches(edit, other))
        });
        if fits && !edits.is_empty() {
            accepted.extend(edits);
            fixed += 1;
        }
    }
    accepted.sort_by_key(|edit| edit.range.start);
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for edit in accepted {
        // Edits of one fix may touch each other by mistake; the first one stands.
        if let Some(between) = text.get(at..edit.range.start) {
            mended.push_str(between);
            mended.push_str(&edit.text);
            at = edit.range.end;
        }
    }
    mended.push_str(text.get(at..).unwrap_or(""));
    (mended, fixed)
}

fn touches(one: &Edit, other: &Edit) -> bool {
    one.range.start <= other.range.end && other.range.start <= one.range.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_are_made_and_what_touches_waits() {
        let fixes = [Fix::replace(0..1, "A"), Fix::replace(0..2, "zz"), Fix::replace(3..4, "")];
        let fixes: Vec<&Fix> = fixes.iter().collect();
        assert_eq!(apply("abcd", &fixes), ("Abc".to_owned(), 2));
    }

    proptest! {
        #[test]
        fn any_edits_leave_what_they_do_not_touch(text in "[aé]{0,12}", ranges in proptest::collection::vec((0..14usize, 0..14usize), 0..5)) {
            let fixes: Vec<Fix> = ranges.into_iter().map(|(from, to)| Fix::replace(from..to, "x")).collect();
            let (mended, fixed) = apply(&text, &fixes.iter().collect::<Vec<_>>());
            prop_assert_eq!(mended.matches('x').count(), fixed);
        }
    }
}
