//! A table of text as a page.

use serde::Serialize;

use crate::model::handbook::Handbook;
use crate::view::head::HeadView;

/// A table of text.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// What it says of itself.
    pub head: HeadView,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its rows, all of them.
    pub rows: Vec<TextRow>,
}

/// A row of texts.
#[derive(Debug, Serialize)]
pub struct TextRow {
    /// Its cells, one for each column.
    pub cells: Vec<String>,
}

impl TableView {
    /// The view of the table with this index.
    pub fn new(handbook: &Handbook, index: usize) -> Self {
        let table = &handbook.tables[index];
        let row = |cells: &Vec<String>| TextRow { cells: cells.clone() };
        Self {
            head: HeadView::of_table(handbook, table),
            columns: table.head.clone(),
            rows: table.rows.iter().map(row).collect(),
        }
    }
}
