//! The frameworks that the handbook uses, and what covers each of their items.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::frameworks::{Framework as Found, Item as FoundItem, ItemKind};
use crate::model::entry::Entry;

/// A framework.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Framework {
    /// Its id.
    id: String,
    /// Its short title.
    title: String,
    /// Its title in full.
    full_title: Option<String>,
    /// Who publishes it.
    publisher: Option<String>,
    /// Edition, amendments and rights.
    notes: Vec<String>,
    /// Groups of controls.
    themes: Vec<Theme>,
    /// Its clauses and controls, in its order; the organization's own controls stand last in the first framework.
    items: Vec<Item>,
}

/// A group of controls.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Theme {
    /// Its id, which controls name as their parent.
    id: String,
    /// What the ids of its controls begin with.
    prefix: String,
    /// Its title.
    title: String,
}

/// A clause or control, and what covers it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Item {
    /// Its id; in a further framework with the framework before it, such as `soc2:CC6.1`.
    id: String,
    /// Its title.
    title: String,
    /// What it is.
    kind: Kind,
    /// What it asks, in our own words.
    summary: Option<String>,
    /// The id of the item or theme above it.
    parent: Option<String>,
    /// Values of attributes, by attribute.
    attributes: BTreeMap<String, Vec<String>>,
    /// The documents that carry it out, by their front matter.
    documents: Vec<String>,
    /// The documents that refer to it anywhere.
    mentioned_by: Vec<String>,
    /// Rows of registers and records that name it in a key of their own.
    named_by: Vec<String>,
    /// Its page, relative to the root of the site.
    page: String,
}

/// What an item of a framework is.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// A clause that only groups others.
    Heading,
    /// A clause with requirements.
    Clause,
    /// A control, criterion, article or whatever the framework asks to be carried out.
    Control,
}

impl From<ItemKind> for Kind {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Heading => Self::Heading,
            ItemKind::Clause => Self::Clause,
            ItemKind::Control => Self::Control,
        }
    }
}

/// The frameworks in the order of the settings.
pub(super) fn frameworks(names: Names<'_>) -> Vec<Framework> {
    let used = names.handbook.frameworks.used.iter().enumerate();
    used.map(|(number, framework)| of(names, number, framework)).collect()
}

fn of(names: Names<'_>, number: usize, framework: &Found) -> Framework {
    let theme = |theme: &crate::frameworks::Theme| Theme {
        id: theme.id.clone(),
        prefix: theme.prefix.clone(),
        title: theme.title.clone(),
    };
    let items = names.handbook.frameworks.items(number);
    Framework {
        id: framework.id.clone(),
        title: framework.title.clone(),
        full_title: framework.full_title.clone(),
        publisher: framework.publisher.clone(),
        notes: framework.notes.clone(),
        themes: framework.themes.iter().map(theme).collect(),
        items: items.map(|(entry, one)| item(names, entry, one)).collect(),
    }
}

fn item(names: Names<'_>, entry: Entry, item: &FoundItem) -> Item {
    let handbook = names.handbook;
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Item {
        id: names.id(entry),
        title: item.title.clone(),
        kind: item.kind.into(),
        summary: said(&item.summary),
        parent: said(&item.parent),
        attributes: item.attributes.clone(),
        documents: names.ids(handbook.carrying_out(entry).map(|(document, _)| document)),
        mentioned_by: names.ids(handbook.referring_to(entry).map(|(document, _)| document)),
        named_by: names.ids(handbook.naming(entry)),
        page: names.page(entry),
    }
}
