//! Addresses: percent-encoding (RFC 3986, 2.1), and which schemes are published.

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

/// What kind of address a target is, before it is looked up.
#[derive(Debug, PartialEq, Eq)]
pub enum Address<'t> {
    /// `http`, `https`, `mailto` or `tel`.
    External,
    /// A path in the project and an anchor, either possibly empty.
    Internal {
        /// The path, still percent-encoded.
        path: &'t str,
        /// The anchor without `#`.
        anchor: &'t str,
    },
    /// A scheme or a form that is never published.
    Refused,
}

/// Says what kind of address a target is. Entities are decoded already.
pub fn address(target: &str) -> Address<'_> {
    let hostile = target.chars().any(|character| character.is_control() || character == '\\')
        || target.starts_with("//");
    if hostile {
        return Address::Refused;
    }
    let scheme_end =
        target.find(|part: char| !part.is_ascii_alphanumeric() && !matches!(part, '+' | '-' | '.'));
    if let Some(end) = scheme_end.filter(|end| target[*end..].starts_with(':')) {
        let allowed = ["http", "https", "mailto", "tel"];
        return if allowed.iter().any(|scheme| target[..end].eq_ignore_ascii_case(scheme)) {
            Address::External
        } else {
            Address::Refused
        };
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    Address::Internal { path: path.split('?').next().unwrap_or(path), anchor }
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

    #[test]
    fn only_harmless_schemes_are_external() {
        assert_eq!(address("https://example.com"), Address::External);
        assert_eq!(address("MAILTO:a@example.com"), Address::External);
        for target in [
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//host/x",
            "a\\b",
            "java\tscript:x",
            "vbscript:x",
            "file:///etc",
        ] {
            assert_eq!(address(target), Address::Refused, "{target}");
        }
        assert_eq!(address("a/b.md?x=1#c"), Address::Internal { path: "a/b.md", anchor: "c" });
        assert_eq!(address("#c"), Address::Internal { path: "", anchor: "c" });
    }

    proptest! {
        #[test]
        fn encoding_can_be_undone(text in "\\PC{0,30}") {
            prop_assert_eq!(percent_decoded(&percent_encoded(&text)), Some(text));
        }
    }
}
