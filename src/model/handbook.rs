//! The whole handbook, resolved. Read-only: checks, views and exports look at it and change nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diag::span::Spanned;
use crate::model::ambiguous::Ambiguous;
use crate::model::deadline::Deadline;
use crate::model::document::Document;
use crate::model::entry::{Entry, EntryTable, Label};
use crate::model::evidence::Evidence;
use crate::model::exception::Exception;
use crate::model::framework::Frameworks;
use crate::model::look::Look;
use crate::model::mention::Mentions;
use crate::model::objective::Objective;
use crate::model::obligation::Obligation;
use crate::model::past::Record;
use crate::model::people::{Directory, Party, PartyId};
use crate::model::record::Details;
use crate::model::record::audit::Audit;
use crate::model::record::finding::Finding;
use crate::model::record::management_review::ManagementReview;
use crate::model::record::training::Training;
use crate::model::register::{Kind, List, Register, Row};
use crate::model::risk::Risk;
use crate::model::section::Section;
use crate::model::soa::Soa;
use crate::model::spelling::Spelling;
use crate::model::table::Table;
use crate::model::unresolved::Unresolved;
use crate::parse::glossary::Term;
use crate::parse::settings::{PeopleShown, Settings};

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
    /// Evidence in the order of its ids.
    pub evidence: Vec<Evidence>,
    /// Obligations in the order of their ids.
    pub obligations: Vec<Obligation>,
    /// Objectives in the order of their ids.
    pub objectives: Vec<Objective>,
    /// Exceptions in the order of their ids.
    pub exceptions: Vec<Exception>,
    /// The registers whose rows are shown rather than computed with.
    pub lists: Vec<List>,
    /// What every register says of itself; all of them are here, with a file or without.
    pub registers: BTreeMap<Kind, Register>,
    /// Tables of text below `registers/`, in the order of their paths.
    pub tables: Vec<Table>,
    /// Terms in alphabetical order.
    pub glossary: Vec<Term>,
    /// Ids, titles and places of all entries.
    pub entries: EntryTable,
    /// Which documents name an entry in their front matter as what they carry out: controls and clauses.
    pub carried_out_by: BTreeMap<Entry, Vec<usize>>,
    /// Which documents refer to an entry anywhere: by links, ids in the text, or front matter.
    pub referred_by: BTreeMap<Entry, BTreeSet<usize>>,
    /// Which rows of registers and which records name an entry in keys of their own.
    pub named_by: BTreeMap<Entry, BTreeSet<Entry>>,
    /// Under which headings documents speak of controls and clauses.
    pub mentions: Mentions,
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
    /// What falls due, once somebody asked: [`crate::model::deadline::deadlines`] tells it.
    pub(in crate::model) deadlines: OnceLock<Vec<Deadline>>,
}

impl Handbook {
    /// How an entry is called and where it is shown.
    pub fn label(&self, entry: Entry) -> &Label {
        self.entries.label(entry)
    }

    /// The address of a place on the web, if the settings say where the handbook stands.
    pub fn address_of(&self, entry: Entry) -> Option<String> {
        let address = self.settings.address.as_ref()?;
        let place = &self.label(entry).place;
        let anchor = place.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(format!("{address}{}{anchor}", place.page))
    }

    /// The party behind an id.
    pub fn party(&self, id: PartyId) -> &Party {
        self.directory.party(id)
    }

    /// True for a party that readers are not told: one that is a person or may be one, where the settings show roles only.
    pub fn hides(&self, id: PartyId) -> bool {
        self.hides_names() && self.directory.is_private(self.party(id))
    }

    /// True where a text in place of a key is not shown: with a `people.toml` it may be a name, and names are not shown.
    pub fn hides_texts(&self) -> bool {
        self.hides_names() && self.directory.is_closed()
    }

    fn hides_names(&self) -> bool {
        self.settings.people_shown == PeopleShown::Roles
    }

    /// What a register says of itself.
    pub fn register(&self, kind: Kind) -> &Register {
        &self.registers[&kind]
    }

    /// The rows of a register that is shown rather than computed with; none of the others.
    pub fn rows(&self, kind: Kind) -> &[Row] {
        let list = self.lists.iter().find(|list| list.kind == kind);
        list.map(|list| list.rows.as_slice()).unwrap_or_default()
    }

    /// How many rows a register has.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Risks => self.risks.len(),
            Kind::Evidence => self.evidence.len(),
            Kind::Objectives => self.objectives.len(),
            Kind::Exceptions => self.exceptions.len(),
            Kind::Obligations => self.obligations.len(),
            Kind::Suppliers | Kind::Assets | Kind::Parties | Kind::Competences => {
                self.rows(kind).len()
            }
        }
    }

    /// The ids of the rows of every register.
    pub fn row_ids(&self) -> Vec<(Kind, Vec<&Spanned<String>>)> {
        let mut all = vec![
            (Kind::Risks, self.risks.iter().map(|row| &row.parsed.id).collect()),
            (Kind::Evidence, self.evidence.iter().map(|row| &row.parsed.id).collect()),
            (Kind::Obligations, self.obligations.iter().map(|row| &row.parsed.id).collect()),
            (Kind::Objectives, self.objectives.iter().map(|row| &row.parsed.id).collect()),
            (Kind::Exceptions, self.exceptions.iter().map(|row| &row.parsed.id).collect()),
        ];
        let lists = self.lists.iter();
        all.extend(lists.map(|list| {
            (list.kind, list.rows.iter().map(|row| &row.parsed.id).collect::<Vec<_>>())
        }));
        all
    }

    /// The rows and records that name an entry in keys of their own.
    pub fn naming(&self, entry: Entry) -> impl Iterator<Item = Entry> {
        self.named_by.get(&entry).into_iter().flatten().copied()
    }

    /// The internal audits, planned ones too, in the order of their ids. What was replaced or withdrawn proves nothing: here and below it
    /// is left out.
    pub fn audits(&self) -> impl Iterator<Item = (Entry, &Document, &Audit)> {
        self.records(|details| match details {
            Details::Audit(audit) => Some(audit.as_ref()),
            _ => None,
        })
    }

    /// The findings in the order of their ids.
    pub fn findings(&self) -> impl Iterator<Item = (Entry, &Document, &Finding)> {
        self.records(|details| match details {
            Details::Finding(finding) => Some(finding.as_ref()),
            _ => None,
        })
    }

    /// The management reviews in the order of their ids.
    pub fn management_reviews(
        &self,
    ) -> impl Iterator<Item = (Entry, &Document, &ManagementReview)> {
        self.records(|details| match details {
            Details::ManagementReview(review) => Some(review.as_ref()),
            _ => None,
        })
    }

    /// The trainings in the order of their ids.
    pub fn trainings(&self) -> impl Iterator<Item = (Entry, &Document, &Training)> {
        self.records(|details| match details {
            Details::Training(training) => Some(training.as_ref()),
            _ => None,
        })
    }

    fn records<'h, T: 'h>(
        &'h self,
        pick: impl Fn(&'h Details) -> Option<&'h T>,
    ) -> impl Iterator<Item = (Entry, &'h Document, &'h T)> {
        let documents = self.documents.iter().enumerate();
        documents.filter(|(_, document)| !document.is_withdrawn()).filter_map(
            move |(index, document)| {
                Some((Entry::Document(index), document, pick(&document.details)?))
            },
        )
    }

    /// The finding behind an entry, unless it was replaced or withdrawn.
    pub fn finding(&self, entry: Entry) -> Option<(&Document, &Finding)> {
        let document = self.document(entry).filter(|document| !document.is_withdrawn())?;
        match &document.details {
            Details::Finding(finding) => Some((document, finding)),
            _ => None,
        }
    }

    /// The audit behind an entry, unless it was replaced or withdrawn.
    pub fn audit(&self, entry: Entry) -> Option<&Audit> {
        let document = self.document(entry).filter(|document| !document.is_withdrawn())?;
        match &document.details {
            Details::Audit(audit) => Some(audit),
            _ => None,
        }
    }

    /// The findings about an entry: a control, a clause, a document, a risk, a piece of evidence, an audit.
    pub fn findings_about(
        &self,
        entry: Entry,
    ) -> impl Iterator<Item = (Entry, &Document, &Finding)> {
        self.naming(entry).filter_map(|finding| {
            let (document, details) = self.finding(finding)?;
            Some((finding, document, details))
        })
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
