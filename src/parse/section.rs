//! A folder's `_index.md`: its title, its place among its siblings, and an introduction.

use std::sync::Arc;

use crate::base::path::RelPath;
use crate::diag::Findings;
use crate::parse::fields::Fields;
use crate::parse::front_matter::{report_faults, split};
use crate::parse::markdown::limits::report_excess;
use crate::parse::markdown::unfilled::report_unfilled;
use crate::parse::markdown::{self, Body};
use crate::parse::toml_text::Toml;

/// The description of a folder.
#[derive(Debug, Clone)]
pub struct Section {
    /// The `_index.md`.
    pub path: RelPath,
    /// Its whole text.
    pub text: Arc<str>,
    /// The title, if one is given.
    pub title: Option<String>,
    /// Sections with a lower number come first; without one they follow by title.
    pub order: Option<u32>,
    /// What is in it, in a sentence.
    pub summary: Option<String>,
    /// The introduction.
    pub body: Body,
}

/// Reads an `_index.md`.
pub fn parse(path: &RelPath, text: &Arc<str>, found: &mut Findings) -> Section {
    let parts = split(text);
    report_faults(path, &parts, found);
    let front = parts.front.map(|range| {
        let toml = text.get(range.clone()).unwrap_or("");
        Toml::read(path, toml, range.start, found, read_front)
    });
    let (title, order, summary) = front.unwrap_or_default();
    let body = markdown::parse(text, parts.body);
    report_unfilled(path, &body, found);
    report_excess(path, &body, found);
    Section { path: path.clone(), text: text.clone(), title, order, summary, body }
}

/// Reads the front matter: title, order, summary.
pub(super) fn read_front(fields: &Fields<'_, '_>) -> (Option<String>, Option<u32>, Option<String>) {
    let front = (
        fields.text("title").map(|title| title.value),
        fields.integer("order", 0..=9999).map(|order| order.value),
        fields.text("summary").map(|summary| summary.value),
    );
    fields.free_table("extra");
    front
}
