//! SHA-256, the one digest of Annexa: auditors know it, and one hash serves memo, manifest and approvals.

use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 digest (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Computes the digest of the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A digest in the making, of bytes that come in pieces.
#[derive(Clone, Default)]
pub struct Digester(Sha256);

impl Digester {
    /// Adds the bytes that follow.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that was added.
    pub fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

impl fmt::Display for Digest {
    /// Writes 64 lower-case hexadecimal digits.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
        let digits = self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        formatter.write_str(&digits.collect::<String>())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "sha256:{self}")
    }
}

/// What a text is when it is no digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADigest;

impl fmt::Display for NotADigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected 64 hexadecimal digits, with or without `sha256:` before them")
    }
}

impl std::error::Error for NotADigest {}

impl FromStr for Digest {
    type Err = NotADigest;

    /// Reads 64 hexadecimal digits, with or without `sha256:` before them; case does not matter.
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        const PREFIX: &str = "sha256:";
        let text = text.trim();
        let is_prefixed =
            text.get(..PREFIX.len()).is_some_and(|head| head.eq_ignore_ascii_case(PREFIX));
        let hex = if is_prefixed { text.get(PREFIX.len()..).unwrap_or("") } else { text };
        let digits: Option<Vec<u8>> = hex
            .trim()
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        let bytes: Vec<u8> = match digits {
            Some(digits) if digits.len() == 64 => digits
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |sum, digit| sum * 16 + digit))
                .collect(),
            _ => return Err(NotADigest),
        };
        bytes.try_into().map(Self).map_err(|_| NotADigest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_text_has_the_published_digest() {
        assert_eq!(
            Digest::of(b"").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn pieces_have_the_digest_of_the_whole() {
        let mut digester = Digester::default();
        for piece in ["an", "", "nexa"] {
            digester.add(piece.as_bytes());
        }
        assert_eq!(digester.digest(), Digest::of(b"annexa"));
    }

    #[test]
    fn digests_are_read_in_the_spellings_of_other_tools() {
        let digest = Digest::of(b"annexa");
        let hex = digest.to_string();
        for text in
            [hex.clone(), hex.to_uppercase(), format!("sha256:{hex}"), format!("SHA256:{hex}")]
        {
            assert_eq!(text.parse(), Ok(digest), "{text}");
        }
        let short = hex.get(1..).unwrap_or_default();
        for text in ["", "sha256:", short, &format!("{hex}0"), &format!("g{short}"), "é"] {
            assert_eq!(text.parse::<Digest>(), Err(NotADigest), "{text}");
        }
    }
}
