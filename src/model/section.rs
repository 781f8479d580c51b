//! The reader's sections: the folders that hold documents.

use crate::base::path::OutPath;
use crate::model::link::Link;
use crate::parse::section::Section as Parsed;

/// A section.
#[derive(Debug)]
pub struct Section {
    /// The folder, such as `documents/access`.
    pub folder: String,
    /// What its `_index.md` says, if it has one.
    pub parsed: Option<Parsed>,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: OutPath,
    /// The index of the section above it.
    pub parent: Option<usize>,
    /// The indexes of the sections below it, in reading order.
    pub children: Vec<usize>,
    /// The indexes of its documents, in the order of their ids.
    pub documents: Vec<usize>,
    /// The same in the order of their titles.
    pub by_title: Vec<usize>,
    /// Where the links of its introduction lead.
    pub links: Vec<Link>,
}

impl Section {
    /// The page with all of its documents, to be printed; `None` for a section below another one.
    pub fn printed(&self) -> Option<OutPath> {
        let name = self.url.as_str().rsplit('/').next().filter(|_| self.parent.is_none())?;
        OutPath::new(&format!("print/{name}"))
    }
}
