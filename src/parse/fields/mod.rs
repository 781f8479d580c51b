//! Reads TOML tables key by key and reports everything that is wrong with them, not only the first thing.
//!
//! A deriving deserializer stops at the first error and loses the places of values in places; this reader keeps both:
//! each typed getter records a finding at the value and goes on, and `Fields::finish` reports the keys nobody asked for.
//!
//! The getters are in the files of this folder, by the kind of value. Each also notes in a describing run what it is asked for:
//! see [`keys`]. A reader therefore asks for all its keys, whatever is missing, and leaves what cannot be used to the end.

pub mod keys;
pub(super) mod notation;
mod scalars;
mod tables;
mod texts;
mod words;

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::base::text::printable;
use crate::diag::code::Code;
use crate::diag::fix::Fix;
use crate::parse::codes::{MISPLACED_KEY, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use crate::parse::fields::keys::{Keys, Notes, Rest, Shape};
use crate::parse::fields::notation::Notation;
use crate::parse::toml_text::{Toml, kind_of};
use crate::parse::unknown_keys::{holds_tables, unknown_keys};

/// One TOML table: getters read a key each, `Fields::finish` reports what is left.
pub struct Fields<'t, 'i> {
    toml: &'t Toml<'t>,
    table: &'t DeTable<'i>,
    at: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
    /// Only in a describing run, which reads nothing.
    notes: Option<Box<Notes>>,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// A table that stands at `at` in its text.
    pub(super) fn new(toml: &'t Toml<'t>, table: &'t DeTable<'i>, at: Range<usize>) -> Self {
        Self {
            toml,
            table,
            at,
            asked: RefCell::default(),
            missing: RefCell::default(),
            notes: None,
        }
    }

    /// Nothing at all, to note what `read` asks for.
    pub(super) fn describe<T>(
        toml: &'t Toml<'t>,
        empty: &'t DeTable<'i>,
        read: impl FnOnce(&Self) -> T,
    ) -> Keys {
        let notes = Some(Box::default());
        let fields = Self { notes, ..Self::new(toml, empty, 0..0) };
        read(&fields);
        fields.notes.map(|notes| notes.into_keys()).unwrap_or_default()
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

    fn wrong(&self, key: &str, expected: &str, help: String, value: &TomlSpanned<DeValue<'i>>) {
        let message = format!("`{key}` must be {expected}, not {}", kind_of(value.get_ref()));
        self.toml.report(&WRONG_TYPE, value.span(), message, Some(help));
    }

    /// True when the key is there, whatever it holds.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// True when a list of tables was wanted and the key holds something else.
    pub fn is_refused(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| {
            let items = value.get_ref().as_array();
            !items.is_some_and(|items| items.iter().all(|item| item.get_ref().is_table()))
        })
    }

    /// The keys that unknown ones were meant to be, of those asked for so far.
    pub fn mistyped_keys(&self) -> Vec<&'static str> {
        let known = self.known();
        unknown_keys(self.table, &known).iter().filter_map(|key| key.near).collect()
    }

    /// True when the key was typed, rightly or nearly so. Whoever got no value for it then cannot say that it is missing: why there is none
    /// is a finding of its own.
    pub fn is_typed(&self, key: &str) -> bool {
        self.has(key) || self.mistyped_keys().contains(&key)
    }

    /// True when the table has no such key, but an entry of a list of tables below it does, as `unknown-key` says: it was typed below the
    /// header of that entry. What stands under `[extra]` may be its author's own. Entries of the lists `own` have a key of that name themselves.
    pub fn has_misplaced(&self, key: &str, own: &[&str]) -> bool {
        let others = self.table.iter().filter(|(list, _)| !own.contains(&list.get_ref().as_ref()));
        let mut items = others.filter_map(|(_, value)| value.get_ref().as_array()).flatten();
        !self.has(key)
            && items.any(|item| item.get_ref().as_table().is_some_and(|it| it.contains_key(key)))
    }

    /// True when this table may have the key and has it not.
    pub(super) fn lacks(&self, key: &str) -> bool {
        self.asked.borrow().contains(&key) && !self.has(key)
    }

    /// Accepts a table with any content. A key in it that this table may have and has not is reported: a key without a table of its own
    /// belongs to the header above it.
    pub fn free_table(&self, key: &'static str) {
        self.note(key, || Shape::Any);
        let Some(table) = self.value(key).and_then(|value| value.get_ref().as_table()) else {
            return;
        };
        for (name, _) in table
            .iter()
            .filter(|(name, value)| self.lacks(name.get_ref()) && !holds_tables(value.get_ref()))
        {
            let message = format!(
                "`{}` stands under `[{key}]`, where it is not read",
                printable(name.get_ref())
            );
            let help = format!(
                "move it above the first table; a key of your own needs another name under `[{key}]`"
            );
            self.toml.report(&MISPLACED_KEY, name.span(), message, Some(help));
        }
    }

    /// The keys asked for so far.
    fn known(&self) -> Vec<&'static str> {
        let mut known = self.asked.borrow().clone();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Says that the key must be there; `Fields::finish` reports it when it is not.
    pub fn require(&self, key: &'static str) {
        self.note_required(key);
        if !self.has(key) {
            self.missing.borrow_mut().push(key);
        }
    }

    /// Accepts whatever this table holds: for tables whose keys belong to the author.
    pub fn accept_all(&self) {
        self.note_rest(Rest::Accepted);
        self.accept_every_key();
    }

    fn accept_every_key(&self) {
        self.asked.borrow_mut().push("*");
    }

    /// As [`Fields::finish`], without a word about the `absent` keys: their absence was reported where it is one fault for many tables.
    pub(super) fn finish_but(&self, absent: &[&str]) {
        self.missing.borrow_mut().retain(|key| !absent.contains(key));
        self.finish();
    }

    /// Reports every key that no getter asked for, with the nearest one that exists, and the missing ones.
    pub(super) fn finish(&self) {
        let mistyped = if self.asked.borrow().contains(&"*") {
            Vec::new()
        } else {
            self.report_unknown_keys()
        };
        for key in self.missing.borrow().iter().filter(|key| !mistyped.contains(key)) {
            self.report_missing(key);
        }
    }

    /// Returns the known keys that the unknown ones were meant to be.
    fn report_unknown_keys(&self) -> Vec<&'static str> {
        let known = self.known();
        let unknown = unknown_keys(self.table, &known);
        let mistyped = unknown.iter().filter_map(|key| key.near).collect();
        // The columns of a CSV are looked at once, not for each row.
        if self.toml.notation() == Notation::Csv {
            return mistyped;
        }
        for key in unknown {
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
            let mut finding = self.toml.finding(&UNKNOWN_KEY, &key.at, message, help);
            finding.fix = key.rename.map(|name| Fix::replace(self.at(key.at.clone()), name));
            self.toml.stray(key.typed, key.at, finding);
        }
        mistyped
    }

    fn report_missing(&self, key: &str) {
        let is_long = self.at.len() > 200;
        self.toml.report(
            &MISSING_KEY,
            if is_long { self.toml.first_letter(&self.at) } else { self.at.clone() },
            format!("the key `{key}` is missing"),
            Some(self.toml.notation().addition(key)),
        );
    }
}
