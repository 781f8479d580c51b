//! The document register: every document and record and the Statement of Applicability, in the order of their ids, as the page shows them.

use crate::base::path::OutPath;
use crate::export::{
    Download, Export, Part, Trails, approvals, history, id_of, ids_of, reviews, tables, typed_day,
    typed_text,
};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::Details;
use crate::model::review::ReviewState;
use crate::model::trail::Controlled;
use crate::parse::document::Front;
use crate::sheet::{Cell, Drawing, Sheet};
use crate::view::parts::Person;
use crate::view::register::{RegisterRow, RegisterView, registered};

/// Documents and records.
pub(super) static EXPORT: Export = Export {
    word: "documents",
    title: "Document register",
    about: "Every document and record with its version, approval and next review.",
    downloads,
};

static PARTS: [Part; 5] = [
    Part { name: "", sheet: register },
    Part { name: "contents", sheet: contents },
    Part { name: "history", sheet: |handbook| history(handbook, trails(handbook)) },
    Part { name: "approvals", sheet: |handbook| approvals(handbook, trails(handbook)) },
    Part { name: "reviews", sheet: |handbook| reviews(handbook, trails(handbook)) },
];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if handbook.documents.is_empty() && handbook.soa.parsed.is_none() {
        return Vec::new();
    }
    let pages = [OutPath::fixed("documents.html")];
    tables(handbook, (EXPORT.word, EXPORT.title.to_owned()), &pages, facts, &PARTS)
}

fn facts(handbook: &Handbook) -> Vec<(String, Cell)> {
    let register = RegisterView::counts(handbook);
    let counts = [
        ("In force", register.in_force),
        ("In preparation", register.in_preparation),
        ("Replaced or withdrawn", register.ended),
    ];
    counts.map(|(label, count)| (label.to_owned(), Cell::count(count))).into()
}

/// A text as a row.
struct Text<'h> {
    entry: Entry,
    control: Controlled<'h>,
    review: ReviewState,
    /// `None` for the Statement of Applicability.
    document: Option<&'h Document>,
}

impl<'h> Text<'h> {
    fn front<T: 'h>(&self, pick: impl Fn(&'h Front) -> T) -> Option<T> {
        self.document.map(|document| pick(&document.parsed.front))
    }

    /// A list of front matter.
    fn list(&self, pick: impl Fn(&'h Front) -> &'h Vec<String>) -> Cell {
        Cell::list(self.front(pick).into_iter().flatten())
    }

    /// Entries that the document names.
    fn names(&self, handbook: &Handbook, pick: impl Fn(&'h Document) -> &'h Vec<Entry>) -> Cell {
        ids_of(handbook, self.document.map(pick).into_iter().flatten())
    }
}

/// What the register is about, in its order: each text with its document, or `None` for the Statement of Applicability.
fn ordered(
    handbook: &Handbook,
) -> impl Iterator<Item = (Entry, Controlled<'_>, Option<&Document>)> {
    registered(handbook).into_iter().filter_map(|entry| match handbook.document(entry) {
        Some(document) => Some((entry, Controlled::of(document), Some(document))),
        None => Some((entry, Controlled::of_statement(handbook)?, None)),
    })
}

/// The texts in the order of the page.
fn texts(handbook: &Handbook) -> impl Iterator<Item = Text<'_>> {
    ordered(handbook).map(|(entry, control, document)| {
        let review = document.map_or(handbook.soa.review, |document| document.review);
        Text { entry, control, review, document }
    })
}

/// The texts with what the page shows of them.
fn shown(handbook: &Handbook) -> Vec<(Text<'_>, RegisterRow)> {
    texts(handbook)
        .filter_map(|text| RegisterRow::new(handbook, text.entry).map(|row| (text, row)))
        .collect()
}

fn trails(handbook: &Handbook) -> Trails<'_> {
    ordered(handbook).map(|(entry, control, _)| (entry, control.trail)).collect()
}

fn register(handbook: &Handbook) -> Sheet {
    let title = |person: &Option<Person>| Cell::maybe(person.as_ref().map(|one| &one.title));
    Sheet::of("Documents", shown(handbook))
        .column("id", "Id", 12, |(text, _)| id_of(handbook, text.entry))
        .column("title", "Title", 32, |(_, shown)| Cell::text(&shown.row.link.title))
        .column("type", "Type", 14, |(_, shown)| Cell::text(&*shown.row.link.kind))
        .column("version", "Version", 9, |(text, _)| typed_text(text.control.version))
        .column("status", "Status", 11, |(_, shown)| Cell::text(shown.status))
        .column("state", "State", 15, |(_, shown)| {
            Cell::maybe(shown.row.link.badge.as_ref().map(|badge| &*badge.label))
        })
        .column("owner", "Owner", 22, |(_, shown)| title(&shown.row.owner))
        .column("approver", "Approver", 20, |(_, shown)| title(&shown.row.approver))
        .column("approved", "Approved", 11, |(text, _)| {
            let newest = text.control.newest_approval(handbook.today);
            typed_day(newest.and_then(|approval| approval.date.as_ref()))
        })
        .column("effective", "In force since", 11, |(text, _)| typed_day(text.control.effective))
        .column("next_review", "Next review", 11, |(text, _)| Cell::day(text.review.due()))
        .column("classification", "Classification", 14, |(_, shown)| {
            Cell::maybe(shown.row.classification.as_ref())
        })
        .column("text", "Text", 15, |(_, shown)| Cell::text(&*shown.text.label))
        .column("digest", "Digest", 38, |(_, shown)| Cell::text(&shown.digest))
        .column("path", "File", 34, |(text, _)| Cell::text(text.control.path.as_str()))
        .end()
}

/// What stands in documents and what they have to do with others: a table of its own, so that the register fits on paper.
fn contents(handbook: &Handbook) -> Sheet {
    let rows = Sheet::of("Contents", texts(handbook).collect::<Vec<_>>())
        .column("id", "Id", 12, |text| id_of(handbook, text.entry))
        .column("title", "Title", 32, |text| Cell::text(&handbook.label(text.entry).title));
    places(handbook, connections(handbook, words(rows))).end()
}

/// What a document says of itself in words.
fn words(rows: Drawing<Text<'_>>) -> Drawing<Text<'_>> {
    rows.column("summary", "Summary", 50, |text| {
        Cell::maybe(text.front(|front| front.summary.as_deref()).flatten())
    })
    .column("key_points", "Key points", 50, |text| text.list(|front| &front.key_points))
    .column("questions", "Questions", 40, |text| text.list(|front| &front.questions))
    .column("audience", "Audience", 16, |text| text.list(|front| &front.audience))
    .column("language", "Language", 10, |text| {
        Cell::maybe(text.front(|front| front.language.as_deref()).flatten())
    })
    .column("keywords", "Keywords", 20, |text| text.list(|front| &front.keywords))
    .column("tags", "Tags", 16, |text| text.list(|front| &front.tags))
    .column("retention", "Kept for", 14, |text| {
        Cell::maybe(text.front(|front| front.retention.as_deref()).flatten())
    })
    .column("date", "Day of the record", 11, |text| match text.document.map(|it| &it.details) {
        Some(Details::Record(record)) => typed_day(record.date.as_ref()),
        _ => Cell::Empty,
    })
    .column("subject", "Subject of the record", 30, |text| {
        match text.document.map(|it| &it.details) {
            Some(Details::Record(record)) => Cell::maybe(record.subject.as_deref()),
            _ => Cell::Empty,
        }
    })
}

/// What a document has to do with others.
fn connections<'h>(handbook: &'h Handbook, rows: Drawing<Text<'h>>) -> Drawing<Text<'h>> {
    rows.column("controls", "Controls", 11, |text| text.names(handbook, |it| &it.controls))
        .column("clauses", "Clauses", 9, |text| text.names(handbook, |it| &it.clauses))
        .column("fulfils", "Fulfils", 26, |text| {
            let entries = text.document.into_iter().flat_map(|document| &document.fulfils);
            let catalogue = &handbook.frameworks.catalogue;
            Cell::list(entries.filter_map(|entry| Some(&catalogue.get(*entry)?.id)))
        })
        .column("implements", "Carries out", 12, |text| text.names(handbook, |it| &it.implements))
        .column("supersedes", "Replaces", 14, |text| {
            let former = text.document.into_iter().flat_map(|document| &document.supersedes);
            Cell::list(former.map(|(entry, version)| {
                let id = &handbook.label(*entry).id;
                version.as_ref().map_or_else(|| id.clone(), |version| format!("{id}@{version}"))
            }))
        })
        .column("related", "Related", 12, |text| text.names(handbook, |it| &it.related))
}

/// When a document is looked at again, and where it is.
fn places<'h>(handbook: &'h Handbook, rows: Drawing<Text<'h>>) -> Drawing<Text<'h>> {
    rows.column("review_date", "Review date set", 11, |text| {
        typed_day(text.control.trail.review_date.as_ref())
    })
    .column("review_every", "Reviewed every", 12, |text| {
        let every = text.control.trail.review_every.as_ref();
        Cell::maybe(every.map(|every| every.value.to_string()))
    })
    .column("section", "Section", 22, |text| {
        Cell::maybe(text.document.map(|document| &handbook.sections[document.section].title))
    })
    .column("page", "Page", 30, |text| Cell::text(handbook.label(text.entry).place.page.as_str()))
}
