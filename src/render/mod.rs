//! The handbook to the files of the site: [`list`].
//!
//! 1. [`theme`] puts the embedded theme and the project's own together, [`templates`] loads it.
//! 2. [`page`] lists every page of every type; each is rendered on its own by a [`press`], when it is asked for.
//! 3. [`html`] turns the Markdown of documents into HTML with settled links, [`sanitize`] cleans what authors wrote as HTML.
//!
//! **Invariant:** rendering reads no disk and decides nothing; what a page says is settled in `view`.

mod brand;
pub mod codes;
pub mod html;
pub mod inline;
pub mod origin;
pub mod output;
pub mod page;
pub mod press;
pub mod sanitize;
pub mod site;
pub mod templates;
pub mod theme;
mod tree;

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::render::codes::BROKEN_TEMPLATE;
use crate::render::press::Press;
use crate::render::site::{File, Kind, Site};
use crate::render::templates::TemplateError;
use crate::view::frame::FEED;

/// Lists the files of the theme, the attachments and the pages. Templates that cannot be loaded are a finding, and there are no pages then.
pub fn list<'s>(
    press: &'s Press,
    (handbook, sources): (&'s Handbook, &'s Sources),
    site: &mut Site<'s>,
    found: &mut Findings,
) {
    for (path, bytes) in &press.files {
        site.insert(path.clone(), File::held(Kind::Given, bytes), found);
    }
    for (source, path) in &handbook.assets {
        if let Some(bytes) = sources.bytes(source) {
            site.insert(path.clone(), File::held(Kind::Given, bytes), found);
        }
    }
    let templates = match &press.templates {
        Ok(templates) => templates,
        Err(error) => return report(error, sources, found),
    };
    for page in page::all(handbook) {
        let kind = if page.url.as_str() == FEED { Kind::Feed } else { Kind::Page };
        let url = page.url.clone();
        let make = move || press.render(&page, templates).map(String::into_bytes);
        site.insert(url, File::made(kind, make), found);
    }
}

/// Reports pages that the project's own templates cannot make: only making them shows that. The embedded ones always can.
pub fn prove(press: &Press, site: &mut Site<'_>, sources: &Sources, found: &mut Findings) {
    if press.has_own_templates {
        report_all(&site.make(Kind::is_rendered), sources, found);
    }
}

/// Reports pages that could not be made.
pub fn report_all(errors: &[TemplateError], sources: &Sources, found: &mut Findings) {
    for error in errors {
        report(error, sources, found);
    }
}

/// Reports a template that cannot be used. The embedded ones are sound, so one of them that fails does so because of the project's own:
/// the finding then stands at the first of these.
fn report(error: &TemplateError, sources: &Sources, found: &mut Findings) {
    let named = RelPath::new(&format!("{}/{}", theme::OVERRIDES, error.template))
        .filter(|path| sources.get(path).is_some());
    let span = match named {
        Some(path) => Span::new(&path, error.range.clone()),
        None => {
            let own =
                sources.iter().map(|(path, _)| path).find(|path| path.folder() == theme::OVERRIDES);
            Span::file(own.unwrap_or(&RelPath::fixed("handbook.toml")))
        }
    };
    let help = "correct the template, or remove it to have the built-in one";
    found.report_with_help(&BROKEN_TEMPLATE, span, error.message.clone(), help);
}
