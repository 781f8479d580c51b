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

/// A kind of finding. Its documentation is the doc comment at its definition, see [`crate::code`].
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable kebab-case name.
    pub name: &'static str,
    /// The level unless the settings say otherwise.
    pub level: Level,
    /// The manual page: a first sentence, then the sections `# Why`, `# Mend` and `# Example`.
    pub doc: &'static str,
}

impl Code {
    /// Why it matters, on one line: the section `# Why` of the manual page.
    pub fn why(&self) -> String {
        let section = self.doc.split("# Why").nth(1).unwrap_or("");
        let text = section.split("\n # ").next().unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Defines a [`Code`] whose manual page is the doc comment above it.
#[macro_export]
macro_rules! code {
    ($(#[doc = $doc:literal])+ $name:ident = $code:literal, $level:ident) => {
        $(#[doc = $doc])+
        pub(crate) static $name: $crate::diag::code::Code = $crate::diag::code::Code {
            name: $code,
            level: $crate::diag::code::Level::$level,
            doc: concat!($($doc, "\n"),+),
        };
    };
}
