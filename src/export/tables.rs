//! The tables of text that a project keeps below `registers/` besides the registers that Annexa knows.
//!
//! They get a folder of their own: what they are called is for the project to say, and may be the word of another export.

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::export::{Download, Export, Format, Made, kept, workbook};
use crate::model::handbook::Handbook;
use crate::model::table::Table;
use crate::sheet::{Cell, Sheet};
use crate::view::head::HeadView;

/// Tables of text.
pub(super) static EXPORT: Export = Export {
    word: "tables",
    title: "Further tables",
    about: "The tables of this handbook that are no registers, as they are.",
    downloads,
};

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    handbook.tables.iter().flat_map(|table| files(handbook, table)).collect()
}

fn files<'h>(handbook: &'h Handbook, table: &'h Table) -> Vec<Download<'h>> {
    let file = |format: Format, made: Made<'h>| {
        let page = table.url.as_str().trim_end_matches(".html");
        let name = page.strip_prefix("registers/").unwrap_or(page);
        let path = path_of(name, format)?;
        let (title, pages) = (table.title.clone(), vec![table.url.clone()]);
        Some(Download { path, part: Some(title.clone()), title, format, pages, made })
    };
    let book = move || {
        let review = table.review.as_ref().map(|day| day.value);
        let facts = kept(&HeadView::of_table(handbook, table), review);
        workbook(handbook, &table.title, facts, vec![sheet(table)])
    };
    let rows = Made::Table(Box::new(move || sheet(table)));
    let files = [file(Format::Xlsx, Made::by(book)), file(Format::Csv, rows)];
    files.into_iter().flatten().collect()
}

/// Where a table lies. The folder has a longer name than that of the page: a name that only just fits there is cut, and what is left of it told
/// from others by its digest.
fn path_of(name: &str, format: Format) -> Option<OutPath> {
    const KEPT: usize = 120;
    let path =
        |name: &str| OutPath::new(&format!("downloads/tables/{name}.{}", format.extension()));
    path(name).or_else(|| {
        let digest = Digest::of(name.as_bytes()).to_string();
        let kept = name.get(..KEPT)?.trim_end_matches(['/', '.', '-']);
        path(&format!("{kept}-{}", digest.get(..8)?))
    })
}

fn sheet(table: &Table) -> Sheet {
    let mut sheet = Sheet::of(&table.title, &table.rows);
    for (at, head) in table.head.iter().enumerate() {
        let texts = || table.rows.iter().filter_map(|row| row.get(at));
        let is_number = texts().all(|text| text.is_empty() || number(text).is_some());
        sheet = sheet.column(head, head, width(head, texts()), |row| {
            row.get(at).map_or(Cell::Empty, |text| cell(text, is_number))
        });
    }
    sheet.end()
}

/// Days are days. Numbers are numbers where the column holds nothing else: `007` and `1.10` are names of something.
fn cell(text: &str, is_number: bool) -> Cell {
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    match (day, number(text).filter(|_| is_number)) {
        (Some(day), _) => Cell::Day(day),
        (None, Some(number)) => Cell::Number(number),
        (None, None) => Cell::text(text),
    }
}

/// A number that is written as it would be read.
fn number(text: &str) -> Option<f64> {
    let is_plain =
        text.len() <= 15 && text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    let number: f64 = text.parse().ok().filter(|_| is_plain)?;
    (number.to_string() == text).then_some(number)
}

/// As wide as most of its texts, within reason.
fn width<'t>(head: &str, texts: impl Iterator<Item = &'t String>) -> u8 {
    let longest = texts.map(|text| text.chars().count()).chain([head.chars().count()]).max();
    u8::try_from(longest.unwrap_or(0) + 2).unwrap_or(u8::MAX).clamp(10, 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_too_long_is_cut_and_stays_its_own() {
        let name = |end: char| format!("{}{end}", "a".repeat(163));
        assert!(OutPath::new(&format!("registers/{}.html", name('b'))).is_some());
        let cut = path_of(&name('b'), Format::Xlsx);
        assert!(cut.is_some());
        assert_ne!(cut, path_of(&name('c'), Format::Xlsx));
        let short = path_of("doors", Format::Csv);
        assert_eq!(short, Some(OutPath::fixed("downloads/tables/doors.csv")));
    }

    #[test]
    fn what_looks_like_a_number_and_is_a_name_stays_as_it_is() {
        for text in ["007", "1.10", "1e5", "-", "+49", "inf", "NaN", "4111111111111111", ""] {
            assert_eq!(number(text), None, "{text}");
        }
        for (text, value) in [("0", 0.0), ("-12", -12.0), ("2.5", 2.5)] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(cell("12", false), Cell::text("12"));
        assert_eq!(cell("2026-11-21", true), Cell::day("2026-11-21".parse().ok()));
    }
}
