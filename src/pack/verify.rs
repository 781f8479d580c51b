//! Compares a copy with the manifest in it: what was altered, what is missing, what was added.
//!
//! It says that the files are those that the manifest names. Whether the manifest is the one that was handed over, only a digest can say
//! that came by another way: see [`Told`].

use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::pack::archive::stays_inside;
use crate::pack::copy::{Content, Copy, CopyError, Held};
use crate::write::manifest::{self, Manifest};

/// Files that systems put into folders that somebody looks at. They are told of and do not count.
const OF_SYSTEMS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// A file that differs.
#[derive(Debug, PartialEq, Eq)]
pub struct Different {
    /// Its path beside the manifest; `../` stands before what lies beside the folder.
    pub path: String,
    /// Its size, in bytes, as it is now.
    pub size: u64,
    /// What is wrong with it besides other bytes.
    pub note: Option<&'static str>,
}

/// What the digest that came by another way says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nobody told one: who altered files may have altered the manifest.
    Nothing,
    /// It is that of the zip.
    Zip,
    /// It is that of the manifest.
    Manifest,
    /// It is neither.
    Neither(Digest),
}

/// What came out.
#[derive(Debug)]
pub struct Verification {
    /// The zip or the folder that was compared.
    pub path: PathBuf,
    /// The manifest in it.
    pub manifest: Manifest,
    /// The SHA-256 of the manifest.
    pub manifest_digest: Digest,
    /// The SHA-256 of the zip; `None` for a folder.
    pub zip_digest: Option<Digest>,
    /// What the digest from elsewhere says.
    pub told: Told,
    /// Files with other bytes.
    pub altered: Vec<Different>,
    /// Files that are not there.
    pub missing: Vec<String>,
    /// Files that the manifest does not name.
    pub added: Vec<Different>,
    /// Files that a system added.
    pub of_systems: Vec<Different>,
}

impl Verification {
    /// True when all files are those of the manifest, no other is there, and the digest from elsewhere fits, if there is one.
    pub fn is_unaltered(&self) -> bool {
        let files = self.altered.len() + self.missing.len() + self.added.len();
        files == 0 && !matches!(self.told, Told::Neither(_))
    }
}

/// Compares the copy at a path with its manifest, and the digest that was told by another way with it.
pub fn verify(path: &Path, told: Option<Digest>) -> Result<Verification, CopyError> {
    let mut copy = Copy::open(path)?;
    let manifest = manifest_of(&copy)?;
    let is_named = |name: &str| stays_inside(name) && manifest.digest_of(name).is_some();
    let mut files = copy.files(is_named)?;
    let (mut altered, mut missing) = (Vec::new(), Vec::new());
    if let Some(note) = fault_of(&manifest, &copy.manifest) {
        let (path, size) = (manifest::NAME.to_owned(), copy.manifest.len() as u64);
        altered.push(Different { path, size, note: Some(note) });
    }
    for (name, said) in manifest.files() {
        // What lies elsewhere stands for nothing in the copy.
        match stays_inside(name).then(|| files.remove(name)).flatten() {
            None => missing.push(name.to_owned()),
            Some(held) if is(held, said) => {}
            Some(held) => altered.push(different(name.to_owned(), held)),
        }
    }
    let rest = files.into_iter().map(|(name, held)| different(name, held));
    let (of_systems, added) = rest.partition(is_of_system);
    let manifest_digest = Digest::of(&copy.manifest);
    let told = match told {
        None => Told::Nothing,
        Some(told) if copy.zip == Some(told) => Told::Zip,
        Some(told) if told == manifest_digest => Told::Manifest,
        Some(told) => Told::Neither(told),
    };
    let (path, zip_digest) = (copy.path().to_owned(), copy.zip);
    Ok(Verification {
        path,
        manifest,
        manifest_digest,
        zip_digest,
        told,
        altered,
        missing,
        added,
        of_systems,
    })
}

fn manifest_of(copy: &Copy) -> Result<Manifest, CopyError> {
    let bad = |why| CopyError::Manifest { path: copy.path().to_owned(), why };
    let text = std::str::from_utf8(&copy.manifest).ok();
    let read = text.and_then(Manifest::from_json);
    let manifest = read.ok_or_else(|| bad("is not one that Annexa wrote"))?;
    if manifest.schema > manifest::SCHEMA {
        return Err(bad("was written by a later version of Annexa, which can verify it"));
    }
    Ok(manifest)
}

/// What Annexa would not have written into a manifest.
fn fault_of(manifest: &Manifest, bytes: &[u8]) -> Option<&'static str> {
    if !manifest.files().all(|(name, _)| stays_inside(name)) {
        return Some("names files outside of its folder");
    }
    // Read by another program, it could say something else: a name may stand in it twice.
    let is_own = manifest.to_json().as_bytes() == bytes;
    (!is_own).then_some("not in the form in which Annexa writes it")
}

fn is(held: Held, said: &str) -> bool {
    matches!(held.content, Content::Is(digest) if digest.to_string() == said)
}

fn different(path: String, held: Held) -> Different {
    let note = match held.content {
        Content::Is(_) | Content::Unread => None,
        Content::Damaged => Some("damaged: it does not come out of the zip whole"),
        Content::NoFile => Some("no plain file; it was not followed"),
    };
    Different { path, size: held.size, note }
}

fn is_of_system(file: &Different) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    file.note.is_none() && OF_SYSTEMS.contains(&name)
}
