//! Everything that has an id and a page, and the table that finds it by its id.

use std::collections::{BTreeMap, HashMap};

use crate::base::path::OutPath;
use crate::parse::register::Kind;

/// An entry of the handbook. The numbers index the lists of [`crate::model::handbook::Handbook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// The Statement of Applicability.
    Soa,
    /// A register as a whole.
    Register(Kind),
    /// A document or record.
    Document(usize),
    /// A clause or control of a framework: the framework's number, the item's number.
    Item(usize, usize),
    /// A risk.
    Risk(usize),
    /// A piece of evidence.
    Evidence(usize),
    /// An obligation.
    Obligation(usize),
    /// An objective.
    Objective(usize),
    /// An exception.
    Exception(usize),
    /// A row of a register that is shown rather than computed with.
    Row(Kind, usize),
    /// A table of text, such as a CSV that is no register Annexa knows.
    Table(usize),
}

impl Entry {
    /// The register of which it is a row.
    pub fn register(self) -> Option<Kind> {
        match self {
            Self::Risk(_) => Some(Kind::Risks),
            Self::Evidence(_) => Some(Kind::Evidence),
            Self::Objective(_) => Some(Kind::Objectives),
            Self::Exception(_) => Some(Kind::Exceptions),
            Self::Obligation(_) => Some(Kind::Obligations),
            Self::Row(kind, _) => Some(kind),
            Self::Soa | Self::Register(_) | Self::Document(_) | Self::Item(..) | Self::Table(_) => {
                None
            }
        }
    }
}

/// Where an entry is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub page: OutPath,
    /// The anchor on it, without `#`; `None` for the top.
    pub anchor: Option<String>,
}

impl Place {
    /// The top of a page.
    pub fn top(page: OutPath) -> Self {
        Self { page, anchor: None }
    }

    /// The relative URL of this place on the page `from`.
    pub fn url_from(&self, from: &OutPath) -> String {
        let path = if *from == self.page && self.anchor.is_some() {
            String::new()
        } else {
            from.link_to(&self.page)
        };
        match &self.anchor {
            Some(anchor) => format!("{path}#{anchor}"),
            None => path,
        }
    }
}

/// How an entry is called and where it is shown.
#[derive(Debug, Clone)]
pub struct Label {
    /// Its id as its author wrote it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is shown.
    pub place: Place,
}

/// Finds entries by id.
#[derive(Debug, Default)]
pub struct EntryTable {
    /// The labels of documents, which are added in their order: most of what there is, and what is asked for most.
    documents: Vec<Label>,
    others: BTreeMap<Entry, Label>,
    by_id: HashMap<String, Entry>,
}

impl EntryTable {
    /// Adds an entry. The id is taken only if nobody had it before; `prefix` keeps the ids of further frameworks apart.
    ///
    /// Returns the entry that already has the id.
    pub fn add(&mut self, entry: Entry, prefix: &str, label: Label) -> Option<Entry> {
        let key = format!("{prefix}{}", label.id).to_lowercase();
        match entry {
            Entry::Document(number) if number < self.documents.len() => {
                self.documents[number] = label;
            }
            Entry::Document(number) => {
                assert_eq!(number, self.documents.len(), "documents are added in their order");
                self.documents.push(label);
            }
            _ => {
                self.others.insert(entry, label);
            }
        }
        match self.by_id.entry(key) {
            std::collections::hash_map::Entry::Vacant(vacant) => {
                vacant.insert(entry);
                None
            }
            std::collections::hash_map::Entry::Occupied(taken) => Some(*taken.get()),
        }
    }

    /// The entry with exactly this id, as running text must write it.
    pub fn exact(&self, id: &str) -> Option<Entry> {
        self.find(id).filter(|entry| self.label(*entry).id == id)
    }

    /// The entry with this id; case does not matter.
    pub fn find(&self, id: &str) -> Option<Entry> {
        self.by_id.get(&id.to_lowercase()).copied()
    }

    /// How the entry is called and where it is shown.
    pub fn label(&self, entry: Entry) -> &Label {
        match entry {
            Entry::Document(number) => &self.documents[number],
            _ => &self.others[&entry],
        }
    }

    /// All entries with their labels, in the order of entries.
    pub fn iter(&self) -> impl Iterator<Item = (Entry, &Label)> {
        let documents = (0..).map(Entry::Document).zip(&self.documents);
        let first = Entry::Document(0);
        let before = self.others.range(..first).map(|(entry, label)| (*entry, label));
        let after = self.others.range(first..).map(|(entry, label)| (*entry, label));
        before.chain(documents).chain(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(id: &str) -> Label {
        let place = Place::top(OutPath::fixed("a.html"));
        Label { id: id.to_owned(), title: String::new(), place }
    }

    #[test]
    fn entries_are_told_in_their_order_whenever_they_were_added() {
        let mut table = EntryTable::default();
        let added = [Entry::Risk(0), Entry::Document(0), Entry::Soa, Entry::Document(1)];
        for entry in added {
            assert_eq!(table.add(entry, "", label(&format!("{entry:?}"))), None);
        }
        let told: Vec<Entry> = table.iter().map(|(entry, _)| entry).collect();
        let mut sorted = added;
        sorted.sort();
        assert_eq!(told, sorted);
        for entry in added {
            assert_eq!(table.label(entry).id, format!("{entry:?}"));
        }
    }

    #[test]
    fn an_id_belongs_to_the_first_and_a_number_to_the_last() {
        let mut table = EntryTable::default();
        assert_eq!(table.add(Entry::Document(0), "", label("POL-001")), None);
        let taken = table.add(Entry::Document(1), "", label("pol-001"));
        assert_eq!(taken, Some(Entry::Document(0)));
        assert_eq!(table.add(Entry::Document(1), "", label("POL-002")), None);
        assert_eq!(table.label(Entry::Document(1)).id, "POL-002");
        assert_eq!(table.find("Pol-002"), Some(Entry::Document(1)));
    }
}
