//! The register of exceptions: where a rule does not hold for a while.

use crate::export::{Download, Export, Part, id_of, ids_of, party_of, register, typed_day};
use crate::model::entry::Entry;
use crate::model::exception::Exception;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::exception_badge;

/// Exceptions.
pub(super) static EXPORT: Export = Export {
    word: "exceptions",
    title: "Exceptions",
    about: "Every exception with its reason, its approval and its last day.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: exceptions }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    register(handbook, Kind::Exceptions, &[], &PARTS)
}

fn exceptions(handbook: &Handbook) -> Sheet {
    let rows = handbook.exceptions.iter().enumerate();
    let from = |exception: &Exception, is_document: bool| {
        let is_asked = |entry: &&Entry| matches!(entry, Entry::Document(_)) == is_document;
        let asked: Vec<Entry> = exception.from.iter().filter(is_asked).copied().collect();
        ids_of(handbook, &asked)
    };
    Sheet::of("Exceptions", rows)
        .column("id", "Id", 14, |(number, _)| id_of(handbook, Entry::Exception(*number)))
        .column("title", "Title", 36, |(_, one)| Cell::text(&one.parsed.title))
        .column("document", "Documents", 12, |(_, one)| from(one, true))
        .column("control", "Controls", 11, |(_, one)| from(one, false))
        .column("why", "Why", 40, |(_, one)| Cell::maybe(one.parsed.why.as_ref()))
        .column("risk", "Risks", 10, |(_, one)| ids_of(handbook, &one.risks))
        .column("measures", "What protects meanwhile", 40, |(_, one)| {
            Cell::maybe(one.parsed.measures.as_ref())
        })
        .column("owner", "Owner", 22, |(_, one)| party_of(handbook, one.owner))
        .column("approved_by", "Approved by", 22, |(_, one)| party_of(handbook, one.approver))
        .column("approved", "Approved", 12, |(_, one)| typed_day(one.parsed.approved.as_ref()))
        .column("until", "Until", 12, |(_, one)| typed_day(one.parsed.until.as_ref()))
        .column("ended", "Ended", 12, |(_, one)| typed_day(one.parsed.ended.as_ref()))
        .column("state", "State", 14, |(_, one)| {
            Cell::text(exception_badge(one, handbook.today).label)
        })
        .end()
}
