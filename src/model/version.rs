//! Versions of documents: `MAJOR.MINOR`, compared as numbers.

use std::fmt;

/// A version such as `2.1`. Ordered as its readers count: 1.9, 1.10, 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Steps on a material change; zero before the first edition.
    pub major: u32,
    /// Steps on every other change.
    pub minor: u32,
}

impl Version {
    /// Reads two numbers with a dot between them; `None` for everything else.
    ///
    /// A number with a leading zero is refused: `1.01` counts hundredths, and 1.1 is not the version after 1.01.
    pub fn read(text: &str) -> Option<Self> {
        let number = |digits: &str| {
            let plain = digits.bytes().all(|byte| byte.is_ascii_digit())
                && (digits == "0" || !digits.starts_with('0'));
            plain.then_some(digits)?.parse().ok()
        };
        let (major, minor) = text.trim().split_once('.')?;
        Some(Self { major: number(major)?, minor: number(minor)? })
    }

    /// True when nothing is missing between this version and a later one.
    ///
    /// MINOR rises by one, or MAJOR by one with MINOR at zero. Before 1.0 any number may be left out: 0.3 and 0.9 are drafts, and no reader
    /// ever worked by them.
    pub fn is_followed_by(self, later: Self) -> bool {
        let (next_minor, next_major) = self.next();
        let is_draft = self.major == 0 && later > self && later <= Self { major: 1, minor: 0 };
        is_draft || later == next_minor || later == next_major
    }

    /// The two versions that may follow: of a small and of a material change.
    pub fn next(self) -> (Self, Self) {
        (
            Self { minor: self.minor.saturating_add(1), ..self },
            Self { major: self.major.saturating_add(1), minor: 0 },
        )
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// True when two texts name the same version: the same numbers, or the same text where they are no numbers.
pub fn is_same_version(left: &str, right: &str) -> bool {
    match (Version::read(left), Version::read(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.trim().eq_ignore_ascii_case(right.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::read(text).expect("a version in a test")
    }

    #[test]
    fn two_numbers_are_a_version_and_nothing_else_is() {
        assert!(version("1.10") > version("1.9"));
        for text in ["", "2", "1.2.3", "v1.0", "1.01", "01.1", "1.", ".1", "+1.0", "1.99999999999"]
        {
            assert_eq!(Version::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_step_is_one_minor_or_one_major() {
        for (from, to) in
            [("1.0", "1.1"), ("1.9", "1.10"), ("1.3", "2.0"), ("0.2", "0.7"), ("0.9", "1.0")]
        {
            assert!(version(from).is_followed_by(version(to)), "{from} {to}");
        }
        for (from, to) in
            [("1.0", "1.2"), ("1.3", "3.0"), ("1.3", "2.1"), ("0.9", "1.1"), ("2.0", "1.0")]
        {
            assert!(!version(from).is_followed_by(version(to)), "{from} {to}");
        }
    }

    #[test]
    fn what_is_no_number_is_compared_as_text() {
        assert!(is_same_version("1.0", " 1.0 "));
        assert!(is_same_version("Edition B", "edition b"));
        assert!(!is_same_version("1.01", "1.1"));
    }
}
