//! What rendering needs besides pages, made once: [`Press`].

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::memo::Memo;
use crate::base::path::OutPath;
use crate::load::Sources;
use crate::model::handbook::Handbook;
use crate::render::page::Page;
use crate::render::templates::{Data, TemplateError, Templates, data};
use crate::render::theme::{Origin, Template, Theme};
use crate::view::download::Shelf;
use crate::view::frame::Site;

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
        }
    }

    /// The same press for pages that are printed at once.
    #[must_use]
    pub fn for_paper(self, handbook: &Handbook) -> Self {
        let site = Site { is_for_paper: true, ..Site::new(handbook) };
        Self { site: data(&site), ..self }
    }

    /// Renders a page with templates that may be other ones than the theme's.
    pub fn render(&self, page: &Page<'_>, templates: &Templates) -> Result<String, TemplateError> {
        let downloads = self.downloads.get(&page.url);
        templates.render(page.template, (&self.site, downloads), (page.content)())
    }
}

/// The templates of the embedded theme, which always hold.
pub fn embedded(loaded: &Loaded) -> Result<Arc<Templates>, TemplateError> {
    load(Theme::embedded().templates, loaded)
}

fn load(templates: Vec<Template>, loaded: &Loaded) -> Result<Arc<Templates>, TemplateError> {
    loaded.get(templates, |templates| Templates::new(templates).map(Arc::new))
}
