//! The registers themselves: a row for each, with what it says of itself above its rows.

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::export::{Download, Export, Part, id_of, tables};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::sheet::{Cell, Sheet};
use crate::view::head::HeadView;

/// Registers.
pub(super) static EXPORT: Export = Export {
    word: "registers",
    title: "Registers",
    about: "Every register and table with who keeps it, its next review, and how many rows it has.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: registers }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if rows(handbook).is_empty() {
        return Vec::new();
    }
    let title = EXPORT.title.to_owned();
    let pages = [OutPath::fixed("registers.html")];
    tables(handbook, (EXPORT.word, title), &pages, |_| Vec::new(), &PARTS)
}

/// A register or table: what it is, what heads it, and its next review.
struct Row {
    entry: Entry,
    head: HeadView,
    review: Option<Date>,
}

fn rows(handbook: &Handbook) -> Vec<Row> {
    let there = |kind: &Kind| handbook.register(*kind).is_there;
    let registers = Kind::ALL.into_iter().filter(there).map(|kind| Row {
        entry: Entry::Register(kind),
        head: HeadView::new(handbook, kind),
        review: handbook.register(kind).review.as_ref().map(|day| day.value),
    });
    let tables = handbook.tables.iter().enumerate().map(|(number, table)| Row {
        entry: Entry::Table(number),
        head: HeadView::of_table(handbook, table),
        review: table.review.as_ref().map(|day| day.value),
    });
    registers.chain(tables).collect()
}

fn registers(handbook: &Handbook) -> Sheet {
    let owner = |row: &Row| Cell::maybe(row.head.owner.as_ref().map(|owner| owner.title.as_str()));
    let state =
        |row: &Row| Cell::maybe(row.head.review.as_ref().map(|review| &*review.badge.label));
    Sheet::of("Registers", rows(handbook))
        .column("id", "Id", 20, |row| id_of(handbook, row.entry))
        .column("title", "Title", 26, |row| Cell::text(&row.head.title))
        .column("about", "What it holds", 60, |row| Cell::text(&row.head.about))
        .column("owner", "Owner", 22, owner)
        .column("review_date", "Next review", 12, |row| Cell::day(row.review))
        .column("fulfils", "Documented information", 32, |row| Cell::list(&row.head.fulfils))
        .column("file", "File", 32, |row| Cell::text(&row.head.file))
        .column("count", "Rows", 8, |row| Cell::count(row.head.count))
        .column("state", "State of the review", 17, state)
        .end()
}
