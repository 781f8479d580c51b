//! `print.html` and `print/NAME.html`: the whole handbook, and each section at the top, on one page to be printed.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::Page;
use crate::render::templates;
use crate::view::frame::Place;
use crate::view::print::{Book, BookView};

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let sections = handbook.top_sections.iter().filter_map(|index| {
        let url = handbook.sections[*index].printed()?;
        Some(page(handbook, url, Some(*index)))
    });
    std::iter::once(page(handbook, OutPath::fixed("print.html"), None)).chain(sections).collect()
}

/// The page of a section below another one. It is made when somebody prints that section, and is not part of the site.
pub fn of_section(handbook: &Handbook, section: usize) -> Option<Page<'_>> {
    let name = handbook.sections[section].url.as_str().rsplit('/').next()?;
    Some(page(handbook, OutPath::new(&format!("print/{name}"))?, Some(section)))
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
        let bodies = bodies(handbook, &book, url);
        (Place::new(title, url, Vec::new()), view, templates::Prose::Many(bodies))
    };
    Page::with_prose("print.html", url, "book", view)
}

/// The texts in the order in which [`BookView`] numbers them. One page holds many, so that they are worth being made in parallel.
fn bodies(handbook: &Handbook, book: &Book, page: &OutPath) -> Vec<String> {
    let medium = Medium::Book { chapters: &book.chapters, page };
    let parts = book.parts.iter().flat_map(|(section, documents)| {
        let introduction = Prose::of_section(handbook, *section, medium);
        let documents =
            documents.iter().map(move |document| Prose::of_document(handbook, *document, medium));
        introduction.into_iter().chain(documents)
    });
    parts.collect::<Vec<_>>().into_par_iter().map(|prose| body(handbook, &prose)).collect()
}
