//! What a document refers to: pages of the handbook, files and addresses. Only what the site publishes is here.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::export::oscal::metadata::{DocumentId, Link, Prop};
use crate::export::oscal::name::{Names, key};
use crate::export::oscal::text::{encoded, href, line, line_or, prose};
use crate::model::document::Document;
use crate::model::entry::{Entry, Place};
use crate::model::evidence::Evidence;
use crate::model::handbook::Handbook;
use crate::model::link::Link as Target;
use crate::parse::document::DocumentType;
use crate::parse::word::Word;

/// What a document refers to.
#[derive(Debug, Default, Serialize)]
pub(super) struct BackMatter {
    /// In the order of what they are called.
    pub(super) resources: Vec<Resource>,
}

impl BackMatter {
    /// True when it would say nothing, which OSCAL forbids.
    pub(super) fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }
}

/// A page, a file or a publication.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Resource {
    pub(super) uuid: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) document_ids: Vec<DocumentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<Citation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rlinks: Vec<Rlink>,
}

#[derive(Debug, Serialize)]
struct Citation {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Rlink {
    href: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hashes: Vec<Hash>,
}

#[derive(Debug, Serialize)]
struct Hash {
    algorithm: &'static str,
    value: String,
}

impl Resource {
    /// One that says nothing yet.
    pub(super) fn new(uuid: String) -> Self {
        Self { uuid, ..Self::default() }
    }

    /// As others cite it.
    pub(super) fn citing(self, text: &str) -> Self {
        Self { citation: line(text).map(|text| Citation { text }), ..self }
    }

    /// Where it is on the web.
    pub(super) fn at(mut self, address: Option<&str>) -> Self {
        let href = address.and_then(href);
        self.rlinks.extend(href.map(|href| Rlink { href, media_type: None, hashes: Vec::new() }));
        self
    }
}

/// Collects what a document refers to, each once.
pub(super) struct References<'h> {
    handbook: &'h Handbook,
    names: Names,
    file: &'h OutPath,
    all: BTreeMap<String, Resource>,
}

impl<'h> References<'h> {
    /// Those of the document at `file`.
    pub(super) fn of(handbook: &'h Handbook, names: Names, file: &'h OutPath) -> Self {
        Self { handbook, names, file, all: BTreeMap::new() }
    }

    /// What was referred to.
    pub(super) fn end(self) -> BackMatter {
        BackMatter { resources: self.all.into_values().collect() }
    }

    /// The reference to an entry.
    pub(super) fn href(&mut self, entry: Entry) -> String {
        let key = key(self.handbook, entry);
        let uuid = self.names.name("resource", &key);
        if !self.all.contains_key(&key) {
            let resource = self.resource(entry, uuid.clone());
            self.all.insert(key, resource);
        }
        format!("#{uuid}")
    }

    /// The same as a link with its id and title.
    pub(super) fn link(&mut self, entry: Entry, rel: &'static str) -> Link {
        let label = self.handbook.label(entry);
        let text = line(&format!("{} {}", label.id, label.title));
        Link { href: self.href(entry), rel: Some(rel), text }
    }

    /// The reference to a page that belongs to no entry.
    pub(super) fn page(&mut self, title: &str, page: &'static str) -> String {
        let uuid = self.names.name("resource", page);
        let mut resource = Resource { title: line_or(title, page), ..Resource::new(uuid.clone()) };
        resource.rlinks = vec![self.rlink(&Place::top(OutPath::fixed(page)))];
        self.all.insert(page.to_owned(), resource);
        format!("#{uuid}")
    }

    fn resource(&self, entry: Entry, uuid: String) -> Resource {
        let label = self.handbook.label(entry);
        let mut resource = Resource {
            title: line_or(&label.title, &label.id),
            document_ids: DocumentId::of(&label.id),
            ..Resource::new(uuid)
        };
        match entry {
            Entry::Document(number) => of_document(&self.handbook.documents[number], &mut resource),
            Entry::Evidence(number) => {
                resource.props.extend(Prop::standard("type", "evidence"));
                resource.rlinks.extend(self.kept_at(&self.handbook.evidence[number]));
            }
            _ => resource.props.extend(Prop::standard("type", "artifact")),
        }
        resource.rlinks.push(self.rlink(&label.place));
        resource
    }

    /// Where a piece of evidence is kept, with its digest.
    fn kept_at(&self, piece: &Evidence) -> Option<Rlink> {
        let href = match piece.link.as_ref()? {
            Target::Asset { path, .. } => self.to(&Place::top(path.clone())),
            Target::External(url) => href(url)?,
            Target::Page { .. } | Target::Broken => return None,
        };
        let digest = piece.parsed.sha256.as_ref();
        let digest = digest.and_then(|digest| digest.value.parse::<Digest>().ok());
        let hash = digest.map(|digest| Hash { algorithm: "SHA-256", value: digest.to_string() });
        Some(Rlink { href, media_type: None, hashes: hash.into_iter().collect() })
    }

    fn rlink(&self, place: &Place) -> Rlink {
        Rlink { href: self.to(place), media_type: Some("text/html"), hashes: Vec::new() }
    }

    /// On the web where the settings say where the handbook is; else as seen from the file, which leads somewhere within the site.
    fn to(&self, place: &Place) -> String {
        match &self.handbook.settings.address {
            Some(address) => {
                let anchor = place.anchor.as_ref().map(|anchor| format!("#{anchor}"));
                encoded(&format!("{address}{}{}", place.page, anchor.unwrap_or_default()))
            }
            None => encoded(&place.url_from(self.file)),
        }
    }
}

fn of_document(document: &Document, resource: &mut Resource) {
    let front = &document.parsed.front;
    resource.description = front.summary.as_deref().and_then(prose);
    let kind = match document.kind {
        DocumentType::Policy => "policy",
        DocumentType::Procedure => "procedure",
        DocumentType::Plan => "plan",
        DocumentType::Guideline => "users-guide",
        DocumentType::InternalAudit | DocumentType::Finding | DocumentType::ManagementReview => {
            "report"
        }
        DocumentType::Standard
        | DocumentType::Statement
        | DocumentType::External
        | DocumentType::Record
        | DocumentType::Training => "artifact",
    };
    resource.props.extend(Prop::standard("type", kind));
    let version = front.version.as_ref().map(|version| version.value.as_str());
    resource.props.extend(version.and_then(|version| Prop::standard("version", version)));
    resource.props.extend(Prop::own("kind", document.kind.word()));
}
