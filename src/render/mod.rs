//! The handbook to the files of the site: [`render`].
//!
//! 1. [`theme`] puts the embedded theme and the project's own together, [`templates`] loads it.
//! 2. [`page`] lists every page of every type; each is rendered on its own by a [`press`], in parallel.
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
pub mod templates;
pub mod theme;

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::render::codes::BROKEN_TEMPLATE;
use crate::render::output::OutputTree;
use crate::render::page::Page;
use crate::render::press::Press;
use crate::render::templates::TemplateError;
use crate::view::frame::FEED;

/// Called with the number of pages that are done and the number of all pages.
pub type Progress<'p> = &'p (dyn Fn(usize, usize) + Sync);

/// Renders every page and adds theme files and attachments.
pub fn render(
    press: &Press,
    (handbook, sources): (&Handbook, &Sources),
    progress: Progress<'_>,
    found: &mut Findings,
) -> OutputTree {
    let mut tree = OutputTree::default();
    add_files(press, handbook, sources, &mut tree, found);
    let templates = match &press.templates {
        Ok(templates) => templates,
        Err(error) => {
            report(error, sources, found);
            return tree;
        }
    };
    let pages: Vec<Page<'_>> = page::all(handbook).collect();
    let done = AtomicUsize::new(0);
    let rendered: Vec<_> = pages
        .par_iter()
        .map(|page| {
            let html = press.render(page, templates);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, pages.len());
            (page.url.clone(), html)
        })
        .collect();
    for (url, html) in rendered {
        match html {
            // A feed is for programs: nobody counts it as a page.
            Ok(text) if url.as_str() == FEED => tree.insert(url, text.into_bytes(), found),
            Ok(html) => tree.insert_page(url, html.into_bytes(), found),
            Err(error) => report(&error, sources, found),
        }
    }
    tree
}

/// Reports what rendering reports, without making pages where that can be told without: the addresses of all files are compared. With
/// templates of its own, only making the pages shows whether they hold.
pub fn check(press: &Press, (handbook, sources): (&Handbook, &Sources), found: &mut Findings) {
    if press.has_own_templates {
        render(press, (handbook, sources), &|_, _| {}, found);
        return;
    }
    let mut tree = OutputTree::default();
    add_files(press, handbook, sources, &mut tree, found);
    for (number, page) in page::all(handbook).enumerate() {
        // No two pages are the same text.
        tree.insert(page.url, number.to_string().into_bytes(), found);
    }
}

/// Adds the files of the theme and the attachments.
fn add_files(
    press: &Press,
    handbook: &Handbook,
    sources: &Sources,
    tree: &mut OutputTree,
    found: &mut Findings,
) {
    for (path, bytes) in &press.files {
        tree.insert(path.clone(), bytes.clone(), found);
    }
    for (source, path) in &handbook.assets {
        if let Some(bytes) = sources.bytes(source) {
            tree.insert(path.clone(), bytes.into_owned(), found);
        }
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
