//! The registers whose rows are shown rather than computed with: suppliers, assets, interested parties, competences.
//!
//! One function makes the table of any of them from the columns that the register declares.

use crate::export::{Export, Part, address_of, id_of, ids_of, party_of, register, typed_day};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::{Cell as Value, Column, Kind, Row, columns};
use crate::parse::register::list::{Holds, KINDS};
use crate::sheet::{Cell, Sheet};
use crate::view::document::classification;
use crate::view::parts::capitalized;
use crate::view::rows::{Standing, standings};

/// Suppliers.
pub(super) static SUPPLIERS: Export = export::<0>(
    "Every supplier with what it does and sees, what shows that it is careful, and its next review.",
);

/// Assets.
pub(super) static ASSETS: Export =
    export::<1>("Every asset with who answers for it, where it is, and how soon it must be back.");

/// Interested parties.
pub(super) static PARTIES: Export = export::<2>(
    "Every interested party with its needs, and how the management system answers them.",
);

/// Competences.
pub(super) static COMPETENCES: Export =
    export::<3>("What each role must be able to do, with the proof that its holder can.");

/// The export of the register with this number among [`KINDS`].
const fn export<const NUMBER: usize>(about: &'static str) -> Export {
    Export {
        word: KINDS[NUMBER].name(),
        title: KINDS[NUMBER].title(),
        about,
        downloads: |handbook| {
            let parts: &'static [Part] = &[Part { name: "", sheet: sheet::<NUMBER> }];
            register(handbook, KINDS[NUMBER], &[], parts)
        },
    }
}

fn sheet<const NUMBER: usize>(handbook: &Handbook) -> Sheet {
    table(handbook, KINDS[NUMBER])
}

fn table(handbook: &Handbook, kind: Kind) -> Sheet {
    let rows = handbook.rows(kind).iter().enumerate();
    let mut sheet = Sheet::of(capitalized(kind.name()), rows)
        .column("id", "Id", 12, |(number, _)| id_of(handbook, Entry::Row(kind, *number)))
        .column("title", "Title", 32, |(_, row)| Cell::text(&row.parsed.title))
        .column("owner", "Owner", 22, |(_, row)| party_of(handbook, row.owner));
    for (at, column) in columns(kind).iter().enumerate() {
        sheet = sheet.column(column.key, column.label, width(*column), |(_, row)| {
            row.cells.get(at).map_or(Cell::Empty, |value| cell(handbook, value))
        });
    }
    let standing = |(number, row): &(usize, &Row), is_review: bool| {
        let mut all = standings(handbook, kind, row, *number).into_iter();
        let is_asked = |standing: &Standing| (standing.why == "next review") == is_review;
        Cell::maybe(all.find(is_asked).map(|standing| standing.badge.label))
    };
    sheet
        .column("related", "Related", 12, |(_, row)| ids_of(handbook, &row.related))
        .column("url", "Address", 44, |(_, row)| address_of(row.parsed.url.as_ref()))
        .column("note", "Note", 36, |(_, row)| Cell::maybe(row.parsed.note.as_ref()))
        .column("reviewed", "Reviewed", 12, |(_, row)| typed_day(row.parsed.reviewed.as_ref()))
        .column("review_every", "Reviewed every", 12, |(_, row)| {
            Cell::maybe(row.parsed.review_every.as_ref().map(|every| every.value.to_string()))
        })
        .column("review_date", "Review set for", 12, |(_, row)| {
            typed_day(row.parsed.review_date.as_ref())
        })
        .column("until", "Until", 12, |(_, row)| typed_day(row.parsed.until.as_ref()))
        .column("ended", "Ended", 12, |(_, row)| typed_day(row.parsed.ended.as_ref()))
        .column("state", "State", 14, |row| standing(row, false))
        .column("next_review", "Next review", 12, |(_, row)| Cell::day(row.review.due()))
        .column("review_state", "State of the review", 17, |row| standing(row, true))
        .end()
}

fn cell(handbook: &Handbook, value: &Value) -> Cell {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) => Cell::text(text),
        Value::Texts(texts) => Cell::list(texts),
        Value::Classification(key) => Cell::text(classification(handbook, key)),
        Value::Party(id) => party_of(handbook, Some(*id)),
        Value::Day(day) => Cell::Day(*day),
        Value::Entries(entries) => ids_of(handbook, entries),
    }
}

fn width(column: Column) -> u8 {
    match column.holds {
        Holds::Day => 12,
        Holds::Suppliers | Holds::Risks | Holds::Obligations | Holds::Proof => 14,
        Holds::Classification => 15,
        Holds::Party => 22,
        Holds::Texts => 40,
        Holds::Text => match column.key {
            "tier" => 6,
            "number" => 9,
            "recovery" => 15,
            "kind" => 18,
            _ => 30,
        },
    }
}
