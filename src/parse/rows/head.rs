//! The head of a register kept as CSV: what each column holds, and what is wrong with its name.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::base::csv::{Cell, Sheet};
use crate::base::path::RelPath;
use crate::base::text::printable;
use crate::diag::Findings;
use crate::diag::code::Code;
use crate::diag::fix::Fix;
use crate::diag::span::Span;
use crate::parse::codes::{MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use crate::parse::fields::keys::{Keys, Rest, Shape};
use crate::parse::file_codes::SYNTAX;
use crate::parse::unknown_keys::unknown_keys;

/// The column with the ids.
const ID: &str = "id";

/// What the columns of a register are.
pub(super) struct Head<'k> {
    /// The number of the column with the ids; without one, no row can be read.
    pub(super) ids: Option<usize>,
    /// Keys that must be there and have no column, which is said once.
    pub(super) absent: Vec<&'static str>,
    /// The columns that hold keys, by their number.
    columns: Vec<(usize, Column<'k>)>,
}

/// A column that holds a key.
pub(super) struct Column<'k> {
    /// The names of the tables that hold the key, and its own.
    steps: Vec<&'k str>,
    /// Where they stand in the head.
    at: Range<usize>,
    /// What its cells hold.
    pub(super) shape: &'k Shape,
}

impl<'k> Head<'k> {
    /// Reads the head of a sheet, given what a reader asks of each row.
    pub(super) fn read(
        path: &RelPath,
        sheet: &'k Sheet,
        keys: &'k Keys,
        found: &mut Findings,
    ) -> Self {
        let mut head = Self { ids: None, absent: Vec::new(), columns: Vec::new() };
        let mut unknown = DeTable::new();
        for (number, cell) in sheet.head.iter().enumerate() {
            let name = cell.text.as_str();
            let shape = shape_of(keys, name);
            let is_blank = || {
                let mut cells = sheet.rows.iter().filter_map(|row| row.get(number));
                cells.all(|cell| cell.text.is_empty())
            };
            if name.is_empty() && is_blank() {
                continue;
            }
            let is_second = sheet.head[..number].iter().any(|other| other.text == name);
            let fault = if is_second { Some(twice(name)) } else { fault_of(path, name, shape) };
            if let Some((code, message, help)) = fault {
                let span = Span::new(path, cell.at.clone());
                found.report_with_help(code, span, message, help);
                continue;
            }
            if name == ID {
                head.ids = Some(number);
                continue;
            }
            if shape.is_none() {
                let name = TomlSpanned::new(cell.at.clone(), Cow::Borrowed(name));
                unknown.insert(name, TomlSpanned::new(cell.at.clone(), DeValue::Boolean(true)));
            }
            head.columns.push((number, Column::new(keys, cell)));
        }
        let mistyped = match keys.rest {
            Rest::Refused => head.report_unknown(path, &unknown, sheet, keys, found),
            Rest::Accepted | Rest::Levels => Vec::new(),
        };
        head.report_absent(path, sheet, keys, &mistyped, found);
        head
    }

    /// The columns that hold keys, each with its cell of a row.
    pub(super) fn columns_of<'r>(
        &'r self,
        row: &'r [Cell],
    ) -> impl Iterator<Item = (&'r Column<'k>, &'r Cell)> {
        self.columns.iter().filter_map(|(number, column)| Some((column, row.get(*number)?)))
    }

    /// Reports the columns that no reader asks for, and returns what they were meant to be. A mistyped `id` is taken for what it means.
    fn report_unknown(
        &mut self,
        path: &RelPath,
        unknown: &DeTable<'_>,
        sheet: &Sheet,
        keys: &'k Keys,
        found: &mut Findings,
    ) -> Vec<String> {
        let mut known = vec![ID.to_owned()];
        collect_names(keys, "", &mut known);
        let typed: Vec<&str> = sheet.head.iter().map(|cell| cell.text.as_str()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut mistyped = Vec::new();
        for column in unknown_keys(unknown, &known) {
            let name = printable(column.typed);
            let (message, help) = match column.near {
                Some(near) => (
                    format!("unknown column `{name}`; did you mean `{near}`?"),
                    format!("write `{near}`"),
                ),
                None => (
                    format!("unknown column `{name}`"),
                    format!("the columns here are: {}", known.join(", ")),
                ),
            };
            if column.near == Some(ID) && self.ids.is_none() {
                self.ids = typed.iter().position(|typed| *typed == column.typed);
            }
            let rename = column.rename.filter(|name| !typed.contains(name));
            mistyped.extend(column.near.map(str::to_owned));
            let span = Span::new(path, column.at.clone());
            let finding = found.report_with_help(&UNKNOWN_KEY, span, message, help);
            finding.fix = rename.map(|name| Fix::replace(column.at, name));
        }
        mistyped
    }

    /// Reports the columns that must be there.
    fn report_absent(
        &mut self,
        path: &RelPath,
        sheet: &Sheet,
        keys: &Keys,
        mistyped: &[String],
        found: &mut Findings,
    ) {
        let is_there = |name: &str| {
            let is_told = mistyped.iter().any(|near| near == name);
            let is_it = |typed: &str| {
                typed
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            is_told || sheet.head.iter().any(|cell| is_it(&cell.text))
        };
        let required = keys.required.iter().copied();
        self.absent = required.filter(|key| !is_there(key)).collect();
        let id = Some(ID).filter(|_| self.ids.is_none() && !is_there(ID));
        for name in id.into_iter().chain(self.absent.iter().copied()) {
            let span = Span::new(path, super::place_of(&sheet.head));
            let message = format!("the column `{name}` is missing");
            let help = format!("add `{name}` to the first row, and its cell to each row below");
            found.report_with_help(&MISSING_KEY, span, message, help);
        }
    }
}

impl<'k> Column<'k> {
    fn new(keys: &'k Keys, cell: &'k Cell) -> Self {
        let name = cell.text.as_str();
        // A mistyped key belongs to the table whose other keys are right.
        let is_below = name.rsplit_once('.').is_some_and(|(above, _)| {
            matches!(shape_of(keys, above), Some(Shape::Table(_) | Shape::Any))
        });
        let steps = if is_below { name.split('.').collect() } else { vec![name] };
        let shape = shape_of(keys, name).unwrap_or(&Shape::Text);
        Self { steps, at: cell.at.clone(), shape }
    }

    /// Puts a value where the name of the column says, in tables that are made for it.
    pub(super) fn put<'v>(&self, table: &mut DeTable<'v>, value: TomlSpanned<DeValue<'v>>)
    where
        'k: 'v,
    {
        self.put_below(&self.steps, table, value);
    }

    fn put_below<'v>(
        &self,
        steps: &[&'k str],
        table: &mut DeTable<'v>,
        value: TomlSpanned<DeValue<'v>>,
    ) where
        'k: 'v,
    {
        let [first, below @ ..] = steps else { return };
        let key = TomlSpanned::new(self.at.clone(), Cow::Borrowed(*first));
        if below.is_empty() {
            table.insert(key, value);
            return;
        }
        let at = value.span();
        let (at, mut inner) =
            match table.remove(*first).map(|held| (held.span(), held.into_inner())) {
                Some((held, DeValue::Table(inner))) => {
                    (held.start.min(at.start)..held.end.max(at.end), inner)
                }
                _ => (at, DeTable::new()),
            };
        self.put_below(below, &mut inner, value);
        table.insert(key, TomlSpanned::new(at, DeValue::Table(inner)));
    }
}

/// A finding that has no place yet: code, message and help.
type Fault = (&'static Code, String, String);

fn twice(name: &str) -> Fault {
    let message = format!("the column `{}` stands twice", printable(name));
    (&SYNTAX, message, "keep one of the two; the first is read".to_owned())
}

/// Why the cells of a column cannot be read, whatever they hold.
fn fault_of(path: &RelPath, name: &str, shape: Option<&Shape>) -> Option<Fault> {
    match shape {
        None if name.is_empty() => Some((
            &UNKNOWN_KEY,
            "the column has no name".to_owned(),
            "name its key in the first row, or remove the column".to_owned(),
        )),
        Some(Shape::Table(below)) => {
            let mut names = Vec::new();
            collect_names(below, name, &mut names);
            let message = format!("`{name}` is a table: each of its keys has a column of its own");
            Some((&WRONG_TYPE, message, format!("name the columns: {}", names.join(", "))))
        }
        Some(Shape::Tables(_) | Shape::Named(_)) => {
            let (list, _) = name.split_once('.').unwrap_or((name, ""));
            let message = format!("`{list}` is a list of tables, which a cell cannot hold");
            let help = format!("keep this register as `registers/{}.toml`", path.stem());
            Some((&WRONG_TYPE, message, help))
        }
        _ => None,
    }
}

/// The shape of a key by the name of its column; of the list itself for what stands below a list of tables.
fn shape_of<'k>(keys: &'k Keys, name: &str) -> Option<&'k Shape> {
    let (first, below) =
        name.split_once('.').map_or((name, None), |(name, below)| (name, Some(below)));
    let shape = &keys.keys.iter().find(|key| key.name == first)?.shape;
    match (shape, below) {
        (Shape::Table(keys), Some(below)) => shape_of(keys, below),
        (_, None) | (Shape::Any | Shape::Tables(_) | Shape::Named(_), Some(_)) => Some(shape),
        _ => None,
    }
}

/// The names of all columns that there can be, behind `above` with a dot.
fn collect_names(keys: &Keys, above: &str, names: &mut Vec<String>) {
    for key in &keys.keys {
        let name =
            if above.is_empty() { key.name.to_owned() } else { format!("{above}.{}", key.name) };
        match &key.shape {
            Shape::Table(below) => collect_names(below, &name, names),
            Shape::Tables(_) | Shape::Named(_) => {}
            _ => names.push(name),
        }
    }
}
