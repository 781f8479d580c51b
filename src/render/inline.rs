//! Style sheets that stand inside a page: how its policy names them, and how texts stand in them.

use crate::base::digest::Digest;

/// The digits of Base64 (RFC 4648).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The source of a content security policy that allows this text and no other, such as `'sha256-…'`.
pub fn source_of(text: &str) -> String {
    format!("'sha256-{}'", base64(Digest::of(text.as_bytes()).bytes()))
}

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let index = (bits >> (18 - 6 * digit)) & 63;
            let letter = DIGITS[index as usize];
            text.push(if digit <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// A text as CSS wants it inside a `<style>`: what could end the string or the element is written as a number.
pub fn quoted(text: &str) -> String {
    use std::fmt::Write;
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if letter.is_control() || matches!(letter, '"' | '\\' | '<' | '>' | '&') {
            // Writing into a text does not fail.
            let _ = write!(quoted, "\\{:x} ", u32::from(letter));
        } else {
            quoted.push(letter);
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648_hold() {
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_policy_names_the_digest() {
        // As `printf '' | openssl dgst -sha256 -binary | base64` says.
        assert_eq!(source_of(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    #[test]
    fn no_text_ends_the_string_or_the_element() {
        assert_eq!(quoted("a\"b\\c</style>\n"), r#""a\22 b\5c c\3c /style\3e \a ""#);
        assert_eq!(quoted("Übung 日本"), "\"Übung 日本\"");
    }
}
