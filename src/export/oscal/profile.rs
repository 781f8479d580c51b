//! The Statement of Applicability as a profile: which controls apply, why, and which do not.
//!
//! A control that does not apply is among those included and those excluded, as OSCAL takes the second from the first. An exclusion has no
//! place for its reason: it is a fact of the profile as a whole. What is undecided is in neither list.

use serde::Serialize;

use crate::base::date::Date;
use crate::diag::span::Spanned;
use crate::export::oscal::metadata::{
    Action, Link, Metadata, Prop, Revision, UNVERSIONED, day, write_by_content,
};
use crate::export::oscal::name::{NS, distinct};
use crate::export::oscal::people::{APPROVER, PREPARED_BY};
use crate::export::oscal::project::{Files, Project, neighbor};
use crate::export::oscal::text::{href, prose, string};
use crate::model::handbook::Handbook;
use crate::model::soa::{Applicability, Soa, SoaRow};
use crate::model::trail::Controlled;
use crate::model::version::is_same_version;
use crate::parse::soa::SoaFile;
use crate::parse::trail::Approval;
use crate::parse::word::Word;
use crate::view::trail::text_badge;

/// The system whose words types of actions are.
const SYSTEM: &str = "http://csrc.nist.gov/ns/oscal";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Profile {
    imports: Vec<Import>,
    merge: Merge,
    #[serde(skip_serializing_if = "Option::is_none")]
    modify: Option<Modify>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Import {
    href: String,
    include_controls: Vec<WithIds>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exclude_controls: Vec<WithIds>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct WithIds {
    with_ids: Vec<String>,
}

/// The groups of the catalogs stay.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Merge {
    as_is: bool,
}

#[derive(Serialize)]
struct Modify {
    alters: Vec<Alter>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Alter {
    control_id: String,
    adds: Vec<Add>,
}

#[derive(Serialize)]
struct Add {
    position: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    id: String,
    name: &'static str,
    ns: &'static str,
    title: &'static str,
    prose: String,
}

/// True when there is something to write: a statement, and a control that applies.
pub(super) fn is_there(soa: &Soa) -> bool {
    soa.parsed.is_some() && soa.rows.iter().any(is_included)
}

/// True for a control that applies.
pub(super) fn is_included(row: &SoaRow) -> bool {
    matches!(row.applicability, Applicability::Included(_))
}

/// The version of the statement.
pub(super) fn version(soa: &SoaFile) -> &str {
    soa.version.as_ref().map_or(UNVERSIONED, |version| &version.value)
}

/// The profile; `soa` is the file of the statement.
pub(super) fn render(project: &Project<'_>, files: &Files, soa: &SoaFile) -> Vec<u8> {
    let handbook = project.handbook;
    let rows = &handbook.soa.rows;
    let alters: Vec<Alter> =
        rows.iter().filter(|row| is_included(row)).filter_map(|row| alter(project, row)).collect();
    let body = Profile {
        imports: imports(project, files),
        merge: Merge { as_is: true },
        modify: (!alters.is_empty()).then_some(Modify { alters }),
    };
    let metadata = project.people.listed(metadata(project, soa), &body);
    write_by_content("profile", neighbor(&files.profile), metadata, body)
}

fn metadata(project: &Project<'_>, soa: &SoaFile) -> Metadata {
    let (handbook, people) = (project.handbook, &project.people);
    let statement = &handbook.soa;
    let title = project.title(&soa.title, "of");
    let mut metadata = Metadata::new(&title, version(soa), &soa.id, handbook.today);
    metadata.published = published(handbook, soa);
    metadata.revisions = revisions(soa);
    metadata.props = approval(handbook).into_iter().collect();
    metadata.props.extend(statement.rows.iter().filter_map(|row| left_out(project, row)));
    metadata.props.extend(people.in_words(PREPARED_BY, statement.owner));
    metadata.props.extend(people.in_words(APPROVER, statement.approver));
    let named = [(PREPARED_BY, statement.owner), (APPROVER, statement.approver)];
    let responsible = named.into_iter().filter_map(|(role, id)| people.responsible_as(role, id?));
    metadata.responsible_parties = responsible.collect();
    metadata.actions = approvals(project, soa);
    metadata
}

/// Since when the version is in force: not before it is approved, and not before that day.
fn published(handbook: &Handbook, soa: &SoaFile) -> Option<String> {
    Controlled::of_statement(handbook)?.newest_approval(handbook.today)?;
    let effective = soa.effective.as_ref()?.value;
    (effective <= handbook.today).then(|| day(effective))
}

/// Whether the decisions are the ones that were approved, as pages say it: `as-approved`.
fn approval(handbook: &Handbook) -> Option<Prop> {
    let text = Controlled::of_statement(handbook)?;
    let said = text_badge(handbook, &text).label;
    Prop::own("approval", &said.to_lowercase().replace(' ', "-"))
}

/// The versions, newest first.
fn revisions(soa: &SoaFile) -> Vec<Revision> {
    let newest_first = soa.trail.history.iter().rev();
    let revisions = newest_first.filter_map(|revision| {
        Some(Revision {
            published: revision.date.as_ref().map(|date| day(date.value)),
            version: string(&revision.version.as_ref()?.value)?,
            remarks: revision.change.as_deref().and_then(prose),
        })
    });
    revisions.collect()
}

/// What is said of a control that is not in the profile.
fn left_out(project: &Project<'_>, row: &SoaRow) -> Option<Prop> {
    let token = project.control(row.control)?;
    match row.applicability {
        Applicability::Included(_) => None,
        Applicability::Undecided => Prop::own("undecided", token),
        Applicability::Excluded => {
            let why = row.parsed.as_ref().and_then(|parsed| parsed.exclusion.as_ref());
            let why = why.map(|why| why.value.as_str());
            Some(Prop::own("exclusion", token)?.with_remarks(why))
        }
    }
}

/// The approvals of all versions up to the as-of date, in the order of the file.
fn approvals(project: &Project<'_>, soa: &SoaFile) -> Vec<Action> {
    let today = project.handbook.today;
    let dated = soa.trail.approvals.iter().filter_map(|approval| {
        let date = approval.date.as_ref()?.value;
        (date <= today).then_some((approval, date))
    });
    let dated: Vec<(&Approval, Date)> = dated.collect();
    let said = |text: &Option<Spanned<String>>| {
        text.as_ref().map(|text| text.value.clone()).unwrap_or_default()
    };
    let keys = distinct(dated.iter().map(|(approval, date)| {
        format!("{}/{}/{date}/{}", soa.id, said(&approval.version), said(&approval.by))
    }));
    let pairs = keys.into_iter().zip(dated);
    pairs
        .map(|(key, (approval, date))| Action {
            remarks: prose(&of_version(soa, approval)),
            ..action(project, &key, approval, date)
        })
        .collect()
}

/// Of which version an approval is: a list of all reads as if each were of this one.
fn of_version(soa: &SoaFile, approval: &Approval) -> String {
    match (approval.version.as_ref(), soa.version.as_ref()) {
        (Some(of), Some(this)) if !is_same_version(&of.value, &this.value) => {
            format!("Approval of version {}. This is version {}.", of.value, this.value)
        }
        (Some(of), _) => format!("Approval of version {}.", of.value),
        (None, _) => "Names no version, and is taken as an approval of this one.".to_owned(),
    }
}

fn action(project: &Project<'_>, key: &str, approval: &Approval, date: Date) -> Action {
    let people = &project.people;
    let directory = &project.handbook.directory;
    let by = approval.by.as_ref().and_then(|by| directory.find(by.value.trim()));
    let spanned = [("version", &approval.version), ("digest", &approval.digest)];
    let spanned =
        spanned.into_iter().filter_map(|(name, text)| Prop::own(name, &text.as_ref()?.value));
    let mut props: Vec<Prop> = spanned.collect();
    props.extend(approval.method.and_then(|method| Prop::own("method", method.word())));
    props.extend(people.in_words("by", by));
    let reference = approval.reference.as_deref();
    let link = reference.and_then(href);
    if link.is_none() {
        props.extend(reference.and_then(|text| Prop::own("reference", text)));
    }
    Action {
        uuid: project.names.name("approval", key),
        date: day(date),
        kind: "approval",
        system: SYSTEM,
        props,
        links: link
            .map(|href| Link { href, rel: Some("reference"), text: None })
            .into_iter()
            .collect(),
        responsible_parties: people.responsible(APPROVER, by.as_slice()),
        remarks: None,
    }
}

/// One for the framework and one for the organization's own controls, as far as something of them was decided.
fn imports(project: &Project<'_>, files: &Files) -> Vec<Import> {
    let handbook = project.handbook;
    let mut imports: Vec<Import> = Vec::new();
    let decided = handbook.soa.rows.iter();
    for row in decided.filter(|row| row.applicability != Applicability::Undecided) {
        let item = handbook.frameworks.item(row.control);
        let catalog = item.and_then(|item| files.catalog_of(item));
        let (Some(href), Some(token)) = (catalog, project.control(row.control)) else { continue };
        if imports.last().is_none_or(|import| import.href != href) {
            let include_controls = vec![WithIds { with_ids: Vec::new() }];
            let href = href.to_owned();
            imports.push(Import { href, include_controls, exclude_controls: Vec::new() });
        }
        let Some(import) = imports.last_mut() else { continue };
        let lists = (&mut import.include_controls, &mut import.exclude_controls);
        lists.0.iter_mut().for_each(|list| list.with_ids.push(token.to_owned()));
        if row.applicability == Applicability::Excluded {
            match lists.1.first_mut() {
                Some(list) => list.with_ids.push(token.to_owned()),
                None => lists.1.push(WithIds { with_ids: vec![token.to_owned()] }),
            }
        }
    }
    imports
}

/// Why a control applies; `None` when nobody says so.
fn alter(project: &Project<'_>, row: &SoaRow) -> Option<Alter> {
    let token = project.control(row.control)?;
    let parsed = row.parsed.as_ref()?;
    let ids =
        |entries: &[_]| -> Vec<String> { entries.iter().map(|entry| project.id(*entry)).collect() };
    let mut props = Prop::each("reason", parsed.reasons.iter().map(|reason| reason.value.word()));
    props.extend(Prop::each("risk", ids(&row.risks).iter().map(String::as_str)));
    props.extend(Prop::each("obligation", ids(&row.obligations).iter().map(String::as_str)));
    let justification = parsed.justification.as_ref().and_then(|text| prose(&text.value));
    let part = justification.map(|prose| Part {
        id: format!("{token}_justification"),
        name: "justification",
        ns: NS,
        title: "Justification for inclusion",
        prose,
    });
    let parts: Vec<Part> = part.into_iter().collect();
    let says_something = !props.is_empty() || !parts.is_empty();
    let adds = vec![Add { position: "ending", props, parts }];
    says_something.then(|| Alter { control_id: token.to_owned(), adds })
}
