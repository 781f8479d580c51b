//! Which documented information the framework asks for, and what fulfils it.

use std::collections::{BTreeMap, BTreeSet};

use crate::frameworks::Demand;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::soa::Applicability;

/// An entry of the catalogue and what fulfils it.
#[derive(Debug)]
pub struct Mandate {
    /// The index of the entry in the catalogue.
    pub entry: usize,
    /// True when it is due: always, or because one of its controls applies or is undecided.
    pub is_due: bool,
    /// Documents, registers and evidence that fulfil it.
    pub fulfilled_by: Vec<Entry>,
    /// Documents and records that name it and are still being written: they will fulfil it.
    pub drafts: Vec<Entry>,
}

impl Mandate {
    /// True when the framework asks for it and nothing fulfils it.
    pub fn is_missing(&self, handbook: &Handbook) -> bool {
        let demanded = handbook.frameworks.catalogue[self.entry].kind != Demand::Expected;
        demanded && self.is_due && self.fulfilled_by.is_empty()
    }
}

/// All entries of the catalogue with what fulfils them, in the catalogue's order.
pub fn mandates(handbook: &Handbook) -> Vec<Mandate> {
    let mut drafts = drafts(handbook);
    handbook
        .frameworks
        .catalogue
        .iter()
        .enumerate()
        .map(|(number, entry)| {
            let applies = |id: &String| {
                let row = handbook
                    .frameworks
                    .find_control(id)
                    .and_then(|control| handbook.soa.row_of(control));
                row.is_none_or(|row| row.applicability != Applicability::Excluded)
            };
            Mandate {
                entry: number,
                is_due: !entry.conditional || entry.controls.iter().any(applies),
                fulfilled_by: handbook.fulfilling.get(&number).cloned().unwrap_or_default(),
                drafts: drafts.remove(&number).unwrap_or_default(),
            }
        })
        .collect()
}

/// The documents and records that are being written, by what they will fulfil.
fn drafts(handbook: &Handbook) -> BTreeMap<usize, Vec<Entry>> {
    let mut drafts: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
    let documents = handbook.documents.iter().enumerate();
    for (index, document) in documents.filter(|(_, document)| document.is_coming()) {
        for entry in document.fulfils.iter().collect::<BTreeSet<_>>() {
            drafts.entry(*entry).or_default().push(Entry::Document(index));
        }
    }
    drafts
}
