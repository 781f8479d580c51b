//! The values that commands write, as TOML.

use std::fmt::Write as _;

use crate::base::date::Date;
use crate::base::text::is_hidden;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// A day.
    Date(Date),
    /// Yes or no.
    Truth(bool),
}

impl Value {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value as a file holds it, on one line whatever it holds.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Date(date) => date.to_string(),
            Self::Truth(truth) => truth.to_string(),
        }
    }

    /// The value in the place of one that was typed as `former`: in single quotes where the former one was.
    pub(super) fn written_like(&self, former: &str) -> String {
        match self {
            Self::Text(text)
                if former.starts_with('\'')
                    && !former.starts_with("'''")
                    && !text.contains(|part| part == '\'' || is_hidden(part)) =>
            {
                format!("'{text}'")
            }
            other => other.written(),
        }
    }

    /// What a reader of the file must find.
    pub(super) fn expected(&self) -> toml::Value {
        match self {
            Self::Text(text) => toml::Value::String(text.clone()),
            Self::Date(date) => match date.to_string().parse() {
                Ok(date) => toml::Value::Datetime(date),
                Err(_) => toml::Value::String(date.to_string()),
            },
            Self::Truth(truth) => toml::Value::Boolean(*truth),
        }
    }
}

/// A basic string (TOML 1.0). What acts without being seen is escaped, so that a reader of the file sees it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            hidden if is_hidden(hidden) || hidden == '\u{FEFF}' => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(hidden));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_written_on_one_line() {
        assert_eq!(
            Value::text("a \"b\" \\ c\nd\u{202E}").written(),
            r#""a \"b\" \\ c\nd\U0000202E""#
        );
        assert_eq!(Value::text("approved").written_like("'draft'"), "'approved'");
        assert_eq!(Value::text("it's").written_like("'draft'"), "\"it's\"");
        assert_eq!(Value::text("a").written_like("'''draft'''"), "\"a\"");
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was(text in "(?s).{0,40}", former in "'x'|\"x\"") {
            let value = Value::text(text.clone());
            for written in [value.written(), value.written_like(&former)] {
                prop_assert!(!written.contains('\n'), "{}", written);
                let read: toml::Table = toml::from_str(&format!("a = {written}")).expect("TOML");
                prop_assert_eq!(read.get("a"), Some(&toml::Value::String(text.clone())));
            }
        }
    }
}
