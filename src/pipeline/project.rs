//! A project whose site is made file by file, as it is published: [`Project`], [`Judged`].

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diag::Findings;
use crate::diag::report::Report;
use crate::export;
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::pipeline::watch::{Making, Stage, Watch};
use crate::pipeline::{Memo, Options, examine, next, report};
use crate::render;
use crate::render::origin::Origin;
use crate::render::press::Press;
use crate::render::site::{Kind, Make, Site};

/// A project as of a day: read, resolved and checked.
pub struct Project<'s> {
    sources: &'s Sources,
    options: &'s Options,
    handbook: Handbook,
    press: Press,
    found: Findings,
}

impl<'s> Project<'s> {
    /// Reads, resolves and checks a project.
    pub fn new(sources: &'s Sources, options: &'s Options, memo: &Memo, watch: &dyn Watch) -> Self {
        let (handbook, found) = examine(sources, options.today, memo, watch);
        watch.begin(Stage::Theme);
        let press = Press::new(&handbook, sources, &export::shelf(&handbook), &memo.loaded);
        Self { sources, options, handbook, press, found }
    }

    /// Applies levels and waivers to what was found. No page is made but those that a project's own templates must make to show that they
    /// hold. `watch` is told when a file is made, then and later.
    pub fn judge<'p>(&'p self, watch: &'p dyn Watch) -> Judged<'p> {
        let (mut site, mut found) = self.list(watch);
        render::prove(&self.press, &mut site, self.sources, &mut found);
        self.judged(site, found, watch)
    }

    /// The same with all pages made, so that templates of the theme would be found as well, if any ever failed.
    pub fn judge_made<'p>(&'p self, watch: &'p dyn Watch) -> Judged<'p> {
        let (mut site, mut found) = self.list(watch);
        render::report_all(&site.make(Kind::is_rendered), self.sources, &mut found);
        self.judged(site, found, watch)
    }

    fn list<'p>(&'p self, watch: &'p dyn Watch) -> (Site<'p>, Findings) {
        watch.begin(Stage::List);
        let mut found = self.found.clone();
        let mut site = list(&self.press, (&self.handbook, self.sources), &mut found);
        tell(&mut site, watch);
        (site, found)
    }

    fn judged<'p>(&'p self, site: Site<'p>, found: Findings, watch: &dyn Watch) -> Judged<'p> {
        watch.begin(Stage::Report);
        let handbook = &self.handbook;
        Judged {
            report: report(handbook, found, self.sources, &self.options.strictness),
            origin: Origin::of(handbook),
            documents: handbook.documents.len(),
            next: next(handbook),
            listed: Listed { handbook, site },
        }
    }
}

/// A project of which it is known what was found.
pub struct Judged<'p> {
    /// What was found.
    pub report: Report,
    /// What the site is made of.
    pub origin: Origin,
    /// How many documents and records there are.
    pub documents: usize,
    /// While the handbook is being written: the next step to certification, in a line.
    pub next: Option<String>,
    /// The files of the site. Not to be published when the report denies.
    pub listed: Listed<'p>,
}

/// The files of a site, but for the index of the search.
pub struct Listed<'p> {
    handbook: &'p Handbook,
    site: Site<'p>,
}

impl<'p> Listed<'p> {
    /// The whole site. The index of the search is made: nobody knows its files before.
    pub fn with_search(self, watch: &'p dyn Watch) -> Site<'p> {
        watch.begin(Stage::Search);
        let mut site = self.site;
        for (path, file) in export::search::files(self.handbook) {
            let file = file.wrapped(|make| told(Making::Excerpts, make, watch));
            // Nothing else lies in the folder `search`.
            site.insert(path, file, &mut Findings::default());
        }
        site
    }
}

/// The files of a site, but for the index of the search.
pub(super) fn list<'s>(
    press: &'s Press,
    (handbook, sources): (&'s Handbook, &'s Sources),
    found: &mut Findings,
) -> Site<'s> {
    let mut site = Site::default();
    render::list(press, (handbook, sources), &mut site, found);
    export::list(handbook, &mut site, found);
    site
}

/// Lets `watch` be told when a file is made, and how many of the pages are.
fn tell<'p>(site: &mut Site<'p>, watch: &'p dyn Watch) {
    let (done, all) = (Arc::new(AtomicUsize::new(0)), site.pages());
    site.wrap(|kind, make| match kind {
        Kind::Page => counted(told(Making::Page, make, watch), (&done, all), watch),
        Kind::Feed => told(Making::Page, make, watch),
        Kind::Export | Kind::Given | Kind::Search => told(Making::Export, make, watch),
    });
}

fn told<'p>(file: Making, make: Make<'p>, watch: &'p dyn Watch) -> Make<'p> {
    Box::new(move || {
        watch.making(file);
        let made = make();
        watch.made(file);
        made
    })
}

fn counted<'p>(
    make: Make<'p>,
    (done, all): (&Arc<AtomicUsize>, usize),
    watch: &'p dyn Watch,
) -> Make<'p> {
    let done = Arc::clone(done);
    Box::new(move || {
        let made = make();
        // Where a site cannot be put in place as a whole, its pages may be made again.
        watch.advance((done.fetch_add(1, Ordering::Relaxed) + 1).min(all), all);
        made
    })
}
