//! Frameworks, crosswalks and catalogues of documented information as data.
//!
//! Each is one TOML file in this folder, embedded into the binary: adding one takes no code. A project may bring its own in
//! `frameworks/`, in the same format (`docs/frameworks.md`). Identifiers, titles and own words only: the texts of standards are
//! copyrighted and not here. `CREDITS.md` names the sources.
//!
//! This file alone embeds them; no control, clause or count is written in Rust.

mod edition;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/frameworks");

/// What an item of a framework is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A clause that only groups others.
    Heading,
    /// A clause with requirements.
    Clause,
    /// A control, criterion, article or whatever the framework asks to be carried out.
    Control,
}

/// One clause or control.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id in the framework, such as `A.5.15`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it asks, in our own words; empty when the data has none.
    pub summary: String,
    /// The id of the item above it, or of its theme; empty at the top.
    pub parent: String,
    /// What it is.
    pub kind: ItemKind,
    /// Attribute values by attribute, both as the data names them.
    pub attributes: BTreeMap<String, Vec<String>>,
}

/// A group of controls.
#[derive(Debug, Clone, Deserialize)]
pub struct Theme {
    /// Its id, which controls name.
    pub id: String,
    /// What the ids of its controls begin with.
    pub prefix: String,
    /// Its title.
    pub title: String,
}

/// A framework: what an organization may be asked to do.
#[derive(Debug, Clone)]
pub struct Framework {
    /// Its id, such as `iso27001-2022`.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// Its title in full.
    pub full_title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Which edition it is, in the words of the publisher, such as `2022`.
    pub version: Option<String>,
    /// Where its publisher speaks of it.
    pub url: Option<String>,
    /// Edition, amendments and rights, each a sentence for the reader.
    pub notes: Vec<String>,
    /// Groups of controls, in order.
    pub themes: Vec<Theme>,
    /// Clauses and controls, in order.
    pub items: Vec<Item>,
}

/// The correspondence of two frameworks.
#[derive(Debug, Clone)]
pub struct Crosswalk {
    /// The framework whose ids stand on the left.
    pub from_framework: String,
    /// The framework whose ids stand on the right.
    pub to_framework: String,
    /// How the correspondence was made, in words.
    pub note: String,
    /// Pairs of a left id and the right ids.
    pub maps: Vec<(String, Vec<String>)>,
}

/// How binding an entry of a catalogue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Demand {
    /// A document that is asked for in writing.
    MandatoryDocument,
    /// A record that is asked for.
    MandatoryRecord,
    /// Not asked for in writing, but what auditors expect to see.
    Expected,
}

/// One entry of a catalogue of documented information.
#[derive(Debug, Clone, Deserialize)]
pub struct CatalogueEntry {
    /// Its id, which documents name in `fulfils`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How binding it is.
    pub kind: Demand,
    /// The clauses that ask for it.
    #[serde(default)]
    pub clauses: Vec<String>,
    /// The controls that ask for it.
    #[serde(default)]
    pub controls: Vec<String>,
    /// True when it is due only if one of its controls applies.
    #[serde(default)]
    pub conditional: bool,
    /// What it is, in our own words.
    #[serde(default)]
    pub summary: String,
}

/// Which documents and records a framework asks for.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The framework.
    pub framework: String,
    /// Its entries, in order.
    pub entries: Vec<CatalogueEntry>,
}

/// What one data file holds.
#[derive(Debug, Clone)]
pub enum Data {
    /// A framework.
    Framework(Framework),
    /// A crosswalk.
    Crosswalk(Crosswalk),
    /// A catalogue.
    Catalogue(Catalogue),
}

/// Why a data file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct DataError {
    /// What is wrong.
    pub message: String,
    /// Where in the text.
    pub range: Range<usize>,
}

/// All embedded data.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Frameworks by id.
    pub frameworks: BTreeMap<String, Framework>,
    /// Crosswalks in the order of their files.
    pub crosswalks: Vec<Crosswalk>,
    /// Catalogues in the order of their files.
    pub catalogues: Vec<Catalogue>,
}

impl Library {
    /// Adds what a data file holds; a framework replaces one with the same id.
    pub fn add(&mut self, data: Data) {
        match data {
            Data::Framework(framework) => {
                self.frameworks.insert(framework.id.clone(), framework);
            }
            Data::Crosswalk(crosswalk) => self.crosswalks.push(crosswalk),
            Data::Catalogue(catalogue) => self.catalogues.push(catalogue),
        }
    }
}

/// The data that ships with Annexa.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let mut library = Library::default();
        let mut files: Vec<_> = FILES
            .files()
            .filter(|file| file.path().extension().is_some_and(|kind| kind == "toml"))
            .collect();
        files.sort_by_key(|file| file.path());
        for file in files {
            let text = file.contents_utf8().expect("embedded data is UTF-8, which a test asserts");
            library.add(parse(text).expect("embedded data parses, which a test asserts"));
        }
        library
    });
    &LIBRARY
}

#[derive(Deserialize)]
struct File {
    framework: Option<Meta>,
    crosswalk: Option<CrosswalkMeta>,
    catalogue: Option<CatalogueMeta>,
    #[serde(default)]
    attributes: BTreeMap<String, toml::Value>,
    #[serde(default)]
    theme: Vec<Theme>,
    #[serde(default)]
    clause: Vec<Entry>,
    #[serde(default)]
    control: Vec<Entry>,
    #[serde(default)]
    item: Vec<Entry>,
    #[serde(default)]
    document: Vec<CatalogueEntry>,
    #[serde(default)]
    map: Vec<Map>,
}

#[derive(Deserialize)]
struct Meta {
    id: String,
    title: String,
    full_title: Option<String>,
    publisher: Option<String>,
    #[serde(flatten)]
    edition: edition::Edition,
}

#[derive(Deserialize)]
struct CrosswalkMeta {
    from_framework: String,
    to_framework: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
struct CatalogueMeta {
    framework: String,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    parent: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    kind: String,
    // The attributes differ from framework to framework: `[attributes]` says which of the rest they are.
    #[serde(flatten)]
    rest: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
struct Map {
    from: String,
    to: Vec<String>,
}

/// Reads one data file.
pub fn parse(text: &str) -> Result<Data, DataError> {
    let file: File = toml::from_str(text).map_err(|error| DataError {
        message: error.message().to_owned(),
        range: error.span().unwrap_or(0..0),
    })?;
    if let Some(meta) = file.crosswalk {
        let maps = file.map.into_iter().map(|map| (map.from, map.to)).collect();
        let CrosswalkMeta { from_framework, to_framework, note } = meta;
        return Ok(Data::Crosswalk(Crosswalk { from_framework, to_framework, note, maps }));
    }
    if let Some(meta) = file.catalogue {
        return Ok(Data::Catalogue(Catalogue {
            framework: meta.framework,
            entries: file.document,
        }));
    }
    let Some(meta) = file.framework else {
        let message =
            "the file needs a table `[framework]`, `[crosswalk]` or `[catalogue]`".to_owned();
        return Err(DataError { message, range: 0..0 });
    };
    let attributes: Vec<String> = file
        .attributes
        .iter()
        .filter(|(_, values)| values.is_array())
        .map(|(name, _)| name.clone())
        .collect();
    let clauses = file.clause.into_iter().map(|entry| {
        let kind = if entry.kind == "heading" { ItemKind::Heading } else { ItemKind::Clause };
        item(entry, kind, &attributes)
    });
    let controls = file.control.into_iter().chain(file.item).map(|entry| {
        let kind = if entry.parent.is_empty() && entry.theme.is_empty() {
            ItemKind::Heading
        } else {
            ItemKind::Control
        };
        item(entry, kind, &attributes)
    });
    Ok(Data::Framework(Framework {
        items: clauses.chain(controls).collect(),
        id: meta.id,
        title: meta.title,
        full_title: meta.full_title,
        publisher: meta.publisher,
        version: meta.edition.version(),
        url: meta.edition.url(),
        notes: meta.edition.sentences(),
        themes: file.theme,
    }))
}

fn item(entry: Entry, kind: ItemKind, attributes: &[String]) -> Item {
    let values = |name: &String| {
        let list = entry.rest.get(name)?.as_array()?;
        Some((
            name.clone(),
            list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
        ))
    };
    Item {
        attributes: attributes.iter().filter_map(values).collect(),
        // Some frameworks have identifiers without titles.
        title: if entry.title.is_empty() { entry.id.clone() } else { entry.title },
        parent: if entry.theme.is_empty() { entry.parent } else { entry.theme },
        id: entry.id,
        summary: entry.summary,
        kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_can_be_read() {
        for file in
            FILES.files().filter(|file| file.path().extension().is_some_and(|kind| kind == "toml"))
        {
            let text = file.contents_utf8().expect("UTF-8");
            assert!(parse(text).is_ok(), "{}: {:?}", file.path().display(), parse(text).err());
        }
    }

    #[test]
    fn controls_belong_to_themes_and_clauses_to_clauses() {
        for framework in library().frameworks.values() {
            for item in &framework.items {
                let known = item.parent.is_empty()
                    || framework.themes.iter().any(|theme| theme.id == item.parent)
                    || framework.items.iter().any(|other| other.id == item.parent);
                assert!(known, "{} {}", framework.id, item.id);
            }
        }
    }

    #[test]
    fn crosswalks_and_catalogues_name_what_exists() {
        let library = library();
        for crosswalk in &library.crosswalks {
            let ids = |framework: &str| -> Vec<&str> {
                library.frameworks[framework].items.iter().map(|item| item.id.as_str()).collect()
            };
            let (left, right) = (ids(&crosswalk.from_framework), ids(&crosswalk.to_framework));
            for (from, to) in &crosswalk.maps {
                assert!(left.contains(&from.as_str()), "{from}");
                assert!(to.iter().all(|id| right.contains(&id.as_str())), "{from}");
            }
        }
        for catalogue in &library.catalogues {
            let framework = &library.frameworks[&catalogue.framework];
            for id in catalogue
                .entries
                .iter()
                .flat_map(|entry| entry.clauses.iter().chain(&entry.controls))
            {
                assert!(framework.items.iter().any(|item| item.id == *id), "{id}");
            }
        }
    }
}
