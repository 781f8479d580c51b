//! What stands at the head of every document, and the small pieces that all documents have: props, links, days.

use serde::Serialize;

use crate::base::date::Date;
use crate::export::oscal::name::{NS, of_content};
use crate::export::oscal::people::{Party, ResponsibleParty, Role};
use crate::export::oscal::text::{line, prose, string};

/// The version of OSCAL that is written. Nothing in it is newer than 1.1.3.
const OSCAL: &str = "1.2.1";

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Document<T> {
    /// Its name: of its content, or of what it is about.
    pub(super) uuid: String,
    /// What is said of it.
    pub(super) metadata: Metadata,
    /// The rest.
    #[serde(flatten)]
    pub(super) body: T,
}

/// What is said of a document.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Metadata {
    /// Its title.
    pub(super) title: String,
    /// In force since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    /// The as-of date of the export.
    pub(super) last_modified: String,
    /// Its version.
    pub(super) version: String,
    /// The version of OSCAL.
    pub(super) oscal_version: &'static str,
    /// Its versions, newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) revisions: Vec<Revision>,
    /// What it is called whatever its version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) document_ids: Vec<DocumentId>,
    /// Further facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    /// What it refers to as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<Link>,
    /// The roles of the organization, and those of OSCAL.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) roles: Vec<Role>,
    /// The organization and, where names are shown, its people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parties: Vec<Party>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) responsible_parties: Vec<ResponsibleParty>,
    /// Its approvals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) actions: Vec<Action>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remarks: Option<String>,
}

impl Metadata {
    /// The least that a document must say of itself, as of `today`.
    pub(super) fn new(title: &str, version: &str, id: &str, today: Date) -> Self {
        Self {
            title: line(title).unwrap_or_else(|| "-".to_owned()),
            last_modified: day(today),
            version: string(version).unwrap_or_else(|| UNVERSIONED.to_owned()),
            oscal_version: OSCAL,
            document_ids: DocumentId::of(id),
            ..Self::default()
        }
    }
}

/// The version of what has none: OSCAL demands a text.
pub(super) const UNVERSIONED: &str = "unversioned";

/// One of the versions of a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Revision {
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    /// Which.
    pub(super) version: String,
    /// What changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remarks: Option<String>,
}

/// What something is called whatever its version.
#[derive(Debug, Serialize)]
pub(super) struct DocumentId {
    scheme: &'static str,
    identifier: String,
}

impl DocumentId {
    /// An id of the handbook.
    pub(super) fn of(id: &str) -> Vec<Self> {
        let identifier = string(id);
        identifier.map(|identifier| Self { scheme: NS, identifier }).into_iter().collect()
    }
}

/// Something that was done to a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Action {
    pub(super) uuid: String,
    pub(super) date: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) system: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) links: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) responsible_parties: Vec<ResponsibleParty>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remarks: Option<String>,
}

/// A fact: a name and a value.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Prop {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ns: Option<&'static str>,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<String>,
}

impl Prop {
    /// A fact in our own words; none when there is no value.
    pub(super) fn own(name: &str, value: &str) -> Option<Self> {
        let value = string(value)?;
        Some(Self { name: name.to_owned(), ns: Some(NS), value, remarks: None })
    }

    /// A fact whose name OSCAL itself defines at this place.
    pub(super) fn standard(name: &str, value: &str) -> Option<Self> {
        Some(Self { ns: None, ..Self::own(name, value)? })
    }

    /// The same with a text beside it.
    pub(super) fn with_remarks(self, remarks: Option<&str>) -> Self {
        Self { remarks: remarks.and_then(prose), ..self }
    }

    /// One fact in our own words for each value.
    pub(super) fn each<'v>(name: &str, values: impl IntoIterator<Item = &'v str>) -> Vec<Self> {
        values.into_iter().filter_map(|value| Self::own(name, value)).collect()
    }
}

/// A reference.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    /// Where it leads: `#uuid` within the document.
    pub(super) href: String,
    /// What is found there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rel: Option<&'static str>,
    /// What a reader sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
}

/// A day as a moment: its first second in UTC.
pub(super) fn day(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// The bytes of a document, indented. `root` is its kind.
pub(super) fn write<T: Serialize>(root: &'static str, document: &Document<T>) -> Vec<u8> {
    let rooted = std::collections::BTreeMap::from([(root, document)]);
    let mut bytes = serde_json::to_vec_pretty(&rooted).expect("texts and lists always serialize");
    bytes.push(b'\n');
    bytes
}

/// The same, named by its content: OSCAL wants a new name for every change. The day of the export alone is none.
pub(super) fn write_by_content<T: Serialize>(
    root: &'static str,
    file: &str,
    metadata: Metadata,
    body: T,
) -> Vec<u8> {
    let last_modified = metadata.last_modified.clone();
    let metadata = Metadata { last_modified: String::new(), ..metadata };
    let mut document = Document { uuid: String::new(), metadata, body };
    document.uuid = of_content(file, &write(root, &document));
    document.metadata.last_modified = last_modified;
    write(root, &document)
}
