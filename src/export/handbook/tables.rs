//! Tables of text: the CSV files below `registers/` that are no register Annexa knows.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::registers::fulfils;
use crate::export::handbook::values::Day;
use crate::model::table::Table as Found;

/// A table of text.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Table {
    /// What it is called.
    title: String,
    /// What it holds.
    about: Option<String>,
    /// Who keeps it.
    owner: Option<String>,
    /// When it is reviewed next.
    review_date: Option<Day>,
    /// The entries of `documented_information` that it fulfils.
    fulfils: Vec<String>,
    /// Its file, relative to the root of the project.
    source: String,
    /// Its page, relative to the root of the site.
    page: String,
    /// The names of its columns.
    columns: Vec<String>,
    /// Its rows: a text for each column.
    rows: Vec<Vec<String>>,
}

/// The tables in the order of their files.
pub(super) fn tables(names: Names<'_>) -> Vec<Table> {
    let table = |table: &Found| {
        let owner = table.owner.as_ref().map(|owner| names.handbook.party(owner.value));
        Table {
            title: table.title.clone(),
            about: table.about.clone(),
            owner: owner.map(|owner| names.key(&owner.key)),
            review_date: Day::of(table.review.as_ref()),
            fulfils: fulfils(names.handbook, &table.fulfils),
            source: table.path.to_string(),
            page: table.url.to_string(),
            columns: table.head.clone(),
            rows: table.rows.clone(),
        }
    };
    names.handbook.tables.iter().map(table).collect()
}
