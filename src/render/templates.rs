//! Views to HTML by templates. The only file that names `tera`.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::base::text::printable;
use crate::render::html::dates::marked;
use crate::render::inline::{quoted, source_of};
use crate::render::theme::{Origin, Template};

/// Data for a template; cheap to clone.
#[derive(Debug, Clone)]
pub struct Data(Value);

impl Data {
    /// The same view with something else in one of its fields.
    #[must_use]
    pub fn with(self, field: &'static str, other: &Self) -> Self {
        let mut fields = self.0.as_map().cloned().unwrap_or_default();
        fields.insert(field.into(), other.0.clone());
        Self(Value::from(fields))
    }
}

/// Serializes a view once.
pub fn data<T: Serialize>(view: &T) -> Data {
    // A view holds texts, numbers, lists and maps with text keys, which always serialize.
    Data(Value::try_from_serializable(view).unwrap_or_else(|_| Value::none()))
}

impl From<Vec<Data>> for Data {
    fn from(list: Vec<Self>) -> Self {
        Self(Value::from(list.into_iter().map(|one| one.0).collect::<Vec<_>>()))
    }
}

/// HTML that enters a page unescaped: it was made by `html` and cleaned by `sanitize`, or by a template.
pub fn safe(html: &str) -> Data {
    Data(Value::safe_string(html))
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
pub struct Templates {
    tera: Tera,
    number: u64,
}

/// The number of the next templates.
static NEXT: AtomicU64 = AtomicU64::new(0);

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
        Ok(Self { tera, number: NEXT.fetch_add(1, Ordering::Relaxed) })
    }

    /// What tells these templates from all others of this process.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Renders a template with what it is given, by name.
    pub fn render(
        &self,
        template: &str,
        given: impl IntoIterator<Item = (&'static str, Data)>,
    ) -> Result<String, TemplateError> {
        let mut context = Context::new();
        for (name, data) in given {
            context.insert_value(name, data.0);
        }
        self.tera.render(template, &context).map_err(|error| explain(&error))
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
