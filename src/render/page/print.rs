//! `print.html` and `print/NAME.html`: the whole handbook, and each section at the top, on one page to be printed.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::path::OutPath;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::Page;
use crate::view::frame::Place;
use crate::view::print::{Book, BookView};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let sections = handbook.top_sections.iter().filter_map(|index| {
        let url = handbook.sections[*index].printed()?;
        Some(page(handbook, url, Some(*index)))
    });
    std::iter::once(page(handbook, OutPath::fixed("print.html"), None)).chain(sections).collect()
}

fn page(handbook: &Handbook, url: OutPath, section: Option<usize>) -> Page<'_> {
    let view = move |url: &OutPath| {
        let tops = section.as_ref().map_or(handbook.top_sections.as_slice(), std::slice::from_ref);
        let book = Book::new(handbook, tops);
        let view = BookView::new(handbook, &book, section);
        let day = handbook.today.long();
        let title = match section {
            Some(_) => format!("{} – {}, as of {day}", view.title, handbook.settings.title),
            None => format!("{}, as of {day}", view.title),
        };
        (Place::new(title, url, Vec::new()), view, bodies(handbook, &book, url))
    };
    Page::with_bodies("print.html", url, "book", view)
}

/// The texts in the order in which [`BookView`] numbers them. One page holds many, so that they are worth being made in parallel.
fn bodies(handbook: &Handbook, book: &Book, page: &OutPath) -> Vec<String> {
    let medium = Medium::Book { chapters: &book.chapters, page };
    let parts = book.parts.iter().flat_map(|(index, documents)| {
        let section = &handbook.sections[*index];
        let introduction = section.parsed.as_ref().map(|parsed| Prose {
            text: &parsed.text,
            body: &parsed.body,
            links: &section.links,
            entry: None,
            title: &section.title,
            page: &section.url,
            medium,
        });
        let documents = documents.iter().map(move |index| {
            let document = &handbook.documents[*index];
            Prose {
                text: &document.parsed.text,
                body: &document.parsed.body,
                links: &document.links,
                entry: Some(Entry::Document(*index)),
                title: &document.title,
                page: &document.url,
                medium,
            }
        });
        introduction.into_iter().chain(documents)
    });
    parts.collect::<Vec<_>>().into_par_iter().map(|prose| body(handbook, &prose)).collect()
}
