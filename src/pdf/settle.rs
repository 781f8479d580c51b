//! What a browser writes about itself at the head of a PDF: its version, and the time of the run, which gives way to a day.

use crate::base::date::Date;

/// The object with the dates is the first one. Only here is anything replaced, so that no page is ever touched.
const HEAD: usize = 4096;

/// Puts the beginning of a day in UTC where the browser put the time of the run. The texts have one length, so the places that the file
/// points to stay right. True when both times were found.
pub(super) fn settle(pdf: &mut [u8], day: Date) -> bool {
    let day = format!("{}000000+00'00'", day.to_string().replace('-', ""));
    let end = pdf.len().min(HEAD);
    let head = &mut pdf[..end];
    let keys = ["/CreationDate (D:", "/ModDate (D:"];
    keys.iter().filter(|key| put(head, key.as_bytes(), day.as_bytes())).count() == keys.len()
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
    fn the_version_is_read_from_the_name() {
        assert_eq!(version(HEAD.as_bytes()), Some(156));
        assert_eq!(version(b"%PDF-1.4 Chrome/"), None);
        assert_eq!(version(b"%PDF-1.4"), None);
    }
}
