//! What can be found of registers: the registers themselves, rows that are shown rather than computed with, tables of text, and the pages that
//! are made of them.

use crate::export::search::pages::{Findable, KEYWORD, found, short};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::{Cell, Kind};
use crate::view::head::about;
use crate::view::parts::Link;

/// The pages that are made of registers: title, address, what they show.
const MADE: [(&str, &str, &str); 4] = [
    (
        "Registers",
        "registers.html",
        "All registers and lists of records, who keeps them, and how much they hold.",
    ),
    ("Risk matrix", "matrix.html", "Where risks lie before and after treatment."),
    (
        "Risk treatment plan",
        "treatment.html",
        "The steps that make risks smaller, by the day until which they are taken.",
    ),
    ("Calendar", "calendar.html", "Everything that falls due in the next twelve months."),
];

/// Everything of registers that can be found, in a fixed order.
pub(super) fn findable(handbook: &Handbook) -> Vec<Findable<'static>> {
    let mut all = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| handbook.count(*kind) > 0) {
        let register = handbook.register(kind);
        let words = register.about.clone().unwrap_or_else(|| about(kind).to_owned());
        let owner = register.owner.as_ref().map(|owner| owner.value);
        let mut page = short(handbook, Entry::Register(kind), 80, owner, Some(&words));
        // The id of a register is its file, which nobody looks for.
        page.link.id.clear();
        page.due = register.review.as_ref().map(|day| day.value);
        all.push(page);
    }
    for list in &handbook.lists {
        for (number, row) in list.rows.iter().enumerate() {
            let texts = row.cells.iter().filter_map(|cell| match cell {
                Cell::Text(text) => Some(text.clone()),
                Cell::Texts(texts) => Some(texts.join(". ")),
                _ => None,
            });
            let summary = texts.collect::<Vec<_>>().join(". ");
            let entry = Entry::Row(list.kind, number);
            let mut page = short(handbook, entry, 65, row.owner, Some(&summary));
            page.due = row.review.due();
            all.push(page);
        }
    }
    for (number, table) in handbook.tables.iter().enumerate() {
        let owner = table.owner.as_ref().map(|owner| owner.value);
        let mut page = short(handbook, Entry::Table(number), 65, owner, table.about.as_ref());
        page.link.id.clear();
        let first = table.rows.iter().filter_map(|row| row.first()).cloned();
        let words: Vec<String> = table.head.iter().cloned().chain(first).collect();
        page.sections[0].fields.push((KEYWORD / 2.0, words.join(" ").into()));
        all.push(page);
    }
    all.extend(MADE.iter().map(|(title, url, about)| {
        let link = Link {
            id: String::new(),
            title: (*title).to_owned(),
            url: (*url).to_owned(),
            kind: "Register".into(),
            badge: None,
        };
        found(link, 75, None, about)
    }));
    all
}
