//! Tables for spreadsheets: [`Workbook`], [`Sheet`] and [`Cell`], and a writer for each format.
//!
//! A table is built column by column, so that a key, its heading, its width and what its cells hold stand in one place:
//!
//! ```
//! use annexa::sheet::{Cell, Sheet};
//!
//! let fruit = [("apple", 3), ("fig", 70)];
//! let sheet = Sheet::of("Fruit", fruit)
//!     .column("name", "Name", 20, |(name, _)| Cell::text(*name))
//!     .column("count", "Count", 8, |(_, count)| Cell::Number(f64::from(*count)))
//!     .end();
//! assert_eq!(sheet.rows[1][0], Cell::Text("fig".to_owned()));
//! ```

pub mod csv;
mod room;
pub mod xlsx;

use crate::base::date::Date;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, which is never a formula.
    Text(String),
    /// Several texts: lines of a cell in a spreadsheet, parted by `;` in CSV.
    List(Vec<String>),
    /// A day.
    Day(Date),
    /// A number.
    Number(f64),
    /// A text that leads to an absolute address.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads.
        url: String,
    },
}

impl Cell {
    /// A text; nothing when it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text that may not be there.
    pub fn maybe<T: Into<String>>(text: Option<T>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// Texts; nothing when there are none.
    pub fn list<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<String> = texts.into_iter().map(Into::into).collect();
        if texts.is_empty() { Self::Empty } else { Self::List(texts) }
    }

    /// A day that may not be there.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A number that may not be there.
    pub fn number(number: Option<impl Into<f64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::number(u32::try_from(count).ok())
    }
}

/// `yes`, or nothing.
impl From<bool> for Cell {
    fn from(is: bool) -> Self {
        if is { Self::text("yes") } else { Self::Empty }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// How programs call it: the head of a CSV. For what an author writes it is the key in the source, such as `inherent.likelihood`.
    pub key: String,
    /// How people call it: the head in a spreadsheet.
    pub title: String,
    /// How wide it may become in a spreadsheet, in characters; longer lines are wrapped.
    pub width: u8,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What its rows are, in a word or two: the name of its tab.
    pub name: String,
    /// Its columns; the first one says what a row is about.
    pub columns: Vec<Column>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Begins a table with a row for each of these.
    pub fn of<R>(name: impl Into<String>, rows: impl IntoIterator<Item = R>) -> Drawing<R> {
        let of: Vec<R> = rows.into_iter().collect();
        let rows = of.iter().map(|_| Vec::new()).collect();
        Drawing { of, sheet: Self { name: name.into(), columns: Vec::new(), rows } }
    }
}

/// A table that gets its columns.
#[derive(Debug)]
pub struct Drawing<R> {
    of: Vec<R>,
    sheet: Sheet,
}

impl<R> Drawing<R> {
    /// Adds a column.
    #[must_use]
    pub fn column(
        mut self,
        key: impl Into<String>,
        title: impl Into<String>,
        width: u8,
        cell: impl Fn(&R) -> Cell,
    ) -> Self {
        self.sheet.columns.push(Column { key: key.into(), title: title.into(), width });
        for (row, of) in self.sheet.rows.iter_mut().zip(&self.of) {
            row.push(cell(of));
        }
        self
    }

    /// The table.
    pub fn end(self) -> Sheet {
        self.sheet
    }
}

/// Tables in one file, with what heads each of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What it is, such as `Risk register`.
    pub title: String,
    /// Who made it and of what, such as the title of the handbook.
    pub subject: String,
    /// What stands below the title, such as `Version` and `3.1`. A few short lines: they stay in sight.
    pub facts: Vec<(String, Cell)>,
    /// The day of all states.
    pub today: Date,
    /// True when the handbook is written from right to left.
    pub is_right_to_left: bool,
    /// The tables.
    pub sheets: Vec<Sheet>,
}
