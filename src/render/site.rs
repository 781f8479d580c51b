//! The files of a site before they are made: [`Site`].
//!
//! A large handbook is larger as a site than anybody needs in memory at once: whoever publishes makes a file, compares it, writes it and
//! forgets it. So a file is its path and a function; making it twice gives the same bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::path::{OutPath, RelPath};
use crate::base::text::plural;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::codes::PATH_COLLISION;
use crate::render::templates::TemplateError;

/// What a file of a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Part of the theme, or an attachment.
    Given,
    /// A page, which a template makes.
    Page,
    /// A feed, which a template makes, too. It is for programs: nobody counts it as a page.
    Feed,
    /// A file for other programs.
    Export,
    /// A part of the index of the search.
    Search,
}

impl Kind {
    /// True for what templates make.
    pub fn is_rendered(self) -> bool {
        matches!(self, Self::Page | Self::Feed)
    }
}

/// What makes a file.
pub type Make<'s> = Box<dyn Fn() -> Result<Vec<u8>, TemplateError> + Send + Sync + 's>;

enum Bytes<'s> {
    Held(Cow<'s, [u8]>),
    Made(Make<'s>),
}

/// A file of a site.
pub struct File<'s> {
    kind: Kind,
    bytes: Bytes<'s>,
}

impl<'s> File<'s> {
    /// A file whose bytes are there.
    pub fn held(kind: Kind, bytes: impl Into<Cow<'s, [u8]>>) -> Self {
        Self { kind, bytes: Bytes::Held(bytes.into()) }
    }

    /// A file that is made when it is asked for.
    pub fn made(
        kind: Kind,
        make: impl Fn() -> Result<Vec<u8>, TemplateError> + Send + Sync + 's,
    ) -> Self {
        Self { kind, bytes: Bytes::Made(Box::new(make)) }
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its bytes, or why its template cannot make them.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, TemplateError> {
        match &self.bytes {
            Bytes::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Bytes::Made(make) => make().map(Cow::Owned),
        }
    }

    /// The same file with something around its making, if it is not there yet.
    #[must_use]
    pub fn wrapped(self, around: impl FnOnce(Make<'s>) -> Make<'s>) -> Self {
        match self.bytes {
            Bytes::Made(make) => Self { bytes: Bytes::Made(around(make)), ..self },
            Bytes::Held(_) => self,
        }
    }

    /// The same file, its bytes there.
    fn kept(self) -> Result<Self, TemplateError> {
        let bytes = match self.bytes {
            Bytes::Held(bytes) => bytes,
            Bytes::Made(make) => Cow::Owned(make()?),
        };
        Ok(Self { kind: self.kind, bytes: Bytes::Held(bytes) })
    }

    /// True when both are there and the same. Of two that are to be made, nobody knows.
    fn is_same(&self, other: &Self) -> bool {
        matches!((&self.bytes, &other.bytes), (Bytes::Held(one), Bytes::Held(other)) if one == other)
    }
}

/// All files of a site, sorted by path. Two producers of one path are a finding, never an overwrite.
#[derive(Default)]
pub struct Site<'s> {
    files: BTreeMap<OutPath, File<'s>>,
}

impl<'s> Site<'s> {
    /// Adds a file.
    pub fn insert(&mut self, path: OutPath, file: File<'s>, found: &mut Findings) {
        match self.files.get(&path) {
            // The same attachment may be reached by two spellings of its name.
            Some(other) if other.is_same(&file) => {}
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
                self.files.insert(path, file);
            }
        }
    }

    /// Makes the files of some kinds now and keeps them. Those that their templates cannot make are left out; why is returned.
    pub fn make(&mut self, is_wanted: impl Fn(Kind) -> bool + Sync) -> Vec<TemplateError> {
        let files: Vec<(OutPath, File<'s>)> = std::mem::take(&mut self.files).into_iter().collect();
        let made: Vec<_> = files
            .into_par_iter()
            .map(|(path, file)| {
                let file = if is_wanted(file.kind) { file.kept() } else { Ok(file) };
                file.map(|file| (path, file))
            })
            .collect();
        let mut failed = Vec::new();
        for file in made {
            match file {
                Ok((path, file)) => {
                    self.files.insert(path, file);
                }
                Err(error) => failed.push(error),
            }
        }
        failed
    }

    /// Puts something around the making of each file that is not there yet.
    pub fn wrap(&mut self, around: impl Fn(Kind, Make<'s>) -> Make<'s>) {
        let files = std::mem::take(&mut self.files).into_iter();
        let wrapped = files.map(|(path, file)| {
            let kind = file.kind;
            (path, file.wrapped(|make| around(kind, make)))
        });
        self.files = wrapped.collect();
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &File<'s>)> {
        self.files.iter()
    }

    /// One file.
    pub fn get(&self, path: &OutPath) -> Option<&File<'s>> {
        self.files.get(path)
    }

    /// The files whose bytes are there.
    pub fn into_made(self) -> impl Iterator<Item = (OutPath, Cow<'s, [u8]>)> {
        self.files.into_iter().filter_map(|(path, file)| match file.bytes {
            Bytes::Held(bytes) => Some((path, bytes)),
            Bytes::Made(_) => None,
        })
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.files.values().filter(|file| file.kind == Kind::Page).count()
    }

    /// The number of pages in words.
    pub fn pages_in_words(&self) -> String {
        plural(self.pages(), "page", "pages")
    }
}
