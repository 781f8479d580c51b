//! The files of the site, made one by one and compared with what is published, by their bytes: [`Plan`].
//!
//! A file that differs is handed over while its bytes are there, and then forgotten: only what was made before is in memory.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::render::origin::Origin;
use crate::render::site::{File, Kind, Site};
use crate::write::manifest::{self, Manifest};
use crate::write::site::survey::Survey;
use crate::write::site::swap::Halt;
use crate::write::{WriteError, WriteReport, disk};

/// How much of a published file is read at once, in bytes.
const PIECE: usize = 16 * 1024;

/// A file of the site, and what of it is published.
struct Planned<'t> {
    path: &'t OutPath,
    digest: Digest,
    is_same: bool,
}

/// What a site has, and how far it is published.
pub(super) struct Plan<'t> {
    pub(super) survey: &'t Survey,
    files: Vec<Planned<'t>>,
    pub(super) manifest: Manifest,
    is_manifest_same: bool,
}

impl<'t> Plan<'t> {
    /// Makes a site and compares it with the folder in which it is published. What differs is handed to `differs`, from several threads.
    pub(super) fn new(
        (site, origin): (&'t Site<'_>, &Origin),
        (survey, folder): (&'t Survey, &Path),
        differs: impl Fn(&OutPath, &[u8]) -> Result<(), Halt> + Sync,
    ) -> Result<Self, Halt> {
        let mut wanted: Vec<(&OutPath, &File<'_>)> = site.iter().collect();
        // What takes longest comes first, so that no thread waits for it at the end.
        wanted.sort_by_key(|(_, file)| file.kind() != Kind::Export);
        let planned = wanted.into_par_iter().with_max_len(1).map(|(path, file)| {
            let bytes = made(path, file)?;
            let is_same = survey.has(path.as_str()) && holds(&folder.join(path.as_str()), &bytes)?;
            if !is_same {
                differs(path, &bytes)?;
            }
            Ok(Planned { path, digest: Digest::of(&bytes), is_same })
        });
        let files: Vec<Planned<'_>> = planned.collect::<Result<_, Halt>>()?;
        let digests = files.iter().map(|file| (file.path.to_string(), file.digest)).collect();
        let manifest = Manifest::new(origin, digests);
        let is_manifest_same = survey.has(manifest::NAME)
            && holds(&folder.join(manifest::NAME), manifest.to_json().as_bytes())?;
        Ok(Self { survey, files, manifest, is_manifest_same })
    }

    /// True when the folder held the site already, and nothing that builds left.
    pub(super) fn is_done(&self) -> bool {
        self.is_manifest_same
            && self.files.iter().all(|file| file.is_same)
            && self.survey.stale.is_empty()
            && self.survey.leftovers.is_empty()
    }

    /// The files that are published as they shall be.
    pub(super) fn same(&self) -> impl Iterator<Item = &'t OutPath> {
        self.files.iter().filter(|file| file.is_same).map(|file| file.path)
    }

    /// What carrying it out does.
    pub(super) fn report(&self) -> WriteReport {
        let unchanged = self.same().count();
        let is_new = |file: &&Planned<'_>| !self.survey.has(file.path.as_str());
        let created = self.files.iter().filter(is_new).count();
        WriteReport {
            created,
            changed: self.files.len() - unchanged - created,
            unchanged,
            removed: self.survey.stale.len(),
            notes: Vec::new(),
        }
    }
}

/// The bytes of a file of the site.
pub(super) fn made<'f>(path: &OutPath, file: &'f File<'_>) -> Result<Cow<'f, [u8]>, WriteError> {
    file.bytes().map_err(|source| WriteError::Unmade { path: path.clone(), source })
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, WriteError> {
    fs::read(path).map_err(disk("read", path))
}

/// True when a published file holds these bytes. It is read piece by piece: some files are as large as the whole handbook.
fn holds(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    let mut file = fs::File::open(path).map_err(disk("read", path))?;
    if file.metadata().map_err(disk("read", path))?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let (mut piece, mut rest) = ([0; PIECE], bytes);
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(rest.is_empty()),
            Ok(count) => match rest.strip_prefix(&piece[..count]) {
                Some(behind) => rest = behind,
                None => return Ok(false),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(disk("read", path)(error)),
        }
    }
}
