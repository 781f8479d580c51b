//! The trainings, newest first, as the page shows them: who was there only where names are shown.

use std::cmp::Reverse;

use crate::base::path::OutPath;
use crate::export::{
    Download, Export, Part, id_of, ids_of, party_of, tables, typed_day, typed_party, typed_text,
};
use crate::model::handbook::Handbook;
use crate::sheet::{Cell, Sheet};
use crate::view::record::training::TrainingView;

/// Trainings.
pub(super) static EXPORT: Export = Export {
    word: "trainings",
    title: "Trainings",
    about: "Who learned what, when, and which competences that proves.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: trainings }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if handbook.trainings().next().is_none() {
        return Vec::new();
    }
    let pages = [OutPath::fixed("trainings.html")];
    tables(handbook, (EXPORT.word, EXPORT.title.to_owned()), &pages, |_| Vec::new(), &PARTS)
}

fn trainings(handbook: &Handbook) -> Sheet {
    let mut found: Vec<_> = handbook.trainings().collect();
    found.sort_by_key(|(.., it)| Reverse(it.parsed.date.as_ref().map(|day| day.value)));
    let rows = found.into_iter().map(|(entry, document, training)| {
        (entry, document, training, TrainingView::new(handbook, training))
    });
    Sheet::of("Trainings", rows)
        .column("id", "Id", 12, |(entry, ..)| id_of(handbook, *entry))
        .column("title", "Title", 30, |(_, document, ..)| Cell::text(&document.title))
        .column("date", "Date", 11, |(.., it, _)| typed_day(it.parsed.date.as_ref()))
        .column("topic", "Topic", 40, |(.., it, _)| Cell::maybe(it.parsed.topic.as_deref()))
        .column("trainer", "Trainer", 24, |(.., it, _)| {
            typed_party(handbook, it.parsed.trainer.as_ref())
        })
        .column("attendees", "Attendees", 26, |(.., view)| Cell::list(&view.attendees))
        .column("attendees_count", "Counted", 9, |(.., it, _)| {
            Cell::number(it.parsed.attendees_count)
        })
        .column("count", "How many", 10, |(.., it, _)| {
            let counted = it.parsed.attendees_count.map(usize::try_from).and_then(Result::ok);
            let named = Some(it.parsed.attendees.len()).filter(|count| *count > 0);
            counted.or(named).map_or(Cell::Empty, Cell::count)
        })
        .column("file", "List of attendees", 30, |(.., it, _)| typed_text(it.parsed.file.as_ref()))
        .column("outcome", "Outcome", 40, |(.., it, _)| Cell::maybe(it.parsed.outcome.as_deref()))
        .column("competences", "Competences", 13, |(.., it, _)| ids_of(handbook, &it.competences))
        .column("owner", "Owner", 24, |(_, document, ..)| party_of(handbook, document.owner))
        .end()
}
