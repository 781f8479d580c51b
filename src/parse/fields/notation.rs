//! How a help writes a value: as TOML has it behind its key, or as a cell of a CSV has it alone.

use std::fmt::Display;

/// What the author writes tables in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Notation {
    /// Keys and values of TOML.
    Toml,
    /// Cells below a head that names the keys.
    Csv,
}

impl Notation {
    /// A value as it is typed: `` `due = 2027-03-24` ``, or `` `2027-03-24` ``.
    pub(super) fn typed(self, key: &str, value: impl Display) -> String {
        match self {
            Self::Toml => format!("`{key} = {value}`"),
            Self::Csv => format!("`{value}`"),
        }
    }

    /// The same for a value that somebody put in quotes.
    pub(super) fn unquoted(self, key: &str, value: impl Display) -> String {
        match self {
            Self::Toml => format!("{}, without quotes", self.typed(key, value)),
            Self::Csv => self.typed(key, value),
        }
    }

    /// What to do about a key that is not there.
    pub(super) fn addition(self, key: &str) -> String {
        match self {
            Self::Toml => format!("add `{key} = …`"),
            Self::Csv => "fill in the cell of its column".to_owned(),
        }
    }
}
