//! Versions, approvals and reviews as tables: documents and the Statement of Applicability have the same trail.

use crate::export::{id_of, typed_day, typed_party, typed_text};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::parse::trail::Trail;
use crate::sheet::{Cell, Drawing, Sheet};
use crate::view::parts::label_of;

/// Texts with their trails, in the order in which they are written.
pub(super) type Trails<'h> = Vec<(Entry, &'h Trail)>;

/// The versions of texts, in the order of the files.
pub(super) fn history(handbook: &Handbook, texts: Trails<'_>) -> Sheet {
    begun(handbook, "Versions", texts, |trail| &trail.history)
        .column("history.version", "Version", 9, |(_, row)| typed_text(row.version.as_ref()))
        .column("history.date", "Date", 11, |(_, row)| typed_day(row.date.as_ref()))
        .column("history.author", "Author", 30, |(_, row)| {
            typed_party(handbook, row.author.as_ref())
        })
        .column("history.change", "Change", 80, |(_, row)| Cell::maybe(row.change.as_deref()))
        .column("history.material", "Material", 9, |(_, row)| Cell::from(row.material))
        .end()
}

/// The approvals of texts, in the order of the files.
pub(super) fn approvals(handbook: &Handbook, texts: Trails<'_>) -> Sheet {
    begun(handbook, "Approvals", texts, |trail| &trail.approvals)
        .column("approvals.version", "Version", 9, |(_, row)| typed_text(row.version.as_ref()))
        .column("approvals.date", "Date", 11, |(_, row)| typed_day(row.date.as_ref()))
        .column("approvals.by", "By", 30, |(_, row)| typed_party(handbook, row.by.as_ref()))
        .column("approvals.method", "How", 15, |(_, row)| Cell::maybe(row.method.map(label_of)))
        .column("approvals.ref", "Reference", 60, |(_, row)| Cell::maybe(row.reference.as_deref()))
        .column("approvals.digest", "Digest", 38, |(_, row)| typed_text(row.digest.as_ref()))
        .end()
}

/// The reviews of texts, in the order of the files.
pub(super) fn reviews(handbook: &Handbook, texts: Trails<'_>) -> Sheet {
    begun(handbook, "Reviews", texts, |trail| &trail.reviews)
        .column("reviews.date", "Date", 11, |(_, row)| typed_day(row.date.as_ref()))
        .column("reviews.by", "By", 30, |(_, row)| typed_party(handbook, row.by.as_ref()))
        .column("reviews.outcome", "Outcome", 12, |(_, row)| Cell::maybe(row.outcome.map(label_of)))
        .column("reviews.note", "Note", 80, |(_, row)| Cell::maybe(row.note.as_deref()))
        .column("reviews.digest", "Digest", 38, |(_, row)| typed_text(row.digest.as_ref()))
        .end()
}

/// A row for each entry of a list of each trail, with the text that it belongs to.
fn begun<'h, T>(
    handbook: &Handbook,
    name: &str,
    texts: Trails<'h>,
    list: impl Fn(&'h Trail) -> &'h Vec<T>,
) -> Drawing<(Entry, &'h T)> {
    let rows =
        texts.into_iter().flat_map(|(of, trail)| list(trail).iter().map(move |row| (of, row)));
    Sheet::of(name, rows).column("id", "Id", 12, |(of, _)| id_of(handbook, *of)).column(
        "title",
        "Title",
        36,
        |(of, _)| Cell::text(&handbook.label(*of).title),
    )
}
