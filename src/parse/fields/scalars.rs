//! Getters for dates, whole numbers and truth values.

use toml::de::DeValue;

use crate::base::date::Date;
use crate::base::text::printable;
use crate::diag::fix::Fix;
use crate::diag::span::Spanned;
use crate::parse::codes::{INVALID_DATE, WRONG_TYPE};
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Shape;
use crate::parse::placeholder::is_placeholder;
use crate::parse::toml_text::{civil_date, foreign_date, kind_of};

/// The largest number that a figure may be: up to it every whole number is exact.
const LARGEST: f64 = 1e15;

impl Fields<'_, '_> {
    /// A date. A date in quotes is reported and read nevertheless, so that no second finding follows from it.
    pub fn date(&self, key: &'static str) -> Option<Spanned<Date>> {
        self.note(key, || Shape::Date);
        let value = self.value(key)?;
        let notation = self.toml.notation();
        let example = || format!("write the day as {}", notation.typed(key, "2027-03-24"));
        let at = value.span();
        let read = match value.get_ref() {
            DeValue::Datetime(date) => civil_date(date),
            DeValue::String(text) => {
                if is_placeholder(text) {
                    self.text_of(key, value);
                    return None;
                }
                let read: Option<Date> = text.trim().parse().ok();
                let meant = read.or_else(|| foreign_date(text.trim()));
                let help = match meant {
                    Some(date) => format!("write {}", notation.unquoted(key, date)),
                    None => example(),
                };
                let message = format!("`{key}` must be a date, not the text `{}`", printable(text));
                let fix = meant.map(|date| Fix::replace(self.at(at.clone()), date.to_string()));
                self.toml.report_mended(&INVALID_DATE, at.clone(), message, Some(help), fix);
                return read.map(|date| Spanned::new(date, self.at(at)));
            }
            other => {
                let message = format!("`{key}` must be a date, not {}", kind_of(other));
                self.toml.report(&INVALID_DATE, at, message, Some(example()));
                return None;
            }
        };
        if read.is_none() {
            let message =
                format!("`{key}` must be a day between 1900 and 2199, without a time of day");
            let help = format!("write {}", notation.typed(key, "2027-03-24"));
            self.toml.report(&INVALID_DATE, at.clone(), message, Some(help));
        }
        read.map(|date| Spanned::new(date, self.at(at)))
    }

    /// A whole number within `range`.
    pub fn integer(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<Spanned<u32>> {
        self.note(key, || Shape::Integer(*range.start(), *range.end()));
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let notation = self.toml.notation();
            let expected = format!("a whole number from {} to {}", range.start(), range.end());
            match value.get_ref() {
                DeValue::Integer(_) => {
                    self.toml.report(
                        &WRONG_TYPE,
                        value.span(),
                        format!("`{key}` must be {expected}"),
                        Some(format!(
                            "write {}, or more, up to {}",
                            notation.typed(key, range.start()),
                            range.end()
                        )),
                    );
                }
                _ => {
                    let typed = value.get_ref().as_str().and_then(|text| text.trim().parse().ok());
                    let typed = typed.filter(|number: &u32| range.contains(number));
                    let help = match typed {
                        Some(number) => format!("write {}", notation.unquoted(key, number)),
                        None => {
                            format!(
                                "write a number, such as {}",
                                notation.typed(key, range.start())
                            )
                        }
                    };
                    self.wrong(key, &expected, help, value);
                }
            }
        }
        number.map(|number| Spanned::new(number, self.at(value.span())))
    }

    /// A number, whole or with decimals.
    pub fn number(&self, key: &'static str) -> Option<Spanned<f64>> {
        self.note(key, || Shape::Number);
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            DeValue::Integer(number) => {
                u32::from_str_radix(number.as_str(), number.radix()).ok().map(f64::from)
            }
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.abs() <= LARGEST);
        if number.is_none() {
            let typed = value.get_ref().as_str().and_then(|text| text.trim().parse::<f64>().ok());
            let notation = self.toml.notation();
            let help = match typed.filter(|number| number.abs() <= LARGEST) {
                Some(number) => format!("write {}", notation.unquoted(key, number)),
                None => {
                    let (whole, other) = (notation.typed(key, 95), notation.typed(key, 3.5));
                    format!("write a number, such as {whole} or {other}")
                }
            };
            self.wrong(key, "a number", help, value);
        }
        number.map(|number| Spanned::new(number, self.at(value.span())))
    }

    /// `true` or `false`.
    pub fn boolean(&self, key: &'static str) -> Option<Spanned<bool>> {
        self.note(key, || Shape::Boolean);
        let value = self.value(key)?;
        if let DeValue::Boolean(truth) = value.get_ref() {
            return Some(Spanned::new(*truth, self.at(value.span())));
        }
        let typed = value.get_ref().as_str().map(|text| text.trim().to_lowercase());
        let notation = self.toml.notation();
        let (yes, no) = (notation.typed(key, true), notation.unquoted(key, false));
        let help = match typed.as_deref() {
            Some("true" | "yes" | "y" | "on") => format!("write {}", notation.unquoted(key, true)),
            Some("false" | "no" | "n" | "off") => format!("write {no}"),
            _ => format!("write {yes} or {no}"),
        };
        self.wrong(key, "`true` or `false`", help, value);
        None
    }
}
