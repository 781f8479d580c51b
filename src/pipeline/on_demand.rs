//! A site whose files are made when they are asked for: [`OnDemand`].
//!
//! **Invariant:** a file is the same, byte for byte, as the one that [`crate::pipeline::build`] makes of the same input, and a path that a build does not
//! make is none here; only what nobody asks for is not made. Where templates do not hold, a build leaves pages out, and here others make them.
//! `tests/on_demand.rs` compares the two.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::date::Date;
use crate::base::path::OutPath;
use crate::diag::Findings;
use crate::diag::levels::Strictness;
use crate::diag::report::Report;
use crate::export;
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::pipeline::project::list;
use crate::pipeline::{Memo, read, report, run_checks};
use crate::render;
use crate::render::codes::BROKEN_TEMPLATE;
use crate::render::page::{self, Page, not_found};
use crate::render::press::{Press, embedded};
use crate::render::templates::{TemplateError, Templates};

/// What was found in a site.
#[derive(Debug)]
pub struct Judgement {
    /// What was found.
    pub report: Report,
    /// The project's templates, if they hold.
    pub sound: Option<Arc<Templates>>,
}

/// A project as of a day, read and resolved.
#[derive(Debug)]
pub struct OnDemand {
    sources: Arc<Sources>,
    handbook: Handbook,
    press: Press,
    /// What pages are made with, the best first: the project's templates, the last ones that held, the embedded ones.
    templates: Vec<Arc<Templates>>,
    /// What reading and resolving found.
    found: Findings,
    search: OnceLock<BTreeMap<OutPath, Vec<u8>>>,
}

impl OnDemand {
    /// Reads and resolves a project.
    ///
    /// A page that the project's templates cannot make is made with those of `spare`, else with the embedded ones: who breaks a template still
    /// wants to see the text.
    pub fn new(
        sources: Arc<Sources>,
        today: Date,
        memo: &Memo,
        spare: Option<Arc<Templates>>,
    ) -> Self {
        let (handbook, found) = read(&sources, today, memo, &());
        let press = Press::new(&handbook, &sources, &export::shelf(&handbook), &memo.loaded);
        let own = press.templates.as_ref().ok().cloned();
        let templates = own.into_iter().chain(spare).chain(embedded(&memo.loaded).ok());
        let templates = templates.collect();
        Self { sources, handbook, press, templates, found, search: OnceLock::new() }
    }

    /// The files that it was made of.
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// What they say.
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// One file of the site, or `None` when the site has no such file. `Err` says why no templates could make the page.
    pub fn file(&self, path: &OutPath) -> Option<Result<Vec<u8>, TemplateError>> {
        if let Some(bytes) = self.press.files.get(path) {
            return Some(Ok(bytes.clone()));
        }
        let assets = &self.handbook.assets;
        let asset = assets.iter().find(|(_, out)| *out == path);
        if let Some(bytes) = asset.and_then(|(source, _)| self.sources.bytes(source)) {
            return Some(Ok(bytes.into_owned()));
        }
        if path.as_str().starts_with("search/") {
            return self.search().get(path).cloned().map(Ok);
        }
        if let Some(page) = page::all(&self.handbook).find(|page| page.url == *path) {
            return self.make(&page);
        }
        export::file(&self.handbook, path).map(Ok)
    }

    /// The page for an address that nothing has, on a server that shows the site at the path `root`.
    pub fn missing(&self, root: &str) -> Option<Result<Vec<u8>, TemplateError>> {
        self.make(&not_found::page(&self.handbook, Some(root.to_owned())))
    }

    /// The same site for paper: its pages say what they say on the day of all states, whenever they are printed. They are not, byte for byte, those of a build.
    #[must_use]
    pub fn for_paper(self) -> Self {
        Self { press: self.press.for_paper(&self.handbook), ..self }
    }

    /// The files of the theme with their addresses.
    pub(super) fn theme(&self) -> &BTreeMap<OutPath, Vec<u8>> {
        &self.press.files
    }

    /// Makes a page with the best templates that can.
    pub(super) fn make(&self, page: &Page<'_>) -> Option<Result<Vec<u8>, TemplateError>> {
        let mut made = self.templates.iter().map(|templates| self.press.render(page, templates));
        let first = made.next()?;
        let made = first.or_else(|error| made.find_map(Result::ok).ok_or(error));
        Some(made.map(String::into_bytes))
    }

    /// The files of the search, made when the first of them is asked for.
    fn search(&self) -> &BTreeMap<OutPath, Vec<u8>> {
        self.search.get_or_init(|| {
            let files = export::search::files(&self.handbook).into_par_iter();
            let made = files.filter_map(|(path, file)| {
                let bytes = file.bytes().ok()?.into_owned();
                Some((path, bytes))
            });
            made.collect()
        })
    }

    /// What [`crate::pipeline::check()`] finds.
    pub fn judge(&self, strictness: &Strictness) -> Judgement {
        let mut found = self.found.clone();
        run_checks(&self.handbook, &mut found);
        let mut site = list(&self.press, (&self.handbook, &self.sources), &mut found);
        render::prove(&self.press, &mut site, &self.sources, &mut found);
        // Of all findings, reported or not: a level or a waiver makes no template sound.
        let is_broken = found.iter().any(|finding| finding.code.name == BROKEN_TEMPLATE.name);
        let sound = self.press.templates.as_ref().ok().filter(|_| !is_broken).cloned();
        Judgement { report: report(&self.handbook, found, &self.sources, strictness), sound }
    }
}
