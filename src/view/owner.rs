//! Who owns what: the list of roles and people, and the page of each.

use serde::Serialize;

use crate::diag::span::Spanned;
use crate::model::action::steps;
use crate::model::deadline::{Deadline, deadlines};
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::people::{PartyId, PartyKind};
use crate::model::register::Kind;
use crate::view::deadline::{DueRow, due_row};
use crate::view::list::{Row, row};
use crate::view::parts::{Link, Person, link_to, links_to, person};

/// A role, a person or a free text, and what it answers for.
#[derive(Debug, Serialize)]
pub struct OwnerView {
    /// Who.
    pub person: Person,
    /// What it is, in a word.
    pub kind: &'static str,
    /// Documents that it keeps.
    pub documents: Vec<Row>,
    /// Documents that it approves.
    pub approves: Vec<Link>,
    /// Controls that it answers for.
    pub controls: Vec<Link>,
    /// Risks that it answers for.
    pub risks: Vec<Link>,
    /// Evidence that it keeps.
    pub evidence: Vec<Link>,
    /// What else it answers for: registers, and rows of the others, by register.
    pub others: Vec<OwnedList>,
    /// What falls due, the latest first.
    pub due: Vec<DueRow>,
}

/// What somebody answers for in a register.
#[derive(Debug, Serialize)]
pub struct OwnedList {
    /// The title of the list.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// The rows.
    pub links: Vec<Link>,
}

impl OwnerView {
    /// The view of a party; `all` are the deadlines of the handbook.
    pub fn new(handbook: &Handbook, id: PartyId, all: &[Deadline]) -> Self {
        let documents = handbook.documents.iter().enumerate();
        let owned = documents.clone().filter(|(_, document)| document.owner == Some(id));
        let approves = documents
            .filter(|(_, document)| document.approver == Some(id) && document.is_in_force());
        let controls =
            handbook.soa.rows.iter().filter(|row| row.owner == Some(id)).map(|row| row.control);
        let risks = handbook
            .risks
            .iter()
            .enumerate()
            .filter(|(_, risk)| risk.owner == Some(id))
            .map(|(index, _)| Entry::Risk(index));
        let evidence = handbook
            .evidence
            .iter()
            .enumerate()
            .filter(|(_, piece)| piece.owner == Some(id))
            .map(|(index, _)| Entry::Evidence(index));
        Self {
            person: person(handbook, id),
            kind: match handbook.party(id).kind {
                PartyKind::Role => "Role",
                PartyKind::Person => "Person",
                PartyKind::FreeText => "Name",
            },
            documents: owned
                .filter_map(|(index, _)| row(handbook, Entry::Document(index)))
                .collect(),
            approves: approves
                .map(|(index, _)| link_to(handbook, Entry::Document(index)))
                .collect(),
            controls: links_to(handbook, controls),
            risks: links_to(handbook, risks),
            evidence: links_to(handbook, evidence),
            others: others(handbook, id),
            due: all
                .iter()
                .filter(|deadline| deadline.owner == Some(id))
                .map(|deadline| due_row(handbook, deadline))
                .collect(),
        }
    }
}

/// The registers that somebody keeps, and the rows in registers without a section of their own. Empty lists are left out.
fn others(handbook: &Handbook, id: PartyId) -> Vec<OwnedList> {
    let list = |title: &str, anchor: &str, entries: Vec<Entry>| OwnedList {
        title: title.to_owned(),
        anchor: anchor.to_owned(),
        links: links_to(handbook, entries),
    };
    let kept = |owner: Option<&Spanned<PartyId>>| owner.is_some_and(|owner| owner.value == id);
    let heads = handbook.registers.values();
    let heads = heads.filter(|register| kept(register.owner.as_ref()));
    let mut registers: Vec<Entry> = heads.map(|one| Entry::Register(one.kind)).collect();
    let tables = handbook.tables.iter().enumerate();
    let tables = tables.filter(|(_, table)| kept(table.owner.as_ref()));
    registers.extend(tables.map(|(number, _)| Entry::Table(number)));
    let mut lists = vec![list("Registers kept", "registers", registers)];
    for kind in Kind::ALL {
        let owns = |owner: Option<PartyId>| owner == Some(id);
        let entries = match kind {
            // These have a section of their own.
            Kind::Risks | Kind::Evidence => continue,
            Kind::Objectives => rows(&handbook.objectives, |row| owns(row.owner), Entry::Objective),
            Kind::Exceptions => rows(&handbook.exceptions, |row| owns(row.owner), Entry::Exception),
            Kind::Obligations => {
                rows(&handbook.obligations, |row| owns(row.owner), Entry::Obligation)
            }
            Kind::Suppliers | Kind::Assets | Kind::Parties | Kind::Competences => {
                rows(handbook.rows(kind), |row| owns(row.owner), |at| Entry::Row(kind, at))
            }
        };
        lists.push(list(kind.title(), kind.name(), entries));
    }
    lists.retain(|list| !list.links.is_empty());
    lists
}

fn rows<T>(all: &[T], is_owned: impl Fn(&T) -> bool, entry: impl Fn(usize) -> Entry) -> Vec<Entry> {
    let owned = all.iter().enumerate().filter(|(_, row)| is_owned(row));
    owned.map(|(number, _)| entry(number)).collect()
}

/// An owner in the list.
#[derive(Debug, Serialize)]
pub struct OwnerRow {
    /// Who.
    pub person: Person,
    /// How many documents it keeps.
    pub documents: usize,
    /// How many controls it answers for.
    pub controls: usize,
    /// How many risks it answers for.
    pub risks: usize,
    /// How many pieces of evidence it keeps.
    pub evidence: usize,
    /// How many registers, and rows of other registers, it answers for.
    pub others: usize,
}

/// The list.
#[derive(Debug, Serialize)]
pub struct OwnersView {
    /// Roles, and others who answer for something.
    pub owners: Vec<OwnerRow>,
}

/// The parties that have a page: all roles, and everybody else who answers for something.
///
/// A person who only holds a role is shown with the role.
pub fn shown(handbook: &Handbook) -> Vec<PartyId> {
    let busy = busy_parties(handbook);
    let has_page = |id: &PartyId| handbook.party(*id).kind == PartyKind::Role || busy.contains(id);
    (0..handbook.directory.parties.len()).map(PartyId).filter(has_page).collect()
}

fn busy_parties(handbook: &Handbook) -> std::collections::BTreeSet<PartyId> {
    let documents =
        handbook.documents.iter().flat_map(|document| [document.owner, document.approver]);
    let others = handbook
        .soa
        .rows
        .iter()
        .map(|row| row.owner)
        .chain([handbook.soa.owner, handbook.soa.approver]);
    let heads = handbook.registers.values().map(|register| register.owner.as_ref());
    let heads = heads.map(|owner| owner.map(|owner| owner.value));
    let lists = handbook.lists.iter().flat_map(|list| &list.rows).map(|row| row.owner);
    let tables = handbook.tables.iter().map(|table| table.owner.as_ref().map(|owner| owner.value));
    let others = others.chain(heads).chain(tables).chain(lists);
    let registers = handbook
        .risks
        .iter()
        .map(|risk| risk.owner)
        .chain(handbook.evidence.iter().map(|piece| piece.owner))
        .chain(handbook.objectives.iter().map(|objective| objective.owner))
        .chain(handbook.exceptions.iter().map(|exception| exception.owner));
    let obligations = handbook.obligations.iter().map(|obligation| obligation.owner);
    // Plans and lists link to whoever takes a step, done or without a day, and to whoever allowed an exception.
    let steps = steps(handbook).into_iter().map(|step| step.owner);
    let approvers = handbook.exceptions.iter().map(|exception| exception.approver);
    let due = deadlines(handbook).iter().map(|deadline| deadline.owner);
    let others = documents.chain(others).chain(registers).chain(obligations);
    others.chain(steps).chain(approvers).chain(due).flatten().collect()
}

impl OwnersView {
    /// The list of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        let row = |id: PartyId| {
            let view = OwnerView::new(handbook, id, &[]);
            OwnerRow {
                documents: view.documents.len(),
                controls: view.controls.len(),
                risks: view.risks.len(),
                evidence: view.evidence.len(),
                others: view.others.iter().map(|list| list.links.len()).sum(),
                person: view.person,
            }
        };
        Self { owners: shown(handbook).into_iter().map(row).collect() }
    }
}
