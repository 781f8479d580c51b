//! The pages of the site: one file for each type, which says which pages there are, what they show and which template they use.
//!
//! Adding a type is one file, one word in `ALL` and one template. No type knows another one.

mod about;
mod actions;
mod auditor;
mod audits;
mod calendar;
mod changes;
mod clause;
mod control;
mod coverage;
mod difference;
mod document;
mod downloads;
mod edition;
mod evidence;
mod exception;
mod findings;
mod framework;
mod gap;
mod glossary;
mod guide;
mod home;
mod manage;
mod management_reviews;
mod matrix;
pub mod not_found;
mod objective;
mod obligation;
mod owner;
pub mod print;
mod reading;
mod register;
mod registers;
mod reviews;
mod risk;
mod rows;
mod search;
mod section;
mod soa;
pub mod soa_print;
mod table;
mod trainings;
mod treatment;

use serde::Serialize;

use crate::base::path::OutPath;
use crate::model::handbook::Handbook;
use crate::render::templates::{Data, data};
use crate::view::frame::Place;

/// What a page shows.
pub struct Content {
    /// The place of the page.
    pub place: Place,
    /// The view, under the name that the template uses for it.
    pub view: (&'static str, Data),
    /// Its rendered Markdown.
    pub prose: Prose,
}

/// Rendered Markdown on a page.
pub enum Prose {
    /// There is none.
    None,
    /// That of one file: `body` in the template.
    One(String),
    /// That of many files: `bodies` in the template.
    Many(Vec<String>),
}

/// A page that can be rendered.
pub struct Page<'h> {
    /// Its address.
    pub url: OutPath,
    /// Its template.
    pub template: &'static str,
    /// Makes what it shows.
    pub content: Box<dyn Fn() -> Content + Send + Sync + 'h>,
}

impl<'h> Page<'h> {
    /// A page without Markdown of its own. `name` is how the template calls the view.
    fn new<V: Serialize>(
        template: &'static str,
        url: OutPath,
        name: &'static str,
        view: impl Fn(&OutPath) -> (Place, V) + Send + Sync + 'h,
    ) -> Self {
        Self::with_prose(template, url, name, move |url| {
            let (place, view) = view(url);
            (place, view, Prose::None)
        })
    }

    /// A page with the Markdown of a file, rendered.
    fn with_body<V: Serialize>(
        template: &'static str,
        url: OutPath,
        name: &'static str,
        view: impl Fn(&OutPath) -> (Place, V, Option<String>) + Send + Sync + 'h,
    ) -> Self {
        Self::with_prose(template, url, name, move |url| {
            let (place, view, body) = view(url);
            (place, view, body.map_or(Prose::None, Prose::One))
        })
    }

    /// A page with Markdown, rendered.
    fn with_prose<V: Serialize>(
        template: &'static str,
        url: OutPath,
        name: &'static str,
        view: impl Fn(&OutPath) -> (Place, V, Prose) + Send + Sync + 'h,
    ) -> Self {
        let address = url.clone();
        let content = move || {
            let (place, view, prose) = view(&address);
            Content { place, view: (name, data(&view)), prose }
        };
        Self { url, template, content: Box::new(content) }
    }
}

/// The pages of one type.
pub type Pages = for<'h> fn(&'h Handbook) -> Vec<Page<'h>>;

/// All types of page.
static ALL: &[Pages] = &[
    about::pages,
    actions::pages,
    auditor::pages,
    audits::pages,
    calendar::pages,
    changes::pages,
    clause::pages,
    control::pages,
    coverage::pages,
    difference::pages,
    document::pages,
    downloads::pages,
    edition::pages,
    evidence::pages,
    exception::pages,
    findings::pages,
    framework::pages,
    gap::pages,
    glossary::pages,
    guide::pages,
    home::pages,
    manage::pages,
    management_reviews::pages,
    matrix::pages,
    not_found::pages,
    objective::pages,
    obligation::pages,
    owner::pages,
    print::pages,
    reading::pages,
    register::pages,
    registers::pages,
    reviews::pages,
    risk::pages,
    rows::pages,
    search::pages,
    section::pages,
    soa::pages,
    soa_print::pages,
    table::pages,
    trainings::pages,
    treatment::pages,
];

/// Every page of the site. A page is made when its content is asked for.
pub fn all(handbook: &Handbook) -> impl Iterator<Item = Page<'_>> {
    ALL.iter().flat_map(move |pages| pages(handbook))
}
