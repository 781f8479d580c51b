//! The whole handbook, resolved. Read-only: checks, views and exports look at it and change nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::span::Spanned;
use crate::model::ambiguous::Ambiguous;
use crate::model::document::Document;
use crate::model::entry::{Entry, EntryTable, Label};
use crate::model::evidence::Evidence;
use crate::model::framework::Frameworks;
use crate::model::look::Look;
use crate::model::past::Record;
use crate::model::people::{Directory, Party, PartyId};
use crate::model::risk::Risk;
use crate::model::section::Section;
use crate::model::soa::Soa;
use crate::model::spelling::Spelling;
use crate::model::unresolved::Unresolved;
use crate::parse::glossary::Term;
use crate::parse::obligations::Obligation;
use crate::parse::settings::Settings;

/// Everything that a project says, as of a day.
#[derive(Debug)]
pub struct Handbook {
    /// The day of all states.
    pub today: Date,
    /// What is known of the past.
    pub record: Record,
    /// `handbook.toml`.
    pub settings: Settings,
    /// The color and the mark of the organization.
    pub look: Look,
    /// The frameworks that are used.
    pub frameworks: Frameworks,
    /// Who owns and approves.
    pub directory: Directory,
    /// Documents and records in the order of their ids, numbers counted as numbers.
    pub documents: Vec<Document>,
    /// Sections; the first ones are at the top.
    pub sections: Vec<Section>,
    /// The sections at the top, in reading order.
    pub top_sections: Vec<usize>,
    /// The Statement of Applicability.
    pub soa: Soa,
    /// Risks in the order of their ids.
    pub risks: Vec<Risk>,
    /// The register's own owner and review date.
    pub risk_register_owner: Option<Spanned<PartyId>>,
    /// When the risk register is reviewed next.
    pub risk_register_review: Option<Spanned<Date>>,
    /// Evidence in the order of its ids.
    pub evidence: Vec<Evidence>,
    /// Obligations in the order of their ids.
    pub obligations: Vec<Obligation>,
    /// Terms in alphabetical order.
    pub glossary: Vec<Term>,
    /// Ids, titles and places of all entries.
    pub entries: EntryTable,
    /// Which documents name an entry in their front matter as what they carry out: controls and clauses.
    pub carried_out_by: BTreeMap<Entry, Vec<usize>>,
    /// Which documents refer to an entry anywhere: by links, ids in the text, or front matter.
    pub referred_by: BTreeMap<Entry, BTreeSet<usize>>,
    /// What fulfils an entry of the catalogue.
    pub fulfilling: BTreeMap<usize, Vec<Entry>>,
    /// References that lead nowhere.
    pub unresolved: Vec<Unresolved>,
    /// Controls and clauses that are named in another way than their framework names them.
    pub spellings: Vec<Spelling>,
    /// Links that could mean two things.
    pub ambiguous: Vec<Ambiguous>,
    /// Attachments that are published: the source and its address.
    pub assets: BTreeMap<RelPath, crate::base::path::OutPath>,
    /// Images and attachments that are there, published or not, in the order of their paths.
    pub files: Vec<RelPath>,
}

impl Handbook {
    /// How an entry is called and where it is shown.
    pub fn label(&self, entry: Entry) -> &Label {
        self.entries.label(entry)
    }

    /// The party behind an id.
    pub fn party(&self, id: PartyId) -> &Party {
        self.directory.party(id)
    }

    /// The document behind an entry.
    pub fn document(&self, entry: Entry) -> Option<&Document> {
        match entry {
            Entry::Document(index) => self.documents.get(index),
            _ => None,
        }
    }

    /// The documents that carry out a control or clause, in the order of their ids.
    pub fn carrying_out(&self, entry: Entry) -> impl Iterator<Item = (Entry, &Document)> {
        let indexes = self.carried_out_by.get(&entry).map(Vec::as_slice).unwrap_or_default();
        indexes
            .iter()
            .filter_map(|index| Some((Entry::Document(*index), self.documents.get(*index)?)))
    }

    /// The documents that refer to an entry, in the order of their ids.
    pub fn referring_to(&self, entry: Entry) -> impl Iterator<Item = (Entry, &Document)> {
        let indexes = self.referred_by.get(&entry).into_iter().flatten();
        indexes.filter_map(|index| Some((Entry::Document(*index), self.documents.get(*index)?)))
    }
}
