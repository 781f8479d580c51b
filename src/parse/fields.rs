//! Reads TOML tables key by key and reports everything that is wrong with them, not only the first thing.
//!
//! A deriving deserializer stops at the first error and loses the places of values in places; this reader keeps both:
//! each typed getter records a finding at the value and goes on, and `Fields::finish` reports the keys nobody asked for.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::base::date::{Date, Interval};
use crate::base::text::{did_you_mean, printable};
use crate::diag::code::Code;
use crate::diag::span::Spanned;
use crate::parse::codes::{INVALID_DATE, MISSING_KEY, PLACEHOLDER, UNKNOWN_KEY, WRONG_TYPE};
use crate::parse::placeholder::is_placeholder;
use crate::parse::toml_text::{Toml, civil_date, kind_of};
use crate::parse::unknown_keys::unknown_keys;
use crate::parse::word::Word;

/// One TOML table: getters read a key each, `Fields::finish` reports what is left.
pub struct Fields<'t, 'i> {
    toml: &'t Toml<'t>,
    table: &'t DeTable<'i>,
    at: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// A table that stands at `at` in its text.
    pub(super) fn new(toml: &'t Toml<'t>, table: &'t DeTable<'i>, at: Range<usize>) -> Self {
        Self { toml, table, at, asked: RefCell::default() }
    }

    fn value(&self, key: &'static str) -> Option<&'t TomlSpanned<DeValue<'i>>> {
        self.asked.borrow_mut().push(key);
        // What stands at a syntax error was reported already.
        self.table
            .get(key)
            .filter(|value| value.get_ref().is_table() || !self.toml.is_faulty(&value.span()))
    }

    fn at(&self, range: Range<usize>) -> Range<usize> {
        self.toml.in_file(&range)
    }

    /// The place of the whole table in the file: of its header for `[table]`.
    pub fn place(&self) -> Range<usize> {
        self.at(self.at.clone())
    }

    /// Reports a finding at a value of this table.
    pub fn report(
        &self,
        code: &'static Code,
        at: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.toml.report_in_file(code, at, message.into(), help.into());
    }

    fn wrong(&self, key: &str, expected: &str, value: &TomlSpanned<DeValue<'i>>) {
        let message = format!("`{key}` must be {expected}, not {}", kind_of(value.get_ref()));
        self.toml.report(&WRONG_TYPE, value.span(), message, None);
    }

    /// True when the key is there, whatever it holds.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text. A placeholder such as `[TBD]` is reported and counts as missing.
    pub fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        self.text_of(key, value)
    }

    fn text_of(&self, key: &str, value: &TomlSpanned<DeValue<'i>>) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.get_ref() else {
            let message =
                format!("`{key}` must be text in quotes, not {}", kind_of(value.get_ref()));
            let typed = match value.get_ref() {
                DeValue::Integer(number) => Some(number.to_string()),
                DeValue::Float(number) => Some(number.as_str().to_owned()),
                DeValue::Datetime(date) => Some(date.to_string()),
                _ => None,
            };
            self.toml.report(
                &WRONG_TYPE,
                value.span(),
                message,
                typed.map(|typed| format!("write `{key} = \"{typed}\"`")),
            );
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
        Some(Spanned::new(text.trim().to_owned(), self.at(value.span())))
    }

    /// A text that must be there; reports its absence at the table.
    pub fn required_text(&self, key: &'static str) -> Option<Spanned<String>> {
        self.require(key);
        self.text(key)
    }

    /// Reports the key as missing when it is not there.
    pub fn require(&self, key: &'static str) {
        if !self.has(key) {
            let end = self.at.end.min(self.at.start + 1).max(self.at.start);
            self.toml.report(
                &MISSING_KEY,
                self.at.start..if self.at.len() > 200 { end } else { self.at.end },
                format!("the key `{key}` is missing"),
                Some(format!("add `{key} = …`")),
            );
        }
    }

    /// A list of texts; a single text stands for a list of one only with a finding that says so.
    pub fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => {
                items.iter().filter_map(|item| self.text_of(key, item)).collect()
            }
            DeValue::String(text) => {
                let help = format!("write `{key} = [\"{}\"]`", printable(text));
                let message = format!("`{key}` must be a list of texts, not a text");
                self.toml.report(&WRONG_TYPE, value.span(), message, Some(help));
                self.text_of(key, value).into_iter().collect()
            }
            _ => {
                self.wrong(key, "a list of texts", value);
                Vec::new()
            }
        }
    }

    /// A list of texts without their places.
    pub fn plain_texts(&self, key: &'static str) -> Vec<String> {
        self.texts(key).into_iter().map(|text| text.value).collect()
    }

    /// A date. A date in quotes is reported and read nevertheless, so that no second finding follows from it.
    pub fn date(&self, key: &'static str) -> Option<Spanned<Date>> {
        let value = self.value(key)?;
        let at = value.span();
        let read = match value.get_ref() {
            DeValue::Datetime(date) => civil_date(date),
            DeValue::String(text) => {
                if is_placeholder(text) {
                    self.text_of(key, value);
                    return None;
                }
                let read: Option<Date> = text.trim().parse().ok();
                let help = match read {
                    Some(date) => format!("write `{key} = {date}`, without quotes"),
                    None => format!("write the day as `{key} = 2027-03-24`"),
                };
                let message = format!("`{key}` must be a date, not the text `{}`", printable(text));
                self.toml.report(&INVALID_DATE, at.clone(), message, Some(help));
                return read.map(|date| Spanned::new(date, self.at(at)));
            }
            other => {
                let message = format!("`{key}` must be a date, not {}", kind_of(other));
                let help = format!("write the day as `{key} = 2027-03-24`");
                self.toml.report(&INVALID_DATE, at, message, Some(help));
                return None;
            }
        };
        if read.is_none() {
            let message =
                format!("`{key}` must be a day between 1900 and 2199, without a time of day");
            self.toml.report(
                &INVALID_DATE,
                at.clone(),
                message,
                Some(format!("write `{key} = 2027-03-24`")),
            );
        }
        read.map(|date| Spanned::new(date, self.at(at)))
    }

    /// An interval such as `12 months`.
    pub fn interval(&self, key: &'static str) -> Option<Spanned<Interval>> {
        let text = self.text(key)?;
        match text.value.parse() {
            Ok(interval) => Some(Spanned::new(interval, text.at)),
            Err(error) => {
                let message = format!("`{key}` is no interval: `{}`", printable(&text.value));
                self.report(&WRONG_TYPE, text.at, message, error.to_string());
                None
            }
        }
    }

    /// A whole number within `range`.
    pub fn integer(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<Spanned<u32>> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let expected = format!("a whole number from {} to {}", range.start(), range.end());
            match value.get_ref() {
                DeValue::Integer(_) => {
                    self.toml.report(
                        &WRONG_TYPE,
                        value.span(),
                        format!("`{key}` must be {expected}"),
                        None,
                    );
                }
                _ => self.wrong(key, &expected, value),
            }
        }
        number.map(|number| Spanned::new(number, self.at(value.span())))
    }

    /// `true` or `false`.
    pub fn boolean(&self, key: &'static str) -> Option<Spanned<bool>> {
        let value = self.value(key)?;
        if let DeValue::Boolean(truth) = value.get_ref() {
            return Some(Spanned::new(*truth, self.at(value.span())));
        }
        self.wrong(key, "`true` or `false`", value);
        None
    }

    /// One of the words of an enumeration.
    pub fn word<T: Word>(&self, key: &'static str) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        self.word_of(key, text)
    }

    /// A list of words of an enumeration.
    pub fn words<T: Word>(&self, key: &'static str) -> Vec<Spanned<T>> {
        self.texts(key).into_iter().filter_map(|text| self.word_of(key, text)).collect()
    }

    fn word_of<T: Word>(&self, key: &str, text: Spanned<String>) -> Option<Spanned<T>> {
        if let Some((_, value)) = T::WORDS.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*value, text.at));
        }
        let words: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let near = did_you_mean(&text.value, words.iter().copied());
        let message = match near {
            Some(near) => {
                format!("`{key}` cannot be `{}`; did you mean `{near}`?", printable(&text.value))
            }
            None => format!("`{key}` cannot be `{}`", printable(&text.value)),
        };
        self.report(&WRONG_TYPE, text.at, message, format!("use one of: {}", words.join(", ")));
        None
    }

    /// A table below this one.
    pub fn table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'t, 'i>) -> T,
    ) -> Option<T> {
        let value = self.value(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(key, "a table", value);
            return None;
        };
        Some(self.read_table(table, value.span(), read))
    }

    /// The tables of a list, as `[[approvals]]` writes it.
    pub fn tables<T>(&self, key: &'static str, read: impl Fn(&Fields<'t, 'i>) -> T) -> Vec<T> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(key, &format!("a list of tables, each headed `[[{key}]]`"), value);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.read_table(table, item.span(), &read)),
                _ => self.wrong(key, "a list of tables", item),
            }
        }
        tables
    }

    /// The tables below a key by their names, as `[risk.R-012]` writes them, in the order of the file.
    pub fn named<T>(
        &self,
        key: &'static str,
        read: impl Fn(Spanned<String>, &Fields<'t, 'i>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong(key, &format!("tables, each headed `[{key}.NAME]`"), value);
            return Vec::new();
        };
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut tables = Vec::new();
        for (name, value) in entries {
            let DeValue::Table(table) = value.get_ref() else {
                self.wrong(name.get_ref(), "a table", value);
                continue;
            };
            let name = Spanned::new(name.get_ref().to_string(), self.at(name.span()));
            tables.push(self.read_table(table, value.span(), |fields| read(name, fields)));
        }
        tables
    }

    /// Texts by free keys, as in `[checks]`.
    pub fn pairs(&self) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut pairs = Vec::new();
        for (name, value) in entries {
            if let Some(text) = self.text_of(name.get_ref(), value) {
                pairs.push((Spanned::new(name.get_ref().to_string(), self.at(name.span())), text));
            }
        }
        pairs
    }

    /// Accepts a table with any content.
    pub fn ignore(&self, key: &'static str) {
        self.value(key);
    }

    /// Accepts whatever this table holds: for tables whose keys belong to the author.
    pub fn accept_all(&self) {
        self.asked.borrow_mut().push("*");
    }

    fn read_table<T>(
        &self,
        table: &'t DeTable<'i>,
        at: Range<usize>,
        read: impl FnOnce(&Fields<'t, 'i>) -> T,
    ) -> T {
        let fields = Fields::new(self.toml, table, at);
        let value = read(&fields);
        fields.finish();
        value
    }

    /// Reports every key that no getter asked for, with the nearest one that exists.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        if asked.contains(&"*") {
            return;
        }
        let mut known: Vec<&str> = asked.clone();
        known.sort_unstable();
        known.dedup();
        for key in unknown_keys(self.table, &known) {
            let typed = printable(key.typed);
            let (message, help) = match key.near {
                Some(near) => (
                    format!("unknown key `{typed}`; did you mean `{near}`?"),
                    format!("write `{near}`"),
                ),
                None => (
                    format!("unknown key `{typed}`"),
                    format!("the keys here are: {}", known.join(", ")),
                ),
            };
            self.toml.report_renaming(&UNKNOWN_KEY, key.at, message, help, key.rename);
        }
    }
}
