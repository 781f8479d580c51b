//! Views to HTML by templates. The only file that names `tera`.

use std::ops::Range;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::base::text::printable;
use crate::render::html::dates::marked;
use crate::render::inline::{quoted, source_of};
use crate::render::theme::{Origin, Template};

/// Data for a template; cheap to clone.
#[derive(Debug, Clone)]
pub struct Data(Value);

/// Serializes a view once.
pub fn data<T: Serialize>(view: &T) -> Data {
    // A view holds texts, numbers, lists and maps with text keys, which always serialize.
    Data(Value::try_from_serializable(view).unwrap_or_else(|_| Value::none()))
}

/// What a page shows.
pub struct Content {
    /// The place of the page.
    pub place: Data,
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

/// Why a template cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// The template.
    pub template: String,
    /// Where in it, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
}

/// The loaded templates.
#[derive(Debug)]
pub struct Templates(Tera);

/// Embedded templates live under this name, so that a project's own template can replace one and still extend it.
const EMBEDDED: &str = "builtin/";

/// A sentence that Annexa computed, with its days marked.
fn times(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    Value::safe_string(&marked(text))
}

/// A style sheet as the policy of its page names it.
fn source(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    Value::safe_string(&source_of(text))
}

/// A text as a string of CSS.
fn css(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    Value::safe_string(&quoted(text))
}

impl Templates {
    /// Loads the templates of a theme.
    pub fn new(templates: &[Template]) -> Result<Self, TemplateError> {
        let mut tera = Tera::new();
        tera.set_fallback_prefixes([EMBEDDED]).map_err(|error| explain(&error))?;
        let named = templates.iter().map(|template| {
            let name = match template.origin {
                Origin::Embedded => format!("{EMBEDDED}{}", template.name),
                Origin::Project => template.name.clone(),
            };
            (name, template.text.as_str())
        });
        tera.register_filter("times", times);
        tera.register_filter("source", source);
        tera.register_filter("css", css);
        tera.add_raw_templates(named).map_err(|error| explain(&error))?;
        Ok(Self(tera))
    }

    /// Renders a page; `downloads` is what it offers.
    pub fn render(
        &self,
        template: &str,
        (site, downloads): (&Data, Option<&Data>),
        content: Content,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        context.insert_value("site", site.0.clone());
        context.insert_value("page", content.place.0);
        let none = || Value::from(Vec::<Value>::new());
        context.insert_value("downloads", downloads.map_or_else(none, |data| data.0.clone()));
        let (name, view) = content.view;
        context.insert_value(name, view.0);
        // The one place where text enters a page unescaped: it was made by `html` and cleaned by `sanitize`.
        let body = match content.prose {
            Prose::None => String::new(),
            Prose::One(body) => body,
            Prose::Many(bodies) => {
                let bodies = bodies.iter().map(|body| Value::safe_string(body));
                context.insert_value("bodies", Value::from(bodies.collect::<Vec<_>>()));
                String::new()
            }
        };
        context.insert_value("body", Value::safe_string(&body));
        self.0.render(template, &context).map_err(|error| explain(&error))
    }
}

fn explain(error: &tera::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
            template: report.filename().trim_start_matches(EMBEDDED).to_owned(),
            range: report.span().range.clone(),
            message: first_line(report.message()),
        },
        // Errors of several templates at once come as one text with a line `--> NAME:LINE:COLUMN` for each.
        _ => {
            let text = error.to_string();
            let named = text.split("--> ").nth(1).and_then(|rest| rest.split(':').next());
            let template = named.unwrap_or("").trim().trim_start_matches(EMBEDDED).to_owned();
            TemplateError { template, range: 0..0, message: first_line(&text) }
        }
    }
}

/// A finding is one line; what a template engine draws below it is not repeated.
fn first_line(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("the template cannot be used");
    let line = line.trim_start_matches("error:").trim().trim_end_matches('.');
    let mut letters = line.chars();
    printable(
        &letters
            .next()
            .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect()),
    )
}
