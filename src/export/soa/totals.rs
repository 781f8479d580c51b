//! What is counted over the rows. Each line says how, so that a filter in the table of controls gives the same number.

use crate::export::soa::controls::theme_of;
use crate::model::handbook::Handbook;
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::soa::Implementation;
use crate::sheet::{Cell, Sheet};
use crate::view::soa::status_badge;

/// Something that is counted.
struct Count {
    title: String,
    /// How it is counted.
    rule: String,
    counts: Box<dyn Fn(&SoaRow) -> bool>,
}

impl Count {
    fn new(title: &str, rule: &str, counts: impl Fn(&SoaRow) -> bool + 'static) -> Self {
        Self { title: title.to_owned(), rule: rule.to_owned(), counts: Box::new(counts) }
    }

    /// The rows with a status, in its word.
    fn of_status(applicability: Applicability) -> Self {
        let status = status_badge(applicability).label;
        let rule = format!("rows of Controls with “{status}” under Status");
        Self::new(&status, &rule, move |row| row.applicability == applicability)
    }
}

/// The counts: of all rows, and of those of each theme.
pub(super) fn sheet(handbook: &Handbook) -> Sheet {
    let rows = &handbook.soa.rows;
    let count = |theme: Option<&str>, count: &Count| {
        let of_theme = |row: &&SoaRow| theme.is_none_or(|theme| theme_of(handbook, row).0 == theme);
        Cell::count(rows.iter().filter(of_theme).filter(|row| (count.counts)(row)).count())
    };
    let mut themes: Vec<(&str, &str)> = Vec::new();
    for theme in rows.iter().map(|row| theme_of(handbook, row)) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    let mut sheet = Sheet::of("Totals", counts())
        .column("what", "What", 24, |one| Cell::text(&one.title))
        .column("count", "All controls", 10, |one| count(None, one));
    for (id, title) in themes {
        sheet = sheet.column(id, title, 16, |one| count(Some(id), one));
    }
    sheet.column("counted", "How it is counted", 56, |one| Cell::text(&one.rule)).end()
}

fn counts() -> Vec<Count> {
    let mut counts = vec![
        Count::new("Controls", "rows of Controls", |_| true),
        Count::new("Applicable", "rows of Controls with “Yes” under Applicable", |row| {
            matches!(row.applicability, Applicability::Included(_))
        }),
    ];
    let included = [
        Some(Implementation::Implemented),
        Some(Implementation::Partial),
        Some(Implementation::Planned),
        Some(Implementation::NotStarted),
        None,
    ];
    let included = included.map(Applicability::Included);
    let others = [Applicability::Excluded, Applicability::Undecided];
    counts.extend(included.into_iter().chain(others).map(Count::of_status));
    counts
}
