//! Tables as files: one workbook for all that belong together, and a CSV for each.

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::export::{Download, Format, Made};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::sheet::{Cell, Sheet, Workbook, xlsx};
use crate::view::head::HeadView;

/// A table of an export.
pub(super) struct Part {
    /// What it is beside the whole, such as `acceptances`; empty for the first one.
    pub(super) name: &'static str,
    /// Its rows.
    pub(super) sheet: fn(&Handbook) -> Sheet,
}

/// Tables as one workbook, and a CSV for each. `word` is the name of the files, `pages` show the same.
pub(super) fn tables<'h>(
    handbook: &'h Handbook,
    (word, title): (&'static str, String),
    pages: &[OutPath],
    facts: impl Fn(&Handbook) -> Vec<(String, Cell)> + Send + Sync + 'h,
    parts: &'static [Part],
) -> Vec<Download<'h>> {
    let whole = title.clone();
    let workbook = move || {
        let sheets = parts.iter().map(|part| (part.sheet)(handbook)).collect();
        workbook(handbook, &whole, facts(handbook), sheets)
    };
    let first = Download {
        path: OutPath::fixed(&format!("downloads/{word}.xlsx")),
        title: title.clone(),
        part: None,
        format: Format::Xlsx,
        pages: pages.to_vec(),
        made: Made::by(workbook),
    };
    let csvs = parts.iter().map(|part| {
        let is_whole = part.name.is_empty();
        let name = if is_whole { word.to_owned() } else { format!("{word}-{}", part.name) };
        Download {
            path: OutPath::fixed(&format!("downloads/{}.csv", name.replace(' ', "-"))),
            title: if is_whole { title.clone() } else { format!("{title}: {}", part.name) },
            part: (!is_whole).then(|| part.name.to_owned()),
            format: Format::Csv,
            pages: pages.to_vec(),
            made: Made::Table(Box::new(move || (part.sheet)(handbook))),
        }
    });
    std::iter::once(first).chain(csvs).collect()
}

/// The tables of a register; none while it has no row.
pub(super) fn register<'h>(
    handbook: &'h Handbook,
    kind: Kind,
    pages: &[OutPath],
    parts: &'static [Part],
) -> Vec<Download<'h>> {
    if handbook.count(kind) == 0 {
        return Vec::new();
    }
    let title = handbook.register(kind).title.clone();
    let page = handbook.label(Entry::Register(kind)).place.page.clone();
    let pages: Vec<OutPath> = std::iter::once(page).chain(pages.iter().cloned()).collect();
    let facts = move |handbook: &Handbook| {
        let review = handbook.register(kind).review.as_ref().map(|day| day.value);
        kept(&HeadView::new(handbook, kind), review)
    };
    tables(handbook, (kind.name(), title), &pages, facts, parts)
}

/// What heads the table of a register: who keeps it, and what it is.
pub(super) fn kept(head: &HeadView, review: Option<Date>) -> Vec<(String, Cell)> {
    let owner = head.owner.as_ref().map(|owner| owner.title.as_str());
    let facts = [
        ("Owner", Cell::maybe(owner)),
        ("Next review", Cell::day(review)),
        ("Rows", Cell::count(head.count)),
        ("File", Cell::text(&head.file)),
    ];
    facts.into_iter().map(|(label, cell)| (label.to_owned(), cell)).collect()
}

/// Tables as one file, headed by what they are of.
pub(super) fn workbook(
    handbook: &Handbook,
    title: &str,
    facts: Vec<(String, Cell)>,
    sheets: Vec<Sheet>,
) -> Vec<u8> {
    xlsx::render(&Workbook {
        title: title.to_owned(),
        subject: handbook.settings.title.clone(),
        facts,
        today: handbook.today,
        is_right_to_left: is_right_to_left(&handbook.settings.language),
        sheets,
    })
}

/// True for languages whose usual script is written from right to left.
fn is_right_to_left(language: &str) -> bool {
    let primary = language.split('-').next().unwrap_or(language).to_lowercase();
    matches!(primary.as_str(), "ar" | "dv" | "fa" | "he" | "ps" | "ur" | "yi")
}
