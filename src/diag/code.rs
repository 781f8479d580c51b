//! The kinds of finding: a stable name, a default level, and the manual page.

use std::fmt;

/// What a finding does to the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Good to know.
    Note,
    /// Should be mended.
    Warn,
    /// Ends the run with exit code 1; nothing is written.
    Deny,
}

impl Level {
    /// All levels with the words that name them in files, from mild to strict.
    pub const WORDS: &[(&'static str, Self)] =
        &[("allow", Self::Allow), ("note", Self::Note), ("warn", Self::Warn), ("deny", Self::Deny)];
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Deny => "deny",
        })
    }
}

/// How strict a run is: which level a code has that the project does not set itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Profile {
    /// For a handbook that is being written: what is not there yet is noted, what is broken warns.
    Draft,
    /// For every day.
    #[default]
    Default,
    /// Before an audit and at night: what an auditor would write down denies.
    Audit,
}

impl Profile {
    /// All profiles with the words that name them, from mild to strict.
    pub const WORDS: &[(&'static str, Self)] =
        &[("draft", Self::Draft), ("default", Self::Default), ("audit", Self::Audit)];
}

/// A kind of finding. Its documentation is the doc comment at its definition, see [`crate::code`].
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable kebab-case name.
    pub name: &'static str,
    /// The level unless a profile or the settings say otherwise.
    pub level: Level,
    /// The levels of the profiles in which it has another one.
    pub profiles: &'static [(Profile, Level)],
    /// The manual page: a first paragraph, then the sections `# Why`, `# Mend` and `# Example`.
    pub doc: &'static str,
}

impl Code {
    /// The level in a profile.
    pub fn level_in(&self, profile: Profile) -> Level {
        let other = self.profiles.iter().find(|(other, _)| *other == profile);
        other.map_or(self.level, |(_, level)| *level)
    }

    /// Why it matters, on one line: the section `# Why` of the manual page.
    pub fn why(&self) -> String {
        let section = self.doc.split("# Why").nth(1).unwrap_or("");
        let text = section.split("\n # ").next().unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Defines a [`Code`] whose manual page is the doc comment above it.
///
/// `NAME = "name", Warn` has one level everywhere, `NAME = "name", Warn (Draft: Note, Audit: Deny)` another one in some profiles.
#[macro_export]
macro_rules! code {
    ($(#[doc = $doc:literal])+ $name:ident = $code:literal, $level:ident $(($($profile:ident: $other:ident),+))?) => {
        $(#[doc = $doc])+
        pub(crate) static $name: $crate::diag::code::Code = $crate::diag::code::Code {
            name: $code,
            level: $crate::diag::code::Level::$level,
            profiles: &[$($(($crate::diag::code::Profile::$profile, $crate::diag::code::Level::$other)),+)?],
            doc: concat!($($doc, "\n"),+),
        };
    };
}
