//! The pages that a path in a text can name: [`Targets`].

use std::collections::HashMap;

use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelExtend as _,
    ParallelIterator as _,
};

use crate::base::path::{OutPath, RelPath};
use crate::model::anchors::Anchors;
use crate::model::entry::{Entry, Place};
use crate::model::resolve::names::Draft;
use crate::model::section::Section;

/// A page that comes from a Markdown file.
pub(super) struct Target {
    pub(super) place: Place,
    pub(super) entry: Option<Entry>,
    pub(super) title: String,
    /// The anchors of the page.
    pub(super) anchors: Anchors,
}

/// All pages that a path can name.
pub(super) struct Targets {
    by_path: HashMap<String, Target>,
    by_entry: HashMap<Entry, String>,
}

/// Files that are not Markdown and have a page.
const OTHER_FILES: [(&str, &str); 5] = [
    ("soa.toml", "soa.html"),
    ("glossary.toml", "glossary.html"),
    ("registers/risks.toml", "risks.html"),
    ("registers/evidence.toml", "evidence.html"),
    ("registers/obligations.toml", "obligations.html"),
];

impl Targets {
    /// The pages of documents, sections and registers by the paths of their files and folders.
    pub(super) fn new(drafts: &[Draft], sections: &[Section]) -> Self {
        let mut by_path = HashMap::new();
        for (file, page) in OTHER_FILES {
            let place = Place::top(OutPath::fixed(page));
            let entry = (file == "soa.toml").then_some(Entry::Soa);
            by_path.insert(
                file.to_owned(),
                Target { place, entry, title: page.to_owned(), anchors: Anchors::default() },
            );
        }
        for section in sections {
            let anchors = || section.parsed.as_ref().map(|parsed| Anchors::new(&parsed.body));
            let target = || Target {
                place: Place::top(section.url.clone()),
                entry: None,
                title: section.title.clone(),
                anchors: anchors().unwrap_or_default(),
            };
            by_path.insert(format!("{}/_index.md", section.folder), target());
            by_path.insert(section.folder.clone(), target());
        }
        let of_documents = drafts.par_iter().enumerate().map(|(number, draft)| {
            let target = Target {
                place: Place::top(draft.url.clone()),
                entry: Some(Entry::Document(number)),
                title: draft.title.clone(),
                anchors: Anchors::new(&draft.parsed.body),
            };
            (draft.parsed.path.to_string(), target)
        });
        by_path.par_extend(of_documents);
        let entries = by_path
            .iter()
            .filter_map(|(path, target): (&String, &Target)| Some((target.entry?, path.clone())));
        Self { by_entry: entries.collect(), by_path }
    }

    pub(super) fn find(&self, path: &RelPath) -> Option<&Target> {
        self.by_path.get(path.as_str()).or_else(|| self.beside(path).map(|(_, target)| target))
    }

    /// The document that a path without `.md` can mean.
    pub(super) fn beside(&self, path: &RelPath) -> Option<(RelPath, &Target)> {
        let file = RelPath::new(&format!("{path}.md"))?;
        let target = self.by_path.get(file.as_str())?;
        Some((file, target))
    }

    /// The page that shows an entry, if it comes from a file.
    pub(super) fn of_entry(&self, entry: Entry) -> Option<&Target> {
        self.by_path.get(self.by_entry.get(&entry)?)
    }

    /// True when a page comes from exactly this file.
    pub(super) fn has(&self, path: &RelPath) -> bool {
        self.by_path.contains_key(path.as_str())
    }
}
