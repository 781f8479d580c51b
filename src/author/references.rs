//! Where a handbook still speaks of a document: documents, and lines of its TOML files.

use crate::author::snapshot::Snapshot;
use crate::author::subject::Subject;
use crate::base::text::printable;
use crate::load::Content;
use crate::model::entry::Entry;
use crate::model::soa::Applicability;
use crate::parse::document::Status;
use crate::parse::id::mentions;

/// Each place on a line of its own: documents in force in the order of their ids, controls that nothing else carries out, then lines of
/// `soa.toml`, registers and settings.
pub(super) fn references(snapshot: &Snapshot<'_>, subject: &Subject<'_>) -> Vec<String> {
    let referring = snapshot.handbook.referring_to(subject.entry);
    let mut places: Vec<String> = referring
        .filter(|(entry, document)| {
            let ended =
                matches!(document.parsed.front.status, Status::Superseded | Status::Retired);
            *entry != subject.entry && !ended
        })
        .map(|(_, document)| format!("{} in {}", printable(document.id()), document.parsed.path))
        .collect();
    places.extend(left_alone(snapshot, subject));
    for (path, content) in snapshot.sources.iter() {
        let Content::Text(text) = content else { continue };
        if path.extension() != "toml" || path.is_below("assets") || path.is_below("theme") {
            continue;
        }
        let is_own = subject.entry == Entry::Soa && path == subject.path;
        let lines = text.lines().enumerate().filter(|_| !is_own);
        let speaking = lines.filter(|(_, line)| {
            mentions(line).any(|at| {
                line.get(at).is_some_and(|mention| mention.eq_ignore_ascii_case(subject.id))
            })
        });
        places.extend(speaking.map(|(number, _)| format!("{path}:{}", number + 1)));
    }
    places
}

/// The controls that apply and that no other document in force carries out.
fn left_alone(snapshot: &Snapshot<'_>, subject: &Subject<'_>) -> Vec<String> {
    let handbook = &snapshot.handbook;
    let Some(document) = handbook.document(subject.entry) else { return Vec::new() };
    let is_left = |control: &&Entry| {
        let row = handbook.soa.row_of(**control);
        let applies =
            row.is_some_and(|row| matches!(row.applicability, Applicability::Included(_)));
        let mut others = handbook.carrying_out(**control);
        applies && !others.any(|(entry, other)| entry != subject.entry && other.is_in_force())
    };
    let controls = document.controls.iter().filter(is_left);
    controls
        .map(|control| {
            format!("{} in soa.toml, which nothing else carries out", handbook.label(*control).id)
        })
        .collect()
}
