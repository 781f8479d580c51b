//! `print.html`, `print/NAME.html` and `print/NAME_NUMBER.html`: the whole handbook, and each section at the top, to be printed. What is too long
//! for one page is cut into volumes.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::html::{Medium, Prose, body};
use crate::render::page::{self, Page};
use crate::view::frame::Place;
use crate::view::print::{Book, BookView, Plan, Volume, plan, volumes};

/// The address of the whole handbook.
const WHOLE: &str = "print.html";

pub(super) fn pages(handbook: &Handbook) -> Vec<Page<'_>> {
    let sections = handbook.top_sections.iter();
    let sections: Vec<(usize, Vec<Plan>)> = sections
        .map(|section| (*section, volumes(handbook, plan(handbook, &[*section]))))
        .collect();
    let mut pages = Vec::new();
    if volumes(handbook, plan(handbook, &handbook.top_sections)).len() == 1 {
        pages.push(whole(handbook));
    } else {
        let all =
            sections.iter().flat_map(|(section, volumes)| listed(handbook, *section, volumes));
        pages.push(contents(handbook, all.collect()));
    }
    for (section, volumes) in sections {
        let all = listed(handbook, section, &volumes);
        for (volume, plan) in all.iter().zip(volumes) {
            let others = if all.len() > 1 { all.clone() } else { Vec::new() };
            let url = OutPath::new(&volume.url);
            pages.extend(url.map(|url| page(handbook, url, Some(section), plan, others)));
        }
    }
    pages
}

/// The volumes of a section; none where its name is too long for a page to be printed.
fn listed(handbook: &Handbook, section: usize, volumes: &[Plan]) -> Vec<Volume> {
    let section = &handbook.sections[section];
    let volume = |(number, plan): (usize, &Plan)| {
        let mut documents = plan.iter().flat_map(|part| &part.documents);
        let id = |document: &usize| handbook.documents[*document].id().to_owned();
        let title = match volumes.len() {
            1 => section.title.clone(),
            _ => format!("{}, volume {number}", section.title),
        };
        let count = documents.clone().count();
        let first = documents.next();
        let last = documents.next_back().or(first);
        Some(Volume {
            title,
            url: section.printed()?.continued(number)?.to_string(),
            count,
            first: first.map(id),
            last: last.map(id),
            is_here: false,
        })
    };
    (1..).zip(volumes).map(volume).collect::<Option<Vec<Volume>>>().unwrap_or_default()
}

/// The page of the whole handbook, however long it is. It is made when somebody prints it into one file.
pub fn whole(handbook: &Handbook) -> Page<'_> {
    let plan = plan(handbook, &handbook.top_sections);
    page(handbook, OutPath::fixed(WHOLE), None, plan, Vec::new())
}

/// The page of a section, also of one below another one, however long it is. It is made when somebody prints that section.
pub fn of_section(handbook: &Handbook, section: usize) -> Option<Page<'_>> {
    let name = handbook.sections[section].url.as_str().rsplit('/').next()?;
    let url = OutPath::new(&format!("print/{name}"))?;
    Some(page(handbook, url, Some(section), plan(handbook, &[section]), Vec::new()))
}

/// The page of a handbook that is too long for one: it lists the volumes.
fn contents(handbook: &Handbook, volumes: Vec<Volume>) -> Page<'_> {
    let view = move |url: &OutPath| {
        let view = BookView { volumes: volumes.clone(), ..BookView::without_parts(handbook, None) };
        (place(handbook, url, &view), view)
    };
    Page::new("print.html", OutPath::fixed(WHOLE), "book", view)
}

/// The page of a plan. `volumes` are all of its section, where it is one of several.
fn page(
    handbook: &Handbook,
    url: OutPath,
    section: Option<usize>,
    plan: Plan,
    volumes: Vec<Volume>,
) -> Page<'_> {
    let view = move |url: &OutPath| {
        let book = Book::new(handbook, plan.clone());
        let here =
            |volume: &Volume| Volume { is_here: volume.url == url.as_str(), ..volume.clone() };
        let volumes: Vec<Volume> = volumes.iter().map(here).collect();
        let view = BookView::new(handbook, &book, section).with_volumes(volumes);
        let bodies = bodies(handbook, &book, url);
        (place(handbook, url, &view), view, page::Prose::Many(bodies))
    };
    Page::with_prose("print.html", url, "book", view)
}

fn place(handbook: &Handbook, url: &OutPath, view: &BookView) -> Place {
    let day = handbook.today.long();
    let here = view.volumes.iter().find(|volume| volume.is_here);
    let title = here.map_or(&view.title, |volume| &volume.title);
    let title = if view.is_whole {
        format!("{title}, as of {day}")
    } else {
        format!("{title} – {}, as of {day}", handbook.settings.title)
    };
    Place::new(title, url, Vec::new())
}

/// The texts in the order in which [`BookView`] numbers them. One page holds many, so that they are worth being made in parallel.
fn bodies(handbook: &Handbook, book: &Book, page: &OutPath) -> Vec<String> {
    let medium = Medium::Book { chapters: &book.chapters, page };
    let parts = book.parts.iter().flat_map(|part| {
        let introduction = Prose::of_section(handbook, part.section, medium);
        let introduction = introduction.filter(|_| !part.is_continued);
        let documents = part.documents.iter();
        let documents = documents.map(move |one| Prose::of_document(handbook, *one, medium));
        introduction.into_iter().chain(documents)
    });
    parts.collect::<Vec<_>>().into_par_iter().map(|prose| body(handbook, &prose)).collect()
}
