//! Tables: a scroll region with a name around each, alignment by classes.

use pulldown_cmark::Alignment;

use crate::render::html::escape::escaped;

/// The table that is open, and how many there were.
#[derive(Default)]
pub(super) struct Tables {
    count: usize,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Tables {
    /// Opens a table. Screen readers list scroll regions by name, so each has its number and the heading above it.
    pub(super) fn open(&mut self, columns: Vec<Alignment>, heading: &str) -> String {
        self.count += 1;
        self.columns = columns;
        let label = format!("Table {}: {}", self.count, escaped(heading));
        format!(
            "<div class=\"table-scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>"
        )
    }

    /// Opens the head, which is one row.
    pub(super) fn open_head(&mut self) -> &'static str {
        self.in_head = true;
        self.column = 0;
        "<thead><tr>"
    }

    /// Closes the head; the rows follow.
    pub(super) fn close_head(&mut self) -> &'static str {
        self.in_head = false;
        "</tr></thead><tbody>\n"
    }

    /// Opens a row.
    pub(super) fn open_row(&mut self) -> &'static str {
        self.column = 0;
        "<tr>"
    }

    /// Opens a cell.
    pub(super) fn open_cell(&self) -> String {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"ta-left\"",
            Some(Alignment::Center) => " class=\"ta-center\"",
            Some(Alignment::Right) => " class=\"ta-right\"",
            Some(Alignment::None) | None => "",
        };
        if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") }
    }

    /// Closes a cell.
    pub(super) fn close_cell(&mut self) -> &'static str {
        self.column += 1;
        if self.in_head { "</th>" } else { "</td>" }
    }
}
