//! The register of obligations: what laws and contracts ask for.

use crate::export::{
    Download, Export, Part, address_of, id_of, ids_of, party_of, register, typed_day,
};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::{label_of, review_badge};

/// Obligations.
pub(super) static EXPORT: Export = Export {
    word: "obligations",
    title: "Obligations",
    about: "Every law and contract with what it asks for, the controls that answer it, and its next review.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: obligations }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    register(handbook, Kind::Obligations, &[], &PARTS)
}

fn obligations(handbook: &Handbook) -> Sheet {
    let rows =
        handbook.obligations.iter().enumerate().map(|(number, one)| (number, one, &one.parsed));
    let controls = |number: usize| {
        let entry = Entry::Obligation(number);
        let rows = handbook.soa.rows.iter().filter(|row| row.obligations.contains(&entry));
        ids_of(handbook, &rows.map(|row| row.control).collect::<Vec<_>>())
    };
    Sheet::of("Obligations", rows)
        .column("id", "Id", 12, |(number, ..)| id_of(handbook, Entry::Obligation(*number)))
        .column("title", "Title", 36, |(.., parsed)| Cell::text(&parsed.title))
        .column("kind", "Kind", 11, |(.., parsed)| Cell::maybe(parsed.kind.map(label_of)))
        .column("source", "Source", 32, |(.., parsed)| Cell::maybe(parsed.source.as_ref()))
        .column("summary", "What it asks for", 50, |(.., parsed)| {
            Cell::maybe(parsed.summary.as_ref())
        })
        .column("owner", "Owner", 22, |(_, one, _)| party_of(handbook, one.owner))
        .column("related", "Related", 12, |(_, one, _)| ids_of(handbook, &one.related))
        .column("url", "Address", 44, |(.., parsed)| address_of(parsed.url.as_ref()))
        .column("reviewed", "Reviewed", 12, |(.., parsed)| typed_day(parsed.reviewed.as_ref()))
        .column("review_every", "Reviewed every", 12, |(.., parsed)| {
            Cell::maybe(parsed.review_every.as_ref().map(|every| every.value.to_string()))
        })
        .column("review_date", "Review set for", 12, |(.., parsed)| {
            typed_day(parsed.review_date.as_ref())
        })
        .column("controls", "Controls", 11, |(number, ..)| controls(*number))
        .column("next_review", "Next review", 12, |(_, one, _)| Cell::day(one.review.due()))
        .column("state", "State", 17, |(_, one, _)| Cell::text(review_badge(one.review).label))
        .end()
}
