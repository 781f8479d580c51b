//! What is printed into a file of its own: a page of the site, and the files that it needs to look like one.
//!
//! **Invariant:** the same input makes the same files, whatever the day on which they are printed.

use crate::base::path::OutPath;
use crate::base::slug::file_slug;
use crate::base::text::{did_you_mean, printable};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::pipeline::on_demand::OnDemand;
use crate::render::page::{Page, all, print, soa_print};
use crate::render::templates::TemplateError;

/// The word for the Statement of Applicability.
const STATEMENT: &str = "soa";

/// The folder of the sections that nobody types.
const SHELF: &str = "documents/";

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Everything that binds or is to bind.
    Handbook,
    /// The documents of a section, and of those below it.
    Section(usize),
    /// The page of an entry: a document, a risk, the Statement of Applicability.
    Entry(Entry),
}

/// Why nothing can be printed.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// Nothing has that name.
    #[error("there is nothing called `{word}` to print{hint}")]
    Unknown {
        /// What was typed.
        word: String,
        /// What may help, as the end of the sentence.
        hint: String,
    },
    /// It is a row of a page.
    #[error("`{id}` has no page of its own; it stands in `{page}`")]
    NoPage {
        /// The entry.
        id: String,
        /// Where it stands.
        page: OutPath,
    },
    /// Nothing is decided yet.
    #[error("there is no Statement of Applicability to print: the handbook has no `soa.toml`")]
    NoStatement,
    /// The name of the page is too long for a file.
    #[error("`{word}` has no page to print")]
    Missing {
        /// What was typed.
        word: String,
    },
    /// A template of the project is broken.
    #[error("`{page}` cannot be made: {why}")]
    Template {
        /// The page.
        page: OutPath,
        /// What is wrong.
        why: TemplateError,
    },
}

/// A page with the files that it needs.
#[derive(Debug)]
pub struct Paper {
    /// A name for the file that is printed, without its extension.
    pub name: String,
    /// The page.
    pub page: OutPath,
    /// The page and what it needs.
    pub files: Vec<(OutPath, Vec<u8>)>,
}

impl Subject {
    /// What a word means: `soa`, an id, or a section by its folder. Nothing means the whole handbook.
    pub fn find(handbook: &Handbook, word: Option<&str>) -> Result<Self, PaperError> {
        let Some(word) = word else { return Ok(Self::Handbook) };
        let is_statement = word.eq_ignore_ascii_case(STATEMENT);
        let named = handbook.entries.find(word);
        let entry = if is_statement { Some(Entry::Soa) } else { named };
        if entry == Some(Entry::Soa) && handbook.soa.parsed.is_none() {
            return Err(PaperError::NoStatement);
        }
        if let Some(entry) = entry {
            let label = handbook.label(entry);
            let page = label.place.page.clone();
            return match label.place.anchor {
                None => Ok(Self::Entry(entry)),
                Some(_) => Err(PaperError::NoPage { id: label.id.clone(), page }),
            };
        }
        let folder = word.trim_end_matches('/');
        let is_meant = |own: &str| own == folder || own.strip_prefix(SHELF) == Some(folder);
        let section = handbook.sections.iter().position(|section| is_meant(&section.folder));
        section.map(Self::Section).ok_or_else(|| unknown(handbook, word))
    }

    /// A name for a file.
    fn name(self, handbook: &Handbook) -> String {
        match self {
            Self::Handbook => "handbook".to_owned(),
            Self::Section(section) => {
                let folder = handbook.sections[section].folder.as_str();
                file_slug(folder.strip_prefix(SHELF).unwrap_or(folder))
            }
            Self::Entry(Entry::Soa) => STATEMENT.to_owned(),
            Self::Entry(entry) => file_slug(&handbook.label(entry).id),
        }
    }

    /// The page that shows it.
    fn page(self, handbook: &Handbook) -> Option<Page<'_>> {
        let url = match self {
            Self::Handbook => return Some(print::whole(handbook)),
            Self::Section(section) => return print::of_section(handbook, section),
            Self::Entry(Entry::Soa) => OutPath::fixed(soa_print::URL),
            Self::Entry(entry) => handbook.label(entry).place.page.clone(),
        };
        all(handbook).find(|page| page.url == url)
    }
}

fn unknown(handbook: &Handbook, word: &str) -> PaperError {
    let documents = handbook.documents.iter().map(Document::id);
    let folders = handbook.sections.iter().map(|section| section.folder.as_str());
    let folders = folders.map(|folder| folder.strip_prefix(SHELF).unwrap_or(folder));
    let near = did_you_mean(word, documents.chain(folders).chain([STATEMENT]));
    let hint = match near {
        Some(near) => format!("; did you mean `{}`?", printable(near)),
        None => "; an id such as `POL-001`, a folder below `documents`, or `soa`".to_owned(),
    };
    PaperError::Unknown { word: printable(word), hint }
}

impl OnDemand {
    /// The page that is printed, and every file that it may ask for.
    pub fn paper(&self, subject: Subject) -> Result<Paper, PaperError> {
        let handbook = self.handbook();
        let name = subject.name(handbook);
        let missing = || PaperError::Missing { word: name.clone() };
        let page = subject.page(handbook).ok_or_else(missing)?;
        let bytes = self.make(&page).ok_or_else(missing)?;
        let url = page.url;
        let bytes = bytes.map_err(|why| PaperError::Template { page: url.clone(), why })?;
        let html = String::from_utf8_lossy(&bytes);
        let pictures = handbook.assets.iter().filter(|(_, asset)| {
            // Attachments that are only linked may be large, and are not printed.
            html.contains(&format!("src=\"{}\"", url.link_to(asset)))
        });
        let pictures = pictures.filter_map(|(source, asset)| {
            Some((asset.clone(), self.sources().bytes(source)?.into_owned()))
        });
        let theme = self.theme().iter().map(|(path, bytes)| (path.clone(), bytes.clone()));
        let files: Vec<_> = theme.chain(pictures).chain([(url.clone(), bytes.clone())]).collect();
        Ok(Paper { name, page: url, files })
    }
}
