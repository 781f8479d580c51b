//! Getters for texts: one, a list of them, and what a text may look like.

use toml::Spanned as TomlSpanned;
use toml::de::DeValue;

use crate::base::date::Interval;
use crate::base::text::printable;
use crate::diag::fix::Fix;
use crate::diag::span::Spanned;
use crate::parse::codes::{PLACEHOLDER, WRONG_TYPE};
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Shape;
use crate::parse::limits::{self, TOO_LONG, cut, excess};
use crate::parse::placeholder::is_placeholder;
use crate::parse::toml_text::kind_of;

/// The keys whose texts look like numbers. Put in quotes, their digits say what their author meant, to the last zero.
const NUMBERED: [&str; 3] = ["version", "clauses", "controls"];

impl Fields<'_, '_> {
    /// True when a key holds something else than text, or something that cannot be read.
    pub fn is_unreadable_text(&self, key: &'static str) -> bool {
        let is_text = |value: &TomlSpanned<DeValue<'_>>| value.get_ref().is_str();
        self.has(key) && !self.value(key).is_some_and(is_text)
    }

    /// A text. A placeholder such as `[TBD]` is reported and counts as missing.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        self.note(key, || Shape::Text);
        let value = self.value(key)?;
        self.text_of(key, value)
    }

    pub(super) fn text_of(
        &self,
        key: &str,
        value: &TomlSpanned<DeValue<'_>>,
    ) -> Option<Spanned<String>> {
        self.text_in(key, &format!("{key} = "), value)
    }

    /// A text that stands behind `before`.
    fn text_in(
        &self,
        key: &str,
        before: &str,
        value: &TomlSpanned<DeValue<'_>>,
    ) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.get_ref() else {
            let message =
                format!("`{key}` must be text in quotes, not {}", kind_of(value.get_ref()));
            let typed = match value.get_ref() {
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                    Some(self.toml.source(&value.span()))
                }
                _ => None,
            };
            let is_number = |typed: &&str| {
                typed
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
            };
            let fix = typed
                .filter(|typed| NUMBERED.contains(&key) && is_number(typed))
                .map(|typed| Fix::replace_text(self.at(value.span()), typed));
            let help = match typed {
                Some(typed) => format!("write `{before}\"{}\"`", printable(typed)),
                None => "put text between quotes".to_owned(),
            };
            self.toml.report_mended(&WRONG_TYPE, value.span(), message, Some(help), fix);
            return None;
        };
        if is_placeholder(text) {
            let message = match text.trim() {
                "" => format!("`{key}` was never filled in"),
                typed => format!("`{key}` was never filled in: `{}`", printable(typed)),
            };
            self.toml.report(
                &PLACEHOLDER,
                value.span(),
                message,
                Some(format!("fill in `{key}`, or remove it")),
            );
            return None;
        }
        let (text, limit) = (text.trim(), limits::of_key(key));
        if let Some(excess) = excess(text, limit) {
            let (message, help) = limits::words(&format!("`{key}`"), limit, excess);
            self.toml.report(&TOO_LONG, value.span(), message, Some(help));
        }
        Some(Spanned::new(cut(text, limit).into_owned(), self.at(value.span())))
    }

    /// A text that must be there; reports its absence at the table.
    pub fn required_text(&self, key: &'static str) -> Option<Spanned<String>> {
        self.require(key);
        self.text(key)
    }

    /// A list of texts; a single text stands for a list of one only with a finding that says so.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.note(key, || Shape::Texts);
        let Some(value) = self.value(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => {
                items.iter().filter_map(|item| self.text_in(key, "", item)).collect()
            }
            DeValue::String(text) => {
                let help = format!("write `{key} = [\"{}\"]`", printable(text));
                let message = format!("`{key}` must be a list of texts, not a text");
                self.toml.report(&WRONG_TYPE, value.span(), message, Some(help));
                self.text_of(key, value).into_iter().collect()
            }
            _ => {
                let help = format!("write `{key} = [\"one\", \"two\"]`");
                self.wrong(key, "a list of texts", help, value);
                Vec::new()
            }
        }
    }

    /// A text, or a list of texts: for what is mostly one.
    pub fn one_or_more(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.note(key, || Shape::OneOrMore);
        match self.value(key) {
            Some(value) if value.get_ref().is_array() => self.texts(key),
            _ => self.text(key).into_iter().collect(),
        }
    }

    /// A list of texts without their places.
    pub fn plain_texts(&self, key: &'static str) -> Vec<String> {
        self.texts(key).into_iter().map(|text| text.value).collect()
    }

    /// An interval such as `12 months`.
    pub fn interval(&self, key: &'static str) -> Option<Spanned<Interval>> {
        self.note(key, || Shape::Interval);
        let value = self.value(key)?;
        if let DeValue::Integer(number) = value.get_ref() {
            let message = format!("`{key}` is no interval: it has no unit");
            let help = format!("write `{key} = \"{number} days\"`");
            self.toml.report(&WRONG_TYPE, value.span(), message, Some(help));
            return None;
        }
        let text = self.text_of(key, value)?;
        match text.value.parse() {
            Ok(interval) => Some(Spanned::new(interval, text.at)),
            Err(error) => {
                let message = format!("`{key}` is no interval: `{}`", printable(&text.value));
                self.report(&WRONG_TYPE, text.at, message, error.to_string());
                None
            }
        }
    }
}
