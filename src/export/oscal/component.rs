//! How the controls that apply are carried out, as a component definition. Its one component is the management system itself.

use serde::Serialize;

use crate::export::oscal::back_matter::{BackMatter, References};
use crate::export::oscal::metadata::{Link, Metadata, Prop, write_by_content};
use crate::export::oscal::people::ResponsibleRole;
use crate::export::oscal::profile::{is_included, version};
use crate::export::oscal::project::{Files, Project, neighbor};
use crate::export::oscal::text::{line_or, prose};
use crate::model::soa::{Applicability, SoaRow};
use crate::parse::soa::{Implementation, Row, SoaFile};
use crate::parse::word::Word;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ComponentDefinition {
    components: [Component; 1],
    #[serde(skip_serializing_if = "BackMatter::is_empty")]
    back_matter: BackMatter,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Component {
    uuid: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responsible_roles: Vec<ResponsibleRole>,
    control_implementations: Vec<ControlImplementation>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ControlImplementation {
    uuid: String,
    source: String,
    description: &'static str,
    implemented_requirements: Vec<Requirement>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Requirement {
    uuid: String,
    control_id: String,
    description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responsible_roles: Vec<ResponsibleRole>,
}

/// The component definition; `soa` is the file of the statement.
pub(super) fn render(project: &Project<'_>, files: &Files, soa: &SoaFile) -> Vec<u8> {
    let (handbook, names) = (project.handbook, project.names);
    let settings = &handbook.settings;
    let mut references = References::of(handbook, names, &files.component);
    let component = Component {
        uuid: names.name("component", "management-system"),
        kind: "management-system",
        title: line_or(&settings.title, "Management system"),
        description: settings
            .description
            .as_deref()
            .and_then(prose)
            .unwrap_or_else(|| line_or(&settings.title, "Management system")),
        responsible_roles: project.people.owner(handbook.soa.owner),
        control_implementations: implementations(project, files, &mut references),
    };
    let body = ComponentDefinition { components: [component], back_matter: references.end() };
    let title = match &settings.organization {
        Some(organization) => format!("How {organization} carries out its controls"),
        None => "How the controls are carried out".to_owned(),
    };
    let id = format!("{}-IMPLEMENTATION", soa.id);
    let metadata = Metadata::new(&title, version(soa), &id, handbook.today);
    let metadata = project.people.listed(metadata, &body);
    write_by_content("component-definition", neighbor(&files.component), metadata, body)
}

/// What applies is found in the profile; what does not is not, so each catalog is a source of its own.
fn implementations(
    project: &Project<'_>,
    files: &Files,
    references: &mut References<'_>,
) -> Vec<ControlImplementation> {
    let handbook = project.handbook;
    let rows = &handbook.soa.rows;
    let included = rows.iter().filter(|row| is_included(row));
    let mut all = vec![ControlImplementation {
        uuid: project.names.name("control-implementation", "included"),
        source: neighbor(&files.profile).to_owned(),
        description: "How the controls that apply are carried out.",
        implemented_requirements: included
            .filter_map(|row| carried_out(project, row, references))
            .collect(),
    }];
    for row in rows.iter().filter(|row| row.applicability == Applicability::Excluded) {
        let item = handbook.frameworks.item(row.control);
        let catalog = item.and_then(|item| files.catalog_of(item));
        let (Some(source), Some(requirement)) = (catalog, left_out(project, row)) else { continue };
        if all.last().is_none_or(|last| last.source != source) {
            all.push(ControlImplementation {
                uuid: project.names.name("control-implementation", &format!("excluded/{source}")),
                source: source.to_owned(),
                description: "Controls that do not apply.",
                implemented_requirements: Vec::new(),
            });
        }
        all.last_mut()
            .map(|last| last.implemented_requirements.push(requirement))
            .unwrap_or_default();
    }
    all
}

fn carried_out(
    project: &Project<'_>,
    row: &SoaRow,
    references: &mut References<'_>,
) -> Option<Requirement> {
    let (handbook, parsed) = (project.handbook, row.parsed.as_ref()?);
    let in_force =
        handbook.carrying_out(row.control).filter(|(_, document)| document.is_in_force());
    let documents = in_force.map(|(entry, _)| references.link(entry, "reference"));
    let mut links: Vec<Link> = documents.collect();
    let evidence = row.evidence.iter();
    links.extend(evidence.map(|entry| references.link(*entry, "proof-of-compliance")));
    let mut props = state(parsed);
    props.extend(project.people.in_words("owner", row.owner));
    let how = parsed.how.as_deref().and_then(prose);
    Some(Requirement {
        description: how.unwrap_or_else(|| "Not described.".to_owned()),
        props,
        links,
        responsible_roles: project.people.owner(row.owner),
        ..requirement(project, row)?
    })
}

/// How far a control is in place, in the words of OSCAL and in ours, and what is left to do.
fn state(row: &Row) -> Vec<Prop> {
    let due = row.due.as_ref().map(|due| due.value.to_string());
    let to_do = row.action.as_ref().map(|action| match &due {
        Some(due) => format!("{} (due {due})", action.value),
        None => action.value.clone(),
    });
    let status = row.status.as_ref().map(|status| status.value);
    let word = status.map(|status| match status {
        Implementation::Implemented => "implemented",
        Implementation::Partial => "partial",
        Implementation::Planned | Implementation::NotStarted => "planned",
    });
    let in_oscal = word.and_then(|word| Prop::own("implementation-status", word));
    let mut props: Vec<Prop> =
        in_oscal.map(|prop| prop.with_remarks(to_do.as_deref())).into_iter().collect();
    props.extend(status.and_then(|status| Prop::own("soa-status", status.word())));
    let action = row.action.as_ref().filter(|_| status.is_none());
    props.extend(action.and_then(|action| Prop::own("action", &action.value)));
    props.extend(due.and_then(|due| Prop::own("due", &due)));
    props
}

fn left_out(project: &Project<'_>, row: &SoaRow) -> Option<Requirement> {
    let why = row.parsed.as_ref().and_then(|parsed| parsed.exclusion.as_ref());
    let why = why.map(|why| why.value.as_str());
    let prop = Prop::own("implementation-status", "not-applicable")?.with_remarks(why);
    Some(Requirement {
        description: why.and_then(prose).unwrap_or_else(|| "No reason is given.".to_owned()),
        props: vec![prop],
        ..requirement(project, row)?
    })
}

fn requirement(project: &Project<'_>, row: &SoaRow) -> Option<Requirement> {
    Some(Requirement {
        uuid: project.names.entry("implementation", project.handbook, row.control),
        control_id: project.control(row.control)?.to_owned(),
        description: String::new(),
        props: Vec::new(),
        links: Vec::new(),
        responsible_roles: Vec::new(),
    })
}
