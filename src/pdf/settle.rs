//! What a browser writes about itself and its run into a PDF: its version, and what gives way to what every run has: the time gives way to a
//! day, the names of parts to their order.

use std::collections::BTreeSet;

use crate::base::date::Date;

/// The object with the dates is the first one. Only here is anything replaced, so that no page is ever touched.
const HEAD: usize = 4096;

/// How the names of parts begin, and how many digits follow before the closing parenthesis.
const NODE: &[u8] = b"(node";
const DIGITS: usize = 8;

/// Puts the beginning of a day in UTC where the browser put the time of the run, and numbers parts from one. The texts have one length, so
/// the places that the file points to stay right. True when both times were found.
pub(super) fn settle(pdf: &mut [u8], day: Date) -> bool {
    number(pdf);
    let day = format!("{}000000+00'00'", day.to_string().replace('-', ""));
    let end = pdf.len().min(HEAD);
    let head = &mut pdf[..end];
    let keys = ["/CreationDate (D:", "/ModDate (D:"];
    keys.iter().filter(|key| put(head, key.as_bytes(), day.as_bytes())).count() == keys.len()
}

/// Numbers the parts of the document in their order. A browser names them by a count that begins where its start happened to leave it; what
/// refers to a part, and the sorted list of all, uses the same name, and the order stays.
fn number(pdf: &mut [u8]) {
    let names: Vec<usize> = pdf
        .windows(NODE.len() + DIGITS + 1)
        .enumerate()
        .filter(|(_, window)| {
            let digits = window.strip_prefix(NODE).and_then(|rest| rest.strip_suffix(b")"));
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
        })
        .map(|(at, _)| at + NODE.len())
        .collect();
    let known: BTreeSet<Vec<u8>> = names.iter().map(|at| pdf[*at..*at + DIGITS].to_vec()).collect();
    let known: Vec<Vec<u8>> = known.into_iter().collect();
    for at in names {
        let digits = &mut pdf[at..at + DIGITS];
        let rank = known.partition_point(|one| one.as_slice() < &*digits) + 1;
        digits.copy_from_slice(format!("{rank:0DIGITS$}").as_bytes());
    }
}

/// Replaces what follows the key when it is a time of the same length.
fn put(head: &mut [u8], key: &[u8], new: &[u8]) -> bool {
    let Some(at) = head.windows(key.len()).position(|window| window == key) else { return false };
    let start = at + key.len();
    let Some(old) = head.get_mut(start..=start + new.len()) else { return false };
    let (old, after) = old.split_at_mut(new.len());
    let is_time = old[..14].iter().all(u8::is_ascii_digit)
        && matches!(old[14], b'+' | b'-' | b'Z')
        && after == b")";
    if is_time {
        old.copy_from_slice(new);
    }
    is_time
}

/// The version of the browser, from the name that it gives itself: `HeadlessChrome/156.0.0.0`.
pub(super) fn version(pdf: &[u8]) -> Option<u32> {
    const NAME: &[u8] = b"Chrome/";
    let head = &pdf[..pdf.len().min(HEAD)];
    let at = head.windows(NAME.len()).position(|window| window == NAME)?;
    let digits = head[at + NAME.len()..].iter().take_while(|digit| digit.is_ascii_digit());
    String::from_utf8(digits.copied().collect()).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "%PDF-1.4\n1 0 obj\n<</Creator (Mozilla/5.0 \\(X11\\) HeadlessChrome/156.0.0.0 Safari/537.36)\n/CreationDate (D:20270801100203+00'00')\n/ModDate (D:20270801100203+00'00')>>\nendobj\n";

    fn day() -> Date {
        "2026-11-21".parse().expect("a date")
    }

    fn settled(text: &str) -> (bool, String) {
        let mut bytes = text.as_bytes().to_vec();
        let is_settled = settle(&mut bytes, day());
        assert_eq!(bytes.len(), text.len(), "the length stays");
        (is_settled, String::from_utf8(bytes).expect("still a text"))
    }

    #[test]
    fn the_time_of_the_run_gives_way_to_the_day() {
        let (is_settled, text) = settled(HEAD);
        assert!(is_settled);
        assert_eq!(text, HEAD.replace("20270801100203", "20261121000000"));
    }

    #[test]
    fn only_a_whole_time_is_replaced() {
        for text in [
            "",
            "/CreationDate (D:2027",
            "/CreationDate (D:20270801100203+00'00'",
            &HEAD.replace("/ModDate (D:20270801100203+00'00')", "/ModDate (D:2027080110020)"),
            &HEAD.replace("/ModDate", "/OtherDate"),
            &HEAD.replace("20270801100203+00'00'", "20270801100203+00'00'!"),
        ] {
            assert!(!settled(text).0, "{text}");
        }
    }

    #[test]
    fn texts_of_pages_are_not_touched() {
        let text = format!("%PDF-1.4\n{}{HEAD}", "x".repeat(5000));
        assert_eq!(settled(&text), (false, text.clone()));
    }

    #[test]
    fn parts_are_numbered_in_their_order_whatever_the_run_called_them() {
        let text = |first: u32, second: u32| {
            format!(
                "/ID (node{second:08})\n/Headers [(node{first:08})]\n/Names [(node{first:08}) 1 0 R (node{second:08}) 2 0 R]\n(node12)"
            )
        };
        let (_, one) = settled(&text(347, 351));
        assert_eq!(one, text(1, 2));
        assert_eq!(settled(&text(348, 352)).1, one);
    }

    #[test]
    fn the_version_is_read_from_the_name() {
        assert_eq!(version(HEAD.as_bytes()), Some(156));
        assert_eq!(version(b"%PDF-1.4 Chrome/"), None);
        assert_eq!(version(b"%PDF-1.4"), None);
    }
}
