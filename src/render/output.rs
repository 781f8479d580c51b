//! The files of a site, made: [`OutputTree`].

use std::collections::BTreeMap;

use crate::base::path::OutPath;
use crate::render::site::Site;

/// The files of a site in memory, sorted by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<OutPath, Vec<u8>>,
}

impl OutputTree {
    /// Makes the files of a site; a page that its template cannot make is left out, as whoever made the pages before was told.
    pub fn of(mut site: Site<'_>) -> Self {
        site.make(|_| true);
        let files = site.into_made().map(|(path, bytes)| (path, bytes.into_owned()));
        Self { files: files.collect() }
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// The bytes of one file.
    pub fn get(&self, path: &OutPath) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}
