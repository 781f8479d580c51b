//! A cell as the value that the reader of its key expects.

use std::borrow::Cow;

use toml::Spanned as TomlSpanned;
use toml::de::{DeArray, DeValue};
use toml::value::Datetime;

use crate::base::csv::Cell;
use crate::parse::fields::keys::Shape;

/// The value of a cell that is not empty. What does not fit the shape stays a text, and the getter of the key says what is wrong with it.
pub(super) fn of<'c>(shape: &Shape, cell: &'c Cell, source: &str) -> DeValue<'c> {
    let typed = cell.text.as_str();
    let value = match shape {
        Shape::Texts | Shape::OneOrMore | Shape::Words(_) => Some(list(cell, source)),
        Shape::Date => day(typed),
        Shape::Integer(..) => parsed(typed).filter(DeValue::is_integer),
        Shape::Number => parsed(typed).filter(|value| value.is_integer() || value.is_float()),
        Shape::Boolean => truth(typed),
        Shape::Text
        | Shape::Like(_)
        | Shape::Id
        | Shape::Interval
        | Shape::Word(_)
        | Shape::Table(_)
        | Shape::Tables(_)
        | Shape::Named(_)
        | Shape::Any => None,
    };
    value.unwrap_or(DeValue::String(Cow::Borrowed(typed)))
}

fn list(cell: &Cell, source: &str) -> DeValue<'static> {
    let parts = cell.parts(source).into_iter();
    let texts = parts.map(|part| TomlSpanned::new(part.at, DeValue::String(Cow::Owned(part.text))));
    DeValue::Array(texts.collect::<DeArray<'static>>())
}

fn day(typed: &str) -> Option<DeValue<'static>> {
    let day: Datetime = typed.parse().ok()?;
    (typed.len() == "2027-03-24".len() && day.date.is_some()).then_some(DeValue::Datetime(day))
}

/// A truth value in any case: spreadsheets write `TRUE`.
fn truth(typed: &str) -> Option<DeValue<'static>> {
    typed.to_lowercase().parse().ok().map(DeValue::Boolean)
}

fn parsed(typed: &str) -> Option<DeValue<'_>> {
    DeValue::parse(typed).ok().map(TomlSpanned::into_inner)
}
