//! The navigation beside every page: [`Trees`]. It is long, and the same on all pages around which the same stands, but for the mark of the page
//! itself: so it is rendered once for all of these, and marked for each.

use std::sync::Arc;

use serde::Serialize;

use crate::base::memo::Memo;
use crate::render::html::escaped;
use crate::render::templates::{Data, TemplateError, Templates, data};
use crate::view::frame::Place;

/// The template of the navigation.
const TEMPLATE: &str = "tree.html";

/// What the navigation depends on: the templates, the section, the way to the root of the site.
type Key = (u64, Option<usize>, String);

/// The navigations that were rendered so far.
#[derive(Debug, Default)]
pub(super) struct Trees(Memo<Key, Result<Arc<str>, TemplateError>>);

/// What the navigation is told of the page that it stands on.
#[derive(Serialize)]
struct Spot<'p> {
    root: &'p str,
    top: Option<&'p str>,
}

impl Trees {
    /// The navigation of a page. `branch` is what stands around it.
    pub(super) fn of(
        &self,
        place: &Place,
        (site, branch): (&Data, &Data),
        templates: &Templates,
    ) -> Result<String, TemplateError> {
        let render = || {
            let spot = Spot { root: &place.root, top: place.top.as_deref() };
            let context = [("site", site.clone()), ("place", data(&spot).with("branch", branch))];
            templates.render(TEMPLATE, context)
        };
        // What stands around a single page is rendered for it.
        if place.section.is_none() && !place.branch.is_empty() {
            return Ok(marked(&render()?, place));
        }
        let key = (templates.number(), place.section, place.root.clone());
        let tree = self.0.get(key, |_| render().map(Arc::from))?;
        Ok(marked(&tree, place))
    }
}

/// The navigation with the link to the page itself marked.
fn marked(tree: &str, place: &Place) -> String {
    let link = format!("href=\"{}{}\"", escaped(&place.root), escaped(&place.url));
    tree.replace(&link, &format!("{link} aria-current=\"page\""))
}
