//! A piece of TOML in a file: parsed as far as it can be, with the places of its faults.

use std::cell::RefCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::code::Code;
use crate::diag::fix::Fix;
use crate::diag::span::Span;
use crate::diag::{Diagnostic, Findings};
use crate::parse::codes::{INVALID_DATE, UNKNOWN_KEY};
use crate::parse::fields::Fields;
use crate::parse::fields::keys::Keys;
use crate::parse::fields::notation::Notation;
use crate::parse::file_codes::SYNTAX;
use crate::parse::toml_repair::{deepest_key, repair};

/// A TOML text inside a file, and what was found wrong with it so far.
pub struct Toml<'a> {
    path: &'a RelPath,
    text: &'a str,
    offset: usize,
    found: RefCell<Findings>,
    /// Keys that a table does not have: whether they belong above all tables is known at the end.
    strays: RefCell<Vec<Stray>>,
    /// The places of syntax errors: what was read there is not what the author meant.
    faulty: Vec<Range<usize>>,
    notation: Notation,
}

/// A key in a table that has no such key.
struct Stray {
    /// The key.
    typed: String,
    /// Where it stands in this text.
    at: Range<usize>,
    /// What is reported when the key belongs nowhere else.
    otherwise: Diagnostic,
}

impl<'a> Toml<'a> {
    /// Parses `text`, which begins `offset` bytes into the file, and hands its table to `read`.
    ///
    /// Syntax errors are findings; `read` then sees what could be understood nevertheless.
    pub fn read<T>(
        path: &'a RelPath,
        text: &'a str,
        offset: usize,
        found: &mut Findings,
        read: impl FnOnce(&Fields<'_, '_>) -> T,
    ) -> T {
        let typed = DeTable::parse_recoverable(text);
        let repaired = repair(text, &typed.1);
        let (table, errors) = match &repaired {
            Some(repaired) => DeTable::parse_recoverable(&repaired.text),
            None => typed,
        };
        let taken_out = repaired.as_ref().map(|repaired| &repaired.faults).into_iter().flatten();
        let lost = taken_out.clone().map(|fault| fault.lost.clone());
        let faulty = errors.iter().filter_map(toml::de::Error::span).chain(lost).collect();
        let toml = Self { offset, faulty, ..Self::new(path, text, Notation::Toml) };
        for error in errors {
            toml.report_syntax(&error);
        }
        for fault in taken_out {
            toml.report_unreadable(fault.at.clone(), &fault.message);
        }
        let at = table.span();
        let fields = Fields::new(&toml, table.get_ref(), at);
        let value = read(&fields);
        fields.finish();
        toml.report_strays(&fields);
        found.extend(toml.found.into_inner());
        value
    }

    /// Hands `read` what reports about tables that were made of the cells of a CSV. Their values have their places in `text`, of which the
    /// ranges in `faulty` were reported already.
    pub(super) fn of_cells<T>(
        path: &'a RelPath,
        text: &'a str,
        faulty: Vec<Range<usize>>,
        found: &mut Findings,
        read: impl FnOnce(&Toml<'_>) -> T,
    ) -> T {
        let toml = Self { faulty, ..Self::new(path, text, Notation::Csv) };
        let value = read(&toml);
        found.extend(toml.found.into_inner());
        value
    }

    /// The place of the first letter of a place.
    pub(super) fn first_letter(&self, at: &Range<usize>) -> Range<usize> {
        let letter = self.text.get(at.clone()).and_then(|text| text.chars().next());
        at.start..at.start + letter.map_or(0, char::len_utf8)
    }

    fn new(path: &'a RelPath, text: &'a str, notation: Notation) -> Self {
        let (found, strays) = (RefCell::default(), RefCell::default());
        Self { path, text, offset: 0, found, strays, faulty: Vec::new(), notation }
    }

    /// What the author writes keys and values in.
    pub(super) fn notation(&self) -> Notation {
        self.notation
    }

    /// Notes a key that its table does not have: a finding about where it belongs, or `otherwise`.
    pub(super) fn stray(&self, typed: &str, at: Range<usize>, otherwise: Diagnostic) {
        self.strays.borrow_mut().push(Stray { typed: typed.to_owned(), at, otherwise });
    }

    /// Reports the keys that stand in a wrong table: those of `top`, which it lacks, and others.
    fn report_strays(&self, top: &Fields<'_, '_>) {
        for stray in self.strays.take() {
            let Stray { typed, at, otherwise } = stray;
            if top.lacks(&typed) {
                let message = format!("unknown key `{}`", printable(&typed));
                let help =
                    "it is a key of the whole file: move it above the first `[…]` or `[[…]]` table";
                self.report(&UNKNOWN_KEY, at, message, Some(help.to_owned()));
            } else {
                self.found.borrow_mut().push(otherwise);
            }
        }
    }

    /// The keys that `read` asks for. It reads an empty text; what it reports is of no interest.
    pub(super) fn describe<T>(read: impl FnOnce(&Fields<'_, '_>) -> T) -> Keys {
        let path = RelPath::fixed("nothing.toml");
        let (table, _) = DeTable::parse_recoverable("");
        let toml = Toml::new(&path, "", Notation::Toml);
        Fields::describe(&toml, table.get_ref(), read)
    }

    /// The bytes of the file that bytes of this text are.
    pub(super) fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        self.offset + range.start..self.offset + range.end
    }

    /// True when a syntax error was reported within these bytes of this text.
    pub(super) fn is_faulty(&self, at: &Range<usize>) -> bool {
        self.faulty.iter().any(|fault| fault.start < at.end && at.start < fault.end)
    }

    /// Reports a finding at bytes of the file.
    pub(super) fn report_in_file(
        &self,
        code: &'static Code,
        at: Range<usize>,
        message: String,
        help: String,
    ) {
        self.found.borrow_mut().report_with_help(code, Span::new(self.path, at), message, help);
    }

    /// What its author typed at bytes of this text.
    pub(super) fn source(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or("")
    }

    fn report_syntax(&self, error: &toml::de::Error) {
        // The parser names no place for a key of too many parts.
        let at = error.span().or_else(|| deepest_key(self.text)).unwrap_or(0..0);
        let typed = self.source(&at);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        if message.contains("date")
            || message.contains("value is out of range") && looks_like_a_date(typed)
        {
            let message = format!("`{}` is not a date that exists", printable(typed));
            self.report(
                &INVALID_DATE,
                at,
                message,
                Some("write the day as `2027-03-24`".to_owned()),
            );
        } else {
            let Some((place, date)) = date_of_line(self.text, at.start) else {
                self.report_unreadable(at, &message);
                return;
            };
            // Whether the day stands first is beyond doubt only when it can be no month.
            let is_beyond_doubt = foreign_date(self.source(&place)).is_some();
            let fix = is_beyond_doubt.then(|| Fix::replace(self.in_file(&place), date.to_string()));
            let help = format!("write a day as year, month and day: `{date}`");
            let message = format!("the TOML cannot be read: {message}");
            self.report_mended(&SYNTAX, at, message, Some(help), fix);
        }
    }

    fn report_unreadable(&self, at: Range<usize>, message: &str) {
        let help = help_for(message).to_owned();
        self.report(&SYNTAX, at, format!("the TOML cannot be read: {message}"), Some(help));
    }

    /// Reports a finding at bytes of this text.
    pub(super) fn report(
        &self,
        code: &'static Code,
        at: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        self.report_mended(code, at, message, help, None);
    }

    /// Reports a finding at bytes of this text that `fix` mends, if one is given.
    pub(super) fn report_mended(
        &self,
        code: &'static Code,
        at: Range<usize>,
        message: String,
        help: Option<String>,
        fix: Option<Fix>,
    ) {
        let span = Span::new(self.path, self.in_file(&at));
        let mut found = self.found.borrow_mut();
        let diagnostic = match help {
            Some(help) => found.report_with_help(code, span, message, help),
            None => found.report(code, span, message),
        };
        diagnostic.fix = fix;
    }

    /// A finding at bytes of this text that is not reported yet.
    pub(super) fn finding(
        &self,
        code: &'static Code,
        at: &Range<usize>,
        message: String,
        help: String,
    ) -> Diagnostic {
        let span = Span::new(self.path, self.in_file(at));
        Diagnostic { code, span, message, help: Some(help), subject: None, fix: None }
    }
}

/// The date, and its place, that the line at `at` holds as its value in the order of other countries, such as `31.12.2026`. With slashes the
/// order of day and month is anybody's guess.
fn date_of_line(text: &str, at: usize) -> Option<(Range<usize>, Date)> {
    // A date stands on a short line; a fault may stand on each byte of a long one.
    const LONGEST: usize = 1000;
    let near = text.get(..at)?.get(text.floor_char_boundary(at.saturating_sub(LONGEST))..)?;
    let start = at - near.len() + near.rfind('\n').map_or(0, |end| end + 1);
    let near = text.get(start..text.floor_char_boundary(start.saturating_add(LONGEST)))?;
    let (key, value) = near.lines().next()?.split_once('=')?;
    let before = start + key.len() + 1;
    let value = value.split('#').next()?;
    let blank = value.len() - value.trim_start().len();
    let value = value.trim();
    let mut parts = value.split('.').map(|part| part.parse().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let place = before + blank..before + blank + value.len();
    parts.next().is_none().then_some((place, date))
}

/// The day that a text names in the order of other countries, if it can be no other day: `31.12.2026`, `31/12/2026`, `2026/12/31`.
///
/// `1.12.2026` may be the twelfth of January, and years of two digits may be days.
pub(super) fn foreign_date(text: &str) -> Option<Date> {
    let separator = text.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(separator, '.' | '/' | '-') {
        return None;
    }
    let parts: Vec<&str> = text.split(separator).collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    if parts.iter().any(|part| !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1..=2) => (first, second, third),
        (1..=2, 4) if first.parse::<u8>().ok()? > 12 => (third, second, first),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// What to type, by the parser's words for what is wrong.
fn help_for(message: &str) -> &'static str {
    let help = [
        ("must be quoted", "put text between quotes: `key = \"text\"`"),
        ("duplicate", "keep one of the two; a key may stand only once in its table"),
        ("recursion limit", "a key has too many dots; put text between quotes: `key = \"text\"`"),
        ("string", "end the text on its line, with the quote with which it begins"),
        ("table", "write `[name]` for a table, and `{ key = 1, other = 2 }` on one line"),
        ("array", "write lists as `key = [\"one\", \"two\"]`"),
        ("list", "write lists as `key = [\"one\", \"two\"]`"),
        ("value", "write `key = \"text\"`, or put `#` before a remark"),
    ];
    let fitting = help.iter().find(|(word, _)| message.contains(word));
    fitting.map_or(
        "write `key = \"text\"`, `key = [\"one\", \"two\"]` or `key = 2027-03-24`",
        |(_, help)| help,
    )
}

fn looks_like_a_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 6 && text.matches('-').count() == 2
}

/// A day without a time; `None` for everything else that TOML calls a date.
pub(super) fn civil_date(date: &Datetime) -> Option<Date> {
    match (date.date, date.time, date.offset) {
        (Some(day), None, None) => Date::new(day.year, day.month, day.day),
        _ => None,
    }
}

/// What a value is, in words.
pub(super) fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_another_order_is_understood() {
        let date = |text: &str| date_of_line(text, text.len()).map(|(_, date)| date.to_string());
        let text = "a = 1\ndue =  31.12.2026 # soon";
        assert_eq!(date(text).as_deref(), Some("2026-12-31"));
        let place = date_of_line(text, text.len()).map(|(place, _)| &text[place]);
        assert_eq!(place, Some("31.12.2026"));
        for other in ["due = 31.13.2026", "due = 1.2", "due = 1.2.2026.1", "x", "", "= .."] {
            assert_eq!(date(other), None, "{other}");
        }
        assert_eq!(date_of_line("é", 1), None);
    }

    #[test]
    fn a_day_is_understood_only_when_it_can_be_no_other() {
        let date = |text: &str| foreign_date(text).map(|date| date.to_string());
        for text in ["31.12.2026", "31/12/2026", "31-12-2026", "2026/12/31", "2026.12.31"] {
            assert_eq!(date(text).as_deref(), Some("2026-12-31"), "{text}");
        }
        for text in [
            "1.12.2026",
            "12.12.2026",
            "12/31/2026",
            "31.12.26",
            "31.02.2026",
            "31.12/2026",
            "31.12.2026.",
            "31 12 2026",
            "",
            "..",
            "31..2026",
            "2026-31-12",
            "é",
            "+31.12.2026",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
