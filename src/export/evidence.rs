//! The evidence register: what shows that controls work, and how old it is.

use crate::export::{
    Download, Export, Part, address_of, documented, id_of, ids_of, party_of, register, typed_day,
};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::freshness;

/// Evidence.
pub(super) static EXPORT: Export = Export {
    word: "evidence",
    title: "Evidence",
    about: "Every piece of evidence with what it proves, where it is kept, and until when it is fresh.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: evidence }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    register(handbook, Kind::Evidence, &[], &PARTS)
}

fn evidence(handbook: &Handbook) -> Sheet {
    let rows =
        handbook.evidence.iter().enumerate().map(|(number, piece)| (number, piece, &piece.parsed));
    let past = |day: &crate::base::date::Date| *day <= handbook.today;
    Sheet::of("Evidence", rows)
        .column("id", "Id", 14, |(number, ..)| id_of(handbook, Entry::Evidence(*number)))
        .column("title", "Title", 36, |(.., parsed)| Cell::text(&parsed.title))
        .column("owner", "Owner", 22, |(_, piece, _)| party_of(handbook, piece.owner))
        .column("covers.from", "Covers from", 12, |(.., parsed)| {
            Cell::day(parsed.covers.and_then(|(from, _)| from))
        })
        .column("covers.to", "Covers to", 12, |(.., parsed)| {
            Cell::day(parsed.covers.and_then(|(_, to)| to))
        })
        .column("collected", "Collected", 12, |(.., parsed)| typed_day(parsed.collected.as_ref()))
        .column("valid_for", "Valid for", 11, |(.., parsed)| {
            Cell::maybe(parsed.valid_for.as_ref().map(|interval| interval.value.to_string()))
        })
        .column("file", "File", 30, |(.., parsed)| {
            Cell::maybe(parsed.file.as_ref().map(|file| file.value.as_str()))
        })
        .column("url", "Address", 44, |(.., parsed)| address_of(parsed.url.as_ref()))
        .column("sha256", "SHA-256 of the file", 34, |(.., parsed)| {
            Cell::maybe(parsed.sha256.as_ref().map(|digest| digest.value.as_str()))
        })
        .column("proves", "Proves", 11, |(_, piece, _)| ids_of(handbook, &piece.proves))
        .column("result", "Result", 44, |(.., parsed)| Cell::maybe(parsed.result.as_ref()))
        .column("fulfils", "Documented information", 26, |(_, piece, _)| {
            documented(handbook, &piece.fulfils)
        })
        .column("state", "State", 14, |(_, piece, _)| Cell::text(freshness(piece.freshness).label))
        .column("stale_after", "Fresh until", 12, |(_, piece, _)| Cell::day(piece.freshness.due()))
        .column("age_days", "Age in days", 9, |(.., parsed)| {
            let collected = parsed.collected.as_ref().map(|day| day.value).filter(past);
            Cell::number(collected.map(|day| day.days_until(handbook.today)))
        })
        .end()
}
