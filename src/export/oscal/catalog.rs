//! A framework as a catalog: groups, controls and clauses with what they ask, in other words than those of the standard.

use serde::Serialize;

use crate::base::date::Date;
use crate::export::oscal::back_matter::{BackMatter, Resource};
use crate::export::oscal::metadata::{Link, Metadata, Prop, UNVERSIONED, write_by_content};
use crate::export::oscal::name::shipped;
use crate::export::oscal::text::{line, line_or, prose};
use crate::export::oscal::token::{Tokens, sort_id, token};
use crate::export::oscal::tree::{Above, Tree, is_own};
use crate::frameworks::{Framework, ItemKind};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Catalog {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    controls: Vec<Control>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group>,
    #[serde(skip_serializing_if = "BackMatter::is_empty")]
    back_matter: BackMatter,
}

#[derive(Serialize)]
struct Group {
    id: String,
    class: &'static str,
    title: String,
    props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    controls: Vec<Control>,
}

#[derive(Serialize)]
struct Control {
    id: String,
    class: &'static str,
    title: String,
    props: Vec<Prop>,
    parts: Vec<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    controls: Vec<Control>,
}

#[derive(Serialize)]
struct Part {
    id: String,
    name: &'static str,
    prose: String,
}

/// Which part of a framework a catalog holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// What its publisher put into it.
    Publisher,
    /// The controls that the organization added to it.
    Organization,
}

/// What a catalog says of itself.
pub(super) struct Head<'t> {
    /// Its title.
    pub(super) title: &'t str,
    /// What it is called whatever its version.
    pub(super) id: &'t str,
    /// Its version.
    pub(super) version: &'t str,
    /// What a reader should know.
    pub(super) remarks: &'t str,
}

/// The catalog of a framework.
pub(super) fn of_framework(file: &str, framework: &Framework, today: Date) -> Vec<u8> {
    let mut remarks = framework.notes.clone();
    remarks.push(
        "The catalog holds identifiers and titles. Statements are summaries in other words, not the text of the publication."
            .to_owned(),
    );
    let head = Head {
        title: &framework.title,
        id: &framework.id,
        version: &version(framework),
        remarks: &remarks.join("\n\n"),
    };
    let mut metadata = metadata(&head, today);
    let source = source(framework);
    metadata.links =
        vec![Link { href: format!("#{}", source.uuid), rel: Some("reference"), text: None }];
    let back_matter = BackMatter { resources: vec![source] };
    write(file, metadata, framework, Whose::Publisher, back_matter)
}

/// The catalog of the organization's own controls.
pub(super) fn of_own(file: &str, head: &Head<'_>, framework: &Framework, today: Date) -> Vec<u8> {
    write(file, metadata(head, today), framework, Whose::Organization, BackMatter::default())
}

fn metadata(head: &Head<'_>, today: Date) -> Metadata {
    let metadata = Metadata::new(head.title, head.version, head.id, today);
    Metadata { remarks: prose(head.remarks), ..metadata }
}

fn write(
    file: &str,
    metadata: Metadata,
    framework: &Framework,
    whose: Whose,
    back_matter: BackMatter,
) -> Vec<u8> {
    let tokens = Tokens::of(framework);
    let is_wanted = |number: usize| {
        let is_own = is_own(&framework.items[number]);
        is_own == (whose == Whose::Organization)
    };
    let tree = Tree::of(framework, is_wanted);
    let writer = Writer { framework, tokens, tree };
    let (groups, controls): (Vec<usize>, Vec<usize>) =
        writer.tree.children(Above::Top).iter().partition(|number| writer.tree.is_group(**number));
    let mut groups: Vec<Group> = groups.into_iter().map(|number| writer.group(number)).collect();
    if whose == Whose::Publisher {
        groups.extend((0..framework.themes.len()).map(|number| writer.theme(number)));
    }
    let controls = controls.into_iter().map(|number| writer.control(number)).collect();
    write_by_content("catalog", file, metadata, Catalog { controls, groups, back_matter })
}

/// The version in the words of the data; without one, the year at the end of the id or title, as in `iso27001-2022`.
fn version(framework: &Framework) -> String {
    let year = |text: &str| {
        let end = text.rsplit([':', '-', ' ']).next()?;
        let is_year = end.len() == 4 && end.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| end.to_owned())
    };
    let derived = || year(&framework.id).or_else(|| year(&framework.title));
    framework.version.clone().or_else(derived).unwrap_or_else(|| UNVERSIONED.to_owned())
}

/// The publication itself.
fn source(framework: &Framework) -> Resource {
    let title = framework.full_title.as_deref().unwrap_or(&framework.title);
    let parts =
        [framework.publisher.as_deref(), Some(&framework.title), framework.full_title.as_deref()];
    let citation: Vec<&str> = parts.into_iter().flatten().collect();
    let mut source = Resource::new(shipped("resource", &framework.id))
        .citing(&citation.join(", "))
        .at(framework.url.as_deref());
    source.title = line_or(title, &framework.id);
    source.props.extend(Prop::standard("type", "standard"));
    source
}

struct Writer<'f> {
    framework: &'f Framework,
    tokens: Tokens,
    tree: Tree,
}

impl Writer<'_> {
    fn theme(&self, number: usize) -> Group {
        let theme = &self.framework.themes[number];
        let children = self.tree.children(Above::Theme(number)).iter();
        Group {
            id: self.tokens.themes[number].clone(),
            class: "theme",
            title: line_or(&theme.title, &theme.id),
            props: label(&theme.prefix, &theme.id),
            parts: Vec::new(),
            groups: Vec::new(),
            controls: children.map(|number| self.control(*number)).collect(),
        }
    }

    fn group(&self, number: usize) -> Group {
        let item = &self.framework.items[number];
        let id = self.tokens.item(number).to_owned();
        let overview = prose(&item.summary);
        let part = |prose| Part { id: format!("{id}_ovw"), name: "overview", prose };
        let children = self.tree.children(Above::Item(number)).iter();
        let (groups, controls): (Vec<usize>, Vec<usize>) =
            children.partition(|number| self.tree.is_group(**number));
        Group {
            class: "heading",
            title: line_or(&item.title, &item.id),
            props: label(&item.id, &id),
            parts: overview.map(part).into_iter().collect(),
            groups: groups.into_iter().map(|number| self.group(number)).collect(),
            controls: controls.into_iter().map(|number| self.control(number)).collect(),
            id,
        }
    }

    fn control(&self, number: usize) -> Control {
        let item = &self.framework.items[number];
        let id = self.tokens.item(number).to_owned();
        let children = self.tree.children(Above::Item(number));
        let class = match item.kind {
            ItemKind::Clause => "clause",
            ItemKind::Control if children.is_empty() => "control",
            ItemKind::Control | ItemKind::Heading => "heading",
        };
        let title = line_or(&item.title, &item.id);
        let mut props = label(&item.id, &id);
        props.extend(Prop::standard("sort-id", &sort_id(&id)));
        for (name, values) in &item.attributes {
            let name = token(&name.replace('_', "-"));
            props.extend(Prop::each(&name, values.iter().map(String::as_str)));
        }
        // A control without a statement is an error by the rules of OSCAL, and findings aim at it.
        let prose = prose(&item.summary).or_else(|| line(&item.title));
        let prose = prose.unwrap_or_else(|| title.clone());
        Control {
            class,
            props,
            parts: vec![Part { id: format!("{id}_smt"), name: "statement", prose }],
            controls: children.iter().map(|number| self.control(*number)).collect(),
            title,
            id,
        }
    }
}

fn label(text: &str, otherwise: &str) -> Vec<Prop> {
    let label = Prop::standard("label", text).or_else(|| Prop::standard("label", otherwise));
    label.into_iter().collect()
}
