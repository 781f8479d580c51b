//! The lists of the management system: registers, what is made of them, and records. In the navigation, and all of them in their index.

use serde::Serialize;

use crate::model::action;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;
use crate::view::frame::Crumb;
use crate::view::head::INDEX;

/// A list of records with a page of its own.
pub struct RecordList {
    /// Its title.
    pub title: &'static str,
    /// Its address, relative to the root of the site.
    pub url: &'static str,
    /// What it lists.
    pub about: &'static str,
    /// The clause that asks for it.
    pub clause: &'static str,
    /// How many there are.
    pub count: fn(&Handbook) -> usize,
}

/// The lists of records, in the order of the navigation.
pub static RECORDS: [RecordList; 5] = [
    RecordList {
        title: "Internal audits",
        url: "audits.html",
        about: "What was audited, by whom, and what was found.",
        clause: "9.2",
        count: |handbook| handbook.audits().count(),
    },
    RecordList {
        title: "Findings",
        url: "findings.html",
        about: "What was found not to be as it must be, and what is done about it.",
        clause: "10.2",
        count: |handbook| handbook.findings().count(),
    },
    RecordList {
        title: "Corrective actions",
        url: "actions.html",
        about: "The steps that findings and management reviews ask for.",
        clause: "10.2",
        count: |handbook| {
            let steps = action::steps(handbook).into_iter();
            steps.filter(|step| matches!(step.of, Entry::Document(_))).count()
        },
    },
    RecordList {
        title: "Management reviews",
        url: "management-reviews.html",
        about: "What top management looked at, and what it decided.",
        clause: "9.3",
        count: |handbook| handbook.management_reviews().count(),
    },
    RecordList {
        title: "Trainings",
        url: "trainings.html",
        about: "Who was trained in what, and when.",
        clause: "7.2",
        count: |handbook| handbook.trainings().count(),
    },
];

/// A group of the navigation.
#[derive(Debug, Serialize)]
pub struct Group {
    /// Its title.
    pub title: &'static str,
    /// Its pages.
    pub pages: Vec<Crumb>,
}

/// The groups below the management system: registers and records. Empty ones are left out; the index names them all.
pub fn groups(handbook: &Handbook) -> Vec<Group> {
    let mut registers = vec![Crumb::new("All registers", INDEX)];
    for kind in Kind::ALL.into_iter().filter(|kind| handbook.count(*kind) > 0) {
        let label = handbook.label(Entry::Register(kind));
        registers.push(Crumb::new(short_title(kind), label.place.page.as_str()));
        if kind == Kind::Risks {
            registers.push(Crumb::new("Risk matrix", "matrix.html"));
            registers.push(Crumb::new("Risk treatment plan", "treatment.html"));
        }
    }
    let tables = handbook.tables.iter();
    registers.extend(tables.map(|table| Crumb::new(table.title.as_str(), table.url.as_str())));
    let records = RECORDS.iter().filter(|list| (list.count)(handbook) > 0);
    let records: Vec<Crumb> = records.map(|list| Crumb::new(list.title, list.url)).collect();
    let mut groups = vec![Group { title: "Registers", pages: registers }];
    if !records.is_empty() {
        groups.push(Group { title: "Records", pages: records });
    }
    groups
}

fn short_title(kind: Kind) -> &'static str {
    match kind {
        Kind::Risks => "Risks",
        Kind::Suppliers => "Suppliers",
        Kind::Assets => "Assets",
        other => other.title(),
    }
}
