//! What a reader asks of a table: the keys, the shape of each, and which of them must be there.
//!
//! A describing run calls a reader on an empty table and collects this. What editors are told is therefore what the parser asks for,
//! and cannot say something else.

use std::cell::{Cell, RefCell};

use crate::parse::fields::Fields;

/// What a value must look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A text that matches a regular expression.
    Like(&'static str),
    /// An id.
    Id,
    /// A list of texts.
    Texts,
    /// A text, or a list of texts.
    OneOrMore,
    /// A number, whole or with decimals.
    Number,
    /// A day.
    Date,
    /// An interval such as `12 months`.
    Interval,
    /// A whole number, from the first to the second.
    Integer(u32, u32),
    /// `true` or `false`.
    Boolean,
    /// One of these words.
    Word(Vec<&'static str>),
    /// A list of these words.
    Words(Vec<&'static str>),
    /// A table.
    Table(Keys),
    /// A list of tables.
    Tables(Keys),
    /// Tables by names that the author chooses.
    Named(Keys),
    /// Anything.
    Any,
}

/// One key of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value must look like.
    pub shape: Shape,
    /// The words of `type` with which it may be there; none when it always may.
    pub only: Vec<&'static str>,
}

/// What keys a table may have that no getter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// None: such a key is a finding.
    #[default]
    Refused,
    /// Any: they belong to the author.
    Accepted,
    /// The names of codes, each with a level.
    Levels,
}

/// Everything that a reader asks of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// The keys in the order in which the reader asks for them.
    pub keys: Vec<Key>,
    /// The names of those that must be there.
    pub required: Vec<&'static str>,
    /// What else the table may hold.
    pub rest: Rest,
    /// True when the name of the table itself is an id.
    pub has_id_as_name: bool,
}

/// Where the getters of one table note what they are asked for.
#[derive(Debug, Default)]
pub(super) struct Notes {
    keys: RefCell<Vec<Key>>,
    required: RefCell<Vec<&'static str>>,
    rest: Cell<Rest>,
    has_id_as_name: Cell<bool>,
    /// The word of `type` for which the getters are asked now.
    only: Cell<Option<&'static str>>,
}

impl Notes {
    /// What was noted.
    pub(super) fn into_keys(self) -> Keys {
        Keys {
            keys: self.keys.into_inner(),
            required: self.required.into_inner(),
            rest: self.rest.get(),
            has_id_as_name: self.has_id_as_name.get(),
        }
    }
}

impl Fields<'_, '_> {
    /// Notes the shape of a key. The first note counts: a getter that builds on another one says first what it is.
    pub(in crate::parse) fn note(&self, name: &'static str, shape: impl FnOnce() -> Shape) {
        let Some(notes) = &self.notes else { return };
        let mut keys = notes.keys.borrow_mut();
        let only = notes.only.get();
        match keys.iter_mut().find(|key| key.name == name) {
            Some(key) if key.only.is_empty() => {}
            Some(key) => key.only.extend(only.filter(|word| !key.only.contains(word))),
            None => keys.push(Key { name, shape: shape(), only: only.into_iter().collect() }),
        }
    }

    /// Notes that the keys that `read` asks for are there with this word of `type` only.
    pub(in crate::parse) fn note_only<T>(&self, word: &'static str, read: impl FnOnce(&Self) -> T) {
        let Some(notes) = &self.notes else { return };
        notes.only.set(Some(word));
        read(self);
        notes.only.set(None);
    }

    /// Notes that the name of this table is an id.
    pub(in crate::parse) fn note_id_as_name(&self) {
        if let Some(notes) = &self.notes {
            notes.has_id_as_name.set(true);
        }
    }

    pub(super) fn note_required(&self, name: &'static str) {
        if let Some(notes) = &self.notes {
            notes.required.borrow_mut().push(name);
        }
    }

    pub(super) fn note_rest(&self, rest: Rest) {
        if let Some(notes) = &self.notes {
            notes.rest.set(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::fields::Fields;
    use crate::parse::fields::keys::{Rest, Shape};
    use crate::parse::toml_text::Toml;

    #[test]
    fn a_describing_run_notes_what_every_getter_asks_for() {
        let keys = Toml::describe(|fields: &Fields<'_, '_>| {
            fields.required_text("title");
            fields.integer("order", 0..=9);
            fields.interval("every");
            fields.tables("step", |step| {
                step.require("level");
                step.integer("level", 1..=10)
            });
            fields.named("risk", |id, risk| {
                risk.table("rating", |rating| rating.date("day"));
                crate::parse::id::checked(id, risk)
            });
            fields.table("extra", Fields::accept_all);
        });
        assert_eq!(keys.required, ["title"]);
        assert_eq!(keys.rest, Rest::Refused);
        let shapes: Vec<(&str, &Shape)> =
            keys.keys.iter().map(|key| (key.name, &key.shape)).collect();
        assert_eq!(
            shapes[..3],
            [
                ("title", &Shape::Text),
                ("order", &Shape::Integer(0, 9)),
                ("every", &Shape::Interval),
            ]
        );
        let [(_, Shape::Tables(step)), (_, Shape::Named(risk)), (_, Shape::Table(extra))] =
            shapes[3..]
        else {
            panic!("{shapes:?}");
        };
        assert_eq!(step.required, ["level"]);
        assert!(risk.has_id_as_name && matches!(risk.keys[0].shape, Shape::Table(_)));
        assert_eq!(extra.rest, Rest::Accepted);
    }
}
