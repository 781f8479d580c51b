//! The files of the site in memory, sorted by path.

use std::collections::BTreeMap;

use crate::base::path::{OutPath, RelPath};
use crate::base::text::plural;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::codes::PATH_COLLISION;

/// Everything that a run produces. Two producers of one path are a finding, never an overwrite.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<OutPath, Vec<u8>>,
    pages: usize,
}

impl OutputTree {
    /// Adds a file.
    pub fn insert(&mut self, path: OutPath, bytes: Vec<u8>, found: &mut Findings) {
        match self.files.get(&path) {
            // The same attachment may be reached by two spellings of its name.
            Some(other) if *other == bytes => {}
            Some(_) => {
                let message = format!("two sources would be published as `{path}`");
                found.report_with_help(
                    &PATH_COLLISION,
                    Span::file(&RelPath::fixed("handbook.toml")),
                    message,
                    "rename one of them",
                );
            }
            None => {
                self.files.insert(path, bytes);
            }
        }
    }

    /// Adds a page, which is counted.
    pub fn insert_page(&mut self, path: OutPath, bytes: Vec<u8>, found: &mut Findings) {
        self.pages += 1;
        self.insert(path, bytes, found);
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// The bytes of one file.
    pub fn get(&self, path: &OutPath) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The number of pages in words.
    pub fn pages_in_words(&self) -> String {
        plural(self.pages, "page", "pages")
    }
}
