//! Sections: the folders of documents and records.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::model::entry::Entry;
use crate::model::section::Section as Found;

/// A section.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Section {
    /// Its folder, such as `documents/access`: what documents and sections name.
    id: String,
    /// Its title.
    title: String,
    /// Its place among its neighbors, if its author names one; lower ones come first.
    order: Option<u32>,
    /// What is in it, in a sentence.
    summary: Option<String>,
    /// The folder of the section above it.
    parent: Option<String>,
    /// The ids of its own documents.
    documents: Vec<String>,
    /// Its introduction, as Markdown.
    text: String,
    /// Its page, relative to the root of the site.
    page: String,
}

/// All sections, those at the top first, each followed by those below it, as readers meet them.
pub(super) fn sections(names: Names<'_>) -> Vec<Section> {
    let handbook = names.handbook;
    let mut all = Vec::new();
    let mut open: Vec<usize> = handbook.top_sections.iter().rev().copied().collect();
    while let Some(index) = open.pop() {
        let section = &handbook.sections[index];
        open.extend(section.children.iter().rev());
        all.push(of(names, section));
    }
    all
}

fn of(names: Names<'_>, section: &Found) -> Section {
    let parsed = section.parsed.as_ref();
    let parent = section.parent.map(|index| names.handbook.sections[index].folder.clone());
    let text = parsed.and_then(|parsed| parsed.text.get(parsed.body.range.clone()));
    Section {
        id: section.folder.clone(),
        title: section.title.clone(),
        order: parsed.and_then(|parsed| parsed.order),
        summary: parsed.and_then(|parsed| parsed.summary.clone()),
        parent,
        documents: names.ids(section.documents.iter().map(|index| Entry::Document(*index))),
        text: text.unwrap_or_default().to_owned(),
        page: section.url.to_string(),
    }
}
