//! The registers: what each says of itself, and its rows.

mod evidence;
mod exceptions;
mod lists;
mod objectives;
mod obligations;
mod risks;

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::handbook::names::Names;
use crate::export::handbook::values::Day;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

/// The registers by the names of their files. All of them are here, with rows or without.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Registers {
    /// What could happen, and what is done about it.
    risks: Register<risks::Risk>,
    /// Proof that controls work.
    evidence: Register<evidence::Evidence>,
    /// What is to be reached.
    objectives: Register<objectives::Objective>,
    /// Where a rule does not hold for a while.
    exceptions: Register<exceptions::Exception>,
    /// Whom the organization relies on.
    suppliers: Register<lists::Supplier>,
    /// What is to be protected.
    assets: Register<lists::Asset>,
    /// What laws and contracts ask for.
    obligations: Register<obligations::Obligation>,
    /// Whose needs count.
    parties: Register<lists::InterestedParty>,
    /// What roles must know, and the proof that they do.
    competences: Register<lists::Competence>,
}

/// A register.
#[derive(Debug, Serialize, JsonSchema)]
struct Register<T> {
    /// What it is called.
    title: String,
    /// What it holds.
    about: Option<String>,
    /// Who keeps it.
    owner: Option<String>,
    /// When it is reviewed next.
    review_date: Option<Day>,
    /// The entries of `documented_information` that it fulfils.
    fulfils: Vec<String>,
    /// Its file; `null` when there is none.
    source: Option<String>,
    /// Its page, relative to the root of the site.
    page: String,
    /// Its rows in the order of their ids.
    rows: Vec<T>,
}

impl<T> Register<T> {
    fn new(names: Names<'_>, kind: Kind, rows: Vec<T>) -> Self {
        let register = names.handbook.register(kind);
        let owner = register.owner.as_ref().map(|owner| names.handbook.party(owner.value));
        Self {
            title: register.title.clone(),
            about: register.about.clone(),
            owner: owner.map(|owner| names.key(&owner.key)),
            review_date: Day::of(register.review.as_ref()),
            fulfils: fulfils(names.handbook, &register.fulfils),
            source: register.is_there.then(|| register.path.to_string()),
            page: names.page(Entry::Register(kind)),
            rows,
        }
    }
}

/// The ids of entries of the catalogue.
pub(super) fn fulfils(handbook: &Handbook, entries: &[usize]) -> Vec<String> {
    entries.iter().map(|number| handbook.frameworks.catalogue[*number].id.clone()).collect()
}

impl Registers {
    /// All registers.
    pub(super) fn new(names: Names<'_>) -> Self {
        Self {
            risks: Register::new(names, Kind::Risks, risks::rows(names)),
            evidence: Register::new(names, Kind::Evidence, evidence::rows(names)),
            objectives: Register::new(names, Kind::Objectives, objectives::rows(names)),
            exceptions: Register::new(names, Kind::Exceptions, exceptions::rows(names)),
            suppliers: Register::new(names, Kind::Suppliers, lists::suppliers(names)),
            assets: Register::new(names, Kind::Assets, lists::assets(names)),
            obligations: Register::new(names, Kind::Obligations, obligations::rows(names)),
            parties: Register::new(names, Kind::Parties, lists::parties(names)),
            competences: Register::new(names, Kind::Competences, lists::competences(names)),
        }
    }
}
