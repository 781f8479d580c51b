//! The management reviews: the ten inputs of 9.3.2, what was decided, and what is to be done.

use crate::base::path::OutPath;
use crate::export::{
    Download, Export, Part, id_of, party_of, steps_sheet, tables, typed_day, typed_party,
};
use crate::model::action::steps;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::record::management_review::Input;
use crate::sheet::{Cell, Sheet};
use crate::view::parts::person;
use crate::view::record::management_review::ManagementReviewView;
use crate::view::record::somebody::of_key;

/// Management reviews.
pub(super) static EXPORT: Export = Export {
    word: "management-reviews",
    title: "Management reviews",
    about: "What leadership looked at, what it decided, and what is to be done.",
    downloads,
};

static PARTS: [Part; 3] = [
    Part { name: "", sheet: reviews },
    Part { name: "decisions", sheet: decisions },
    Part { name: "actions", sheet: actions },
];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if handbook.management_reviews().next().is_none() {
        return Vec::new();
    }
    let pages = [OutPath::fixed("management-reviews.html")];
    tables(handbook, (EXPORT.word, EXPORT.title.to_owned()), &pages, |_| Vec::new(), &PARTS)
}

fn reviews(handbook: &Handbook) -> Sheet {
    let rows = handbook.management_reviews().map(|(entry, document, review)| {
        (entry, document, review, ManagementReviewView::new(handbook, document, review))
    });
    let mut sheet = Sheet::of("Reviews", rows)
        .column("id", "Id", 12, |(entry, ..)| id_of(handbook, *entry))
        .column("title", "Title", 26, |(_, document, ..)| Cell::text(&document.title))
        .column("date", "Date", 11, |(.., it, _)| typed_day(it.parsed.date.as_ref()))
        .column("state", "State", 14, |(.., view)| Cell::text(&*view.state.label))
        .column("owner", "Owner", 22, |(_, document, ..)| party_of(handbook, document.owner))
        .column("attendees", "Attendees", 26, |(.., it, _)| {
            Cell::list(it.attendees.iter().map(|attendee| match attendee {
                Ok(party) => person(handbook, *party).title,
                Err(name) => of_key(handbook, name).title,
            }))
        });
    for input in Input::ALL {
        let title = format!("{}: {}", input.key(), input.title());
        sheet = sheet.column(format!("inputs.{}", input.key()), title, 40, |(.., it, _)| {
            Cell::maybe(it.input(input))
        });
    }
    sheet
        .column("inputs_answered", "Inputs answered", 10, |(.., view)| Cell::count(view.answered))
        .column("decisions_count", "Decisions", 10, |(.., it, _)| {
            Cell::count(it.parsed.decisions.len())
        })
        .column("actions_count", "Actions", 9, |(.., it, _)| Cell::count(it.parsed.actions.len()))
        .column("actions_open", "Actions open", 9, |(.., view)| Cell::count(view.open_actions))
        .end()
}

fn decisions(handbook: &Handbook) -> Sheet {
    let rows = handbook.management_reviews().flat_map(|(entry, _, review)| {
        review.parsed.decisions.iter().map(move |decision| (entry, decision))
    });
    Sheet::of("Decisions", rows)
        .column("id", "Review", 12, |(of, _)| id_of(handbook, *of))
        .column("title", "Title of that", 30, |(of, _)| Cell::text(&handbook.label(*of).title))
        .column("decisions.id", "Decision", 12, |(_, it)| Cell::maybe(it.id.as_deref()))
        .column("decisions.text", "What was decided", 80, |(_, it)| Cell::text(&it.text))
        .column("decisions.owner", "Who carries it out", 28, |(_, it)| {
            typed_party(handbook, it.owner.as_ref())
        })
        .end()
}

fn actions(handbook: &Handbook) -> Sheet {
    let reviews: Vec<Entry> = handbook.management_reviews().map(|(entry, ..)| entry).collect();
    let mut steps = steps(handbook);
    steps.retain(|step| reviews.contains(&step.of));
    steps_sheet(handbook, steps)
}
