//! What rendering needs besides pages, made once: [`Press`].

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::memo::Memo;
use crate::base::path::OutPath;
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::render::page::{Content, Page, Prose};
use crate::render::templates::{Data, TemplateError, Templates, data, safe};
use crate::render::theme::{Origin, Template, Theme};
use crate::render::tree::Trees;
use crate::view::download::Shelf;
use crate::view::frame::{Site, branch};

/// Templates that were loaded before, by their texts.
pub type Loaded = Memo<Vec<Template>, Result<Arc<Templates>, TemplateError>>;

/// The theme of a handbook, its templates loaded, and what is the same on every page.
#[derive(Debug)]
pub struct Press {
    /// Style sheets, scripts and pictures with their addresses.
    pub files: BTreeMap<OutPath, Vec<u8>>,
    /// The templates, or why they cannot be used.
    pub templates: Result<Arc<Templates>, TemplateError>,
    /// True when the project has templates of its own: only making the pages shows whether these hold.
    pub has_own_templates: bool,
    site: Data,
    /// What pages offer for download, by page.
    downloads: BTreeMap<OutPath, Data>,
    /// What the navigation shows around the pages of each section.
    branches: Vec<Data>,
    trees: Trees,
}

impl Press {
    /// The press for a handbook and what its pages offer; templates that are loaded are not loaded again.
    pub fn new(handbook: &Handbook, sources: &Sources, shelf: &Shelf, loaded: &Loaded) -> Self {
        let theme = Theme::new(handbook, sources);
        let is_own = |template: &Template| template.origin == Origin::Project;
        Self {
            has_own_templates: theme.templates.iter().any(is_own),
            files: theme.files,
            templates: load(theme.templates, loaded),
            site: data(&Site::new(handbook)),
            downloads: shelf
                .by_page
                .iter()
                .map(|(page, groups)| (page.clone(), data(groups)))
                .collect(),
            branches: (0..handbook.sections.len())
                .into_par_iter()
                .map(|section| data(&branch(handbook, section)))
                .collect(),
            trees: Trees::default(),
        }
    }

    /// The same press for pages that are printed at once.
    #[must_use]
    pub fn for_paper(self, handbook: &Handbook) -> Self {
        let site = Site { is_for_paper: true, ..Site::new(handbook) };
        Self { site: data(&site), trees: Trees::default(), ..self }
    }

    /// Renders a page with templates that may be other ones than the theme's.
    pub fn render(&self, page: &Page<'_>, templates: &Templates) -> Result<String, TemplateError> {
        let Content { place, view, prose } = (page.content)();
        let own = || data(&place.branch);
        let branch = place.section.and_then(|section| self.branches.get(section));
        let branch = branch.cloned().unwrap_or_else(own);
        let tree = self.trees.of(&place, (&self.site, &branch), templates)?;
        let downloads = self.downloads.get(&page.url).cloned();
        let mut given = vec![
            ("site", self.site.clone()),
            ("page", data(&place).with("branch", &branch)),
            ("tree", safe(&tree)),
            ("downloads", downloads.unwrap_or_else(|| Vec::new().into())),
            view,
        ];
        let body = match prose {
            Prose::None => String::new(),
            Prose::One(body) => body,
            Prose::Many(bodies) => {
                let bodies: Vec<Data> = bodies.iter().map(|body| safe(body)).collect();
                given.push(("bodies", bodies.into()));
                String::new()
            }
        };
        given.push(("body", safe(&body)));
        templates.render(page.template, given)
    }
}

/// The templates of the embedded theme, which always hold.
pub fn embedded(loaded: &Loaded) -> Result<Arc<Templates>, TemplateError> {
    load(Theme::embedded().templates, loaded)
}

fn load(templates: Vec<Template>, loaded: &Loaded) -> Result<Arc<Templates>, TemplateError> {
    loaded.get(templates, |templates| Templates::new(templates).map(Arc::new))
}
