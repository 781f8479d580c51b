//! The theme: the embedded one, with the look of the organization and what the project's `theme/` folder overrides.
//!
//! `theme/templates/*.html` and `*.xml` replace templates of the same name, or add components; `theme/static/**` replaces or adds files below
//! `static/`. A project's theme holds only what differs.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::path::OutPath;
use crate::load::{Content, Sources};
use crate::model::handbook::Handbook;
use crate::render::brand;
use crate::view::frame::BRAND_CSS;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/theme");

/// The folder of a project with templates of its own.
pub const OVERRIDES: &str = "theme/templates";

const OVERRIDDEN_FILES: &str = "theme/static/";

/// A template: its name, its text, and whether it is the project's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Template {
    /// The name, such as `document.html`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a template comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The binary.
    Embedded,
    /// The project.
    Project,
}

/// Templates and files of a theme.
#[derive(Debug)]
pub struct Theme {
    /// The templates, embedded ones first.
    pub templates: Vec<Template>,
    /// Style sheets, scripts and pictures with their addresses.
    pub files: BTreeMap<OutPath, Vec<u8>>,
}

impl Theme {
    /// The embedded theme as it is.
    pub fn embedded() -> Self {
        let mut theme = Self { templates: Vec::new(), files: BTreeMap::new() };
        let templates = EMBEDDED.get_dir("templates").into_iter().flat_map(Dir::files);
        for file in templates {
            let name =
                file.path().file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
            let text = file.contents_utf8().unwrap_or("").to_owned();
            theme.templates.push(Template { name, text, origin: Origin::Embedded });
        }
        let files = EMBEDDED.get_dir("static").into_iter().flat_map(Dir::files);
        for file in files {
            if let Some(path) = file.path().to_str().and_then(OutPath::new) {
                theme.files.insert(path, file.contents().to_vec());
            }
        }
        theme
    }

    /// The embedded theme with the project's look and overrides.
    pub fn new(handbook: &Handbook, sources: &Sources) -> Self {
        let mut theme = Self::embedded();
        if let Some(text) = brand::style_sheet(&handbook.look) {
            theme.files.insert(OutPath::fixed(BRAND_CSS), text.into_bytes());
        }
        theme.add_overrides(sources);
        theme
    }

    fn add_overrides(&mut self, sources: &Sources) {
        for (path, content) in sources.iter() {
            if path.folder() == OVERRIDES && ["html", "xml"].contains(&path.extension()) {
                if let Content::Text(text) = content {
                    let name = path.file_name().to_owned();
                    self.templates.push(Template {
                        name,
                        text: text.to_string(),
                        origin: Origin::Project,
                    });
                }
            } else if let Some(below) = path.as_str().strip_prefix(OVERRIDDEN_FILES)
                && let Some(out) = OutPath::new(&format!("static/{below}"))
            {
                let bytes = match content {
                    Content::Text(text) => text.as_bytes().to_vec(),
                    Content::Bytes(bytes) => bytes.to_vec(),
                    Content::TooLarge(_) | Content::Unread(_) => continue,
                };
                self.files.insert(out, bytes);
            }
        }
    }
}
