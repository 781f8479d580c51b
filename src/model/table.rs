//! A CSV below `registers/` that is no register Annexa knows: a table of text with a page of its own.

use crate::base::date::Date;
use crate::base::path::{OutPath, RelPath};
use crate::diag::span::Spanned;
use crate::model::people::PartyId;

/// A table of text.
#[derive(Debug)]
pub struct Table {
    /// Its file.
    pub path: RelPath,
    /// Its page.
    pub url: OutPath,
    /// What it is called.
    pub title: String,
    /// What it holds, in a sentence or two.
    pub about: Option<String>,
    /// Who keeps it.
    pub owner: Option<Spanned<PartyId>>,
    /// When it is reviewed next.
    pub review: Option<Spanned<Date>>,
    /// Catalogue entries that it fulfils.
    pub fulfils: Vec<usize>,
    /// The names of its columns.
    pub head: Vec<String>,
    /// The cells of each row, as many as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// The address of a table: as its file, its folders and name made lower-case ASCII.
pub fn page_of(path: &RelPath) -> OutPath {
    let below = path.as_str().trim_end_matches(".csv");
    let segments: Vec<String> = below.split('/').map(crate::base::slug::file_slug).collect();
    let url = OutPath::new(&format!("{}.html", segments.join("/")));
    url.unwrap_or_else(|| OutPath::fixed("registers/table.html"))
}
