//! The glossary.

use crate::base::path::OutPath;
use crate::export::{Download, Export, Part, tables};
use crate::model::handbook::Handbook;
use crate::sheet::{Cell, Sheet};
use crate::view::glossary::anchor;

/// Terms.
pub(super) static EXPORT: Export = Export {
    word: "glossary",
    title: "Glossary",
    about: "Every term with its abbreviation, its meaning, and other words for it.",
    downloads,
};

static PARTS: [Part; 1] = [Part { name: "", sheet: terms }];

fn downloads(handbook: &Handbook) -> Vec<Download<'_>> {
    if handbook.glossary.is_empty() {
        return Vec::new();
    }
    let title = EXPORT.title.to_owned();
    let pages = [OutPath::fixed("glossary.html")];
    tables(handbook, (EXPORT.word, title), &pages, |_| Vec::new(), &PARTS)
}

fn terms(handbook: &Handbook) -> Sheet {
    let id = |key: &str| match &handbook.settings.address {
        Some(address) => Cell::Link {
            text: key.to_owned(),
            url: format!("{address}glossary.html#{}", anchor(key)),
        },
        None => Cell::text(key),
    };
    Sheet::of("Glossary", &handbook.glossary)
        .column("id", "Id", 20, |term| id(&term.key))
        .column("name", "Term", 28, |term| Cell::text(&term.name))
        .column("abbreviation", "Abbreviation", 14, |term| Cell::maybe(term.abbreviation.as_ref()))
        .column("meaning", "Meaning", 70, |term| Cell::text(&term.meaning))
        .column("synonyms", "Other words", 28, |term| Cell::list(&term.synonyms))
        .end()
}
