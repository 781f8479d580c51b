//! Long lists over several pages, so that no page grows with the handbook.
//!
//! The register of documents, the pages of sections and the list from A to Z go on at further pages. Other lists of documents show [`ROWS`] rows, or
//! [`IDS`] ids in a cell, and say how many there are; the components of `ui.html` do that, since they make the lists. Registers, which have limits
//! of their own, and lists of records are shown whole.
//!
//! [`cut`] says which rows stand on which page, before anything is made of them; [`Leaf`] is what each of the pages shows of all.

use std::ops::Range;

use serde::Serialize;

use crate::base::path::OutPath;

/// The most rows of a list that stand on one page.
pub const ROWS: usize = 250;

/// The most ids in a cell or a line of a list.
pub const IDS: usize = 24;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Its number, counted from one.
    pub number: usize,
    /// Its address.
    pub url: OutPath,
    /// The rows on it.
    pub rows: Range<usize>,
}

/// The pages of a list with so many rows; the first has the address of the list.
///
/// Where the address of the list is as long as an address may be, there is no room for that of a further page: then there is one page, which says
/// how many rows it does not show.
pub fn cut(url: &OutPath, rows: usize) -> Vec<Cut> {
    let count = rows.div_ceil(ROWS).max(1);
    let page = |number: usize| {
        let rows = (number - 1) * ROWS..(number * ROWS).min(rows);
        Some(Cut { number, url: url.continued(number)?, rows })
    };
    let pages: Option<Vec<Cut>> = (1..=count).map(page).collect();
    pages.unwrap_or_else(|| vec![Cut { number: 1, url: url.clone(), rows: 0..rows }])
}

/// A page of a list as the others link it.
#[derive(Debug, Serialize)]
pub struct Leaf {
    /// Its number, counted from one.
    pub number: usize,
    /// Its address, relative to the root of the site.
    pub url: String,
    /// What its first row is called.
    pub first: String,
    /// What its last row is called.
    pub last: String,
    /// True for the page at hand.
    pub is_here: bool,
}

/// All pages of a list, as one of them shows them; none where one page has all rows. `name` says what a row is called.
pub fn leaves(cuts: &[Cut], here: &Cut, name: impl Fn(usize) -> String) -> Vec<Leaf> {
    if cuts.len() < 2 {
        return Vec::new();
    }
    let leaf = |cut: &Cut| Leaf {
        number: cut.number,
        url: cut.url.to_string(),
        first: name(cut.rows.start),
        last: name(cut.rows.end - 1),
        is_here: cut == here,
    };
    cuts.iter().map(leaf).collect()
}

/// The title of a page: with its number, but for the first.
pub fn title(list: &str, cut: &Cut) -> String {
    if cut.number == 1 { list.to_owned() } else { format!("{list}, page {}", cut.number) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_on_one_page() {
        let url = OutPath::fixed("documents.html");
        for rows in [0, 1, ROWS, ROWS + 1, 3 * ROWS] {
            let cuts = cut(&url, rows);
            assert_eq!(cuts[0].url, url);
            assert_eq!(
                cuts.iter().flat_map(|cut| cut.rows.clone()).collect::<Vec<_>>(),
                (0..rows).collect::<Vec<_>>()
            );
            assert!(cuts.iter().all(|cut| cut.rows.len() <= ROWS), "{rows}");
            assert_eq!(leaves(&cuts, &cuts[0], |row| row.to_string()).is_empty(), rows <= ROWS);
        }
        let cuts = cut(&url, ROWS + 1);
        assert_eq!(cuts[1].url.as_str(), "documents_2.html");
        let leaf = &leaves(&cuts, &cuts[1], |row| row.to_string())[1];
        assert_eq!((leaf.first.as_str(), leaf.last.as_str(), leaf.is_here), ("250", "250", true));
        assert_eq!(title("All", &cuts[1]), "All, page 2");
    }

    #[test]
    fn a_list_is_one_page_where_further_addresses_have_no_room() {
        let url = OutPath::fixed(&format!("sections/{}.html", "a".repeat(OutPath::LONGEST - 14)));
        assert_eq!(cut(&url, 2 * ROWS).len(), 1);
        assert_eq!(cut(&url, 2 * ROWS)[0].rows, 0..2 * ROWS);
    }
}
