//! Percent-encoding (RFC 3986, 2.1).

/// Encodes everything but letters, digits and `-._~`, so that the text can stand in a query.
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            other => {
                const DIGITS: [char; 16] = [
                    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
                ];
                out.push('%');
                out.push(DIGITS[usize::from(other >> 4)]);
                out.push(DIGITS[usize::from(other & 15)]);
            }
        }
    }
    out
}

/// Decodes `%20` and its like once; `None` when the result is no text.
pub fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &tail[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percent_signs_are_decoded_once() {
        assert_eq!(percent_decoded("a%20b%2520").as_deref(), Some("a b%20"));
        assert_eq!(percent_decoded("%"), None);
        assert_eq!(percent_decoded("%ff"), None);
        assert_eq!(percent_encoded("Can I? ü"), "Can%20I%3F%20%C3%BC");
    }

    proptest! {
        #[test]
        fn encoding_can_be_undone(text in "\\PC{0,30}") {
            prop_assert_eq!(percent_decoded(&percent_encoded(&text)), Some(text));
        }
    }
}
