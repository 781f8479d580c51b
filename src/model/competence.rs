//! Whether something shows that a role has a competence that it needs (7.2).

use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::Details;
use crate::model::register::{Cell, Kind, Row};

/// True when the row with this number names a proof, or a training in force names the row. What cannot be read is a finding of its own.
pub fn is_shown(handbook: &Handbook, number: usize) -> bool {
    let row = &handbook.rows(Kind::Competences)[number];
    names_proof(handbook, row) || is_trained(handbook, number)
}

fn names_proof(handbook: &Handbook, row: &Row) -> bool {
    let is_there = |key: &str| match row.cell(Kind::Competences, key) {
        Some(Cell::Day(day)) => *day <= handbook.today,
        Some(Cell::Empty) | None => false,
        Some(_) => true,
    };
    ["proof", "evidence", "proven"]
        .iter()
        .any(|key| is_there(key) || row.parsed.unread.contains(key))
}

fn is_trained(handbook: &Handbook, number: usize) -> bool {
    let naming = handbook.naming(Entry::Row(Kind::Competences, number));
    naming.filter_map(|entry| handbook.document(entry)).any(|document| {
        let Details::Training(training) = &document.details else { return false };
        let date = training.parsed.date.as_ref();
        document.is_in_force() && date.is_none_or(|date| date.value <= handbook.today)
    })
}
