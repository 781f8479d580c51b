//! Getters for tables: one, a list of them, and tables by name.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::base::text::printable;
use crate::diag::span::Spanned;
use crate::parse::fields::Fields;
use crate::parse::fields::keys::{Keys, Shape};
use crate::parse::file_codes::SYNTAX;
use crate::parse::limits::{self, ROWS, TOO_LONG};

impl<'t, 'i> Fields<'t, 'i> {
    /// A table below this one.
    pub fn table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'t, 'i>) -> T,
    ) -> Option<T> {
        if self.notes.is_some() {
            let keys = self.describe_below(read);
            self.note(key, || Shape::Table(keys));
            return None;
        }
        let value = self.value(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(key, "a table", format!("write `[{key}]` above its keys"), value);
            return None;
        };
        Some(self.read_table(table, value.span(), read))
    }

    /// The tables of a list, as `[[approvals]]` writes it.
    pub fn tables<T>(&self, key: &'static str, read: impl Fn(&Fields<'t, 'i>) -> T) -> Vec<T> {
        if self.notes.is_some() {
            let keys = self.describe_below(read);
            self.note(key, || Shape::Tables(keys));
            return Vec::new();
        }
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            let help = format!("write `[[{key}]]` above the keys of each");
            self.wrong(key, &format!("a list of tables, each headed `[[{key}]]`"), help, value);
            return Vec::new();
        };
        let mut tables = Vec::new();
        if let Some(item) = items.get(ROWS) {
            let (message, help) = limits::too_many(items.len(), ROWS);
            self.toml.report(&TOO_LONG, item.span(), message, Some(help));
        }
        for item in items.iter().take(ROWS) {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.read_table(table, item.span(), &read)),
                _ => {
                    let help = format!("write `[[{key}]]` above the keys of each");
                    self.wrong(key, "a list of tables", help, item);
                }
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
        if self.notes.is_some() {
            let name = Spanned::new("NAME".to_owned(), 0..0);
            let keys = self.describe_below(|entry| read(name, entry));
            self.note(key, || Shape::Named(keys));
            return Vec::new();
        }
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Table(entries) = value.get_ref() else {
            let help = format!("write `[{key}.NAME]` above the keys of each");
            self.wrong(key, &format!("tables, each headed `[{key}.NAME]`"), help, value);
            return Vec::new();
        };
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let limit = limits::rows_of(key);
        if let Some((name, _)) = entries.get(limit) {
            let (message, help) = limits::too_many(entries.len(), limit);
            self.toml.report(&TOO_LONG, name.span(), message, Some(help));
            entries.truncate(limit);
        }
        let mut tables = Vec::new();
        for (name, value) in entries {
            let DeValue::Table(table) = value.get_ref() else {
                let help = match value.get_ref() {
                    DeValue::Array(_) => "write its header with one pair of brackets".to_owned(),
                    _ => format!("write `[{key}.NAME]` above its keys"),
                };
                self.wrong(&printable(name.get_ref()), "a table", help, value);
                continue;
            };
            let split = split_names(name.get_ref(), table);
            if !split.is_empty() {
                tables.extend(split.into_iter().map(|part| self.unquoted(key, part, &read)));
                continue;
            }
            let name = Spanned::new(name.get_ref().to_string(), self.at(name.span()));
            tables.push(self.read_table(table, value.span(), |fields| read(name, fields)));
        }
        tables
    }

    /// A table whose name lost its quotes: reported, and read all the same, so that no second finding follows from it.
    fn unquoted<T>(
        &self,
        key: &str,
        split: SplitName<'t, 'i>,
        read: impl Fn(Spanned<String>, &Fields<'t, 'i>) -> T,
    ) -> T {
        let name = printable(&split.name);
        let message = format!("the name `{name}` has dots and needs quotes");
        let help = format!("write `[{key}.\"{name}\"]`");
        self.toml.report(&SYNTAX, split.at.clone(), message, Some(help));
        let name = Spanned::new(split.name, self.at(split.at));
        self.read_table(split.table, split.header, |fields| read(name, fields))
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

    fn describe_below<T>(&self, read: impl FnOnce(&Fields<'t, 'i>) -> T) -> Keys {
        Fields::describe(self.toml, self.table, read)
    }
}

/// A table that a header such as `[control.A.5.15]` makes: TOML takes the dots for steps into tables.
struct SplitName<'t, 'i> {
    /// The name as its author meant it.
    name: String,
    /// Where its last part stands.
    at: Range<usize>,
    /// The place of the whole table.
    header: Range<usize>,
    table: &'t DeTable<'i>,
}

/// The tables into which names without quotes fell; none when the table holds anything but numbered tables.
fn split_names<'t, 'i>(name: &str, table: &'t DeTable<'i>) -> Vec<SplitName<'t, 'i>> {
    let mut split = Vec::new();
    for (key, value) in table {
        let number = key.get_ref();
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let DeValue::Table(below) = value.get_ref() else { return Vec::new() };
        if !is_number {
            return Vec::new();
        }
        let name = format!("{name}.{number}");
        let deeper = split_names(&name, below);
        if deeper.is_empty() {
            let (at, header) = (key.span(), value.span());
            split.push(SplitName { name, at, header, table: below });
        } else {
            split.extend(deeper);
        }
    }
    split.sort_by_key(|part| part.at.start);
    split
}
