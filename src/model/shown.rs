//! Where what stands in a source file is shown: the page to look at after a file was edited.

use crate::base::path::{OutPath, RelPath};
use crate::diag::Diagnostic;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::model::register::Kind;

/// Files at the root of a project and the pages that show them.
const PAGES: [(&str, &str); 4] = [
    ("soa.toml", "soa.html"),
    ("people.toml", "owners.html"),
    ("glossary.toml", "glossary.html"),
    ("handbook.toml", "index.html"),
];

impl Handbook {
    /// The page that shows what a source file says; `None` for a file that no page shows.
    pub fn page_of_file(&self, path: &RelPath) -> Option<OutPath> {
        let document = self.documents.iter().find(|document| document.parsed.path == *path);
        let section = || {
            let is_told = |section: &&crate::model::section::Section| {
                section.parsed.as_ref().is_some_and(|parsed| parsed.path == *path)
            };
            self.sections.iter().find(is_told).map(|section| &section.url)
        };
        let table = || self.tables.iter().find(|table| table.path == *path).map(|table| &table.url);
        let own = document.map(|document| &document.url).or_else(section).or_else(table);
        if let Some(page) = own {
            return Some(page.clone());
        }
        let register = Kind::by_name(path.stem()).filter(|_| path.is_below("registers"));
        if let Some(kind) = register {
            return Some(self.label(Entry::Register(kind)).place.page.clone());
        }
        let page = PAGES.into_iter().find(|(file, _)| *file == path.as_str())?.1;
        Some(OutPath::fixed(page))
    }

    /// The page that shows what a finding is about: that of the thing that it names, else that of its file.
    pub fn page_of_finding(&self, finding: &Diagnostic) -> Option<OutPath> {
        let subject = finding.subject.as_ref().and_then(|id| self.entries.find(id));
        if let Some(entry) = subject.filter(|entry| !matches!(entry, Entry::Item(..))) {
            return Some(self.label(entry).place.page.clone());
        }
        self.page_of_file(&finding.span.path)
    }
}
