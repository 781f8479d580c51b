//! The audit pack: one zip with the site as an auditor gets it, what the checks found, and what proves that a copy is unaltered.
//!
//! [`Pack::make`] puts it together in memory; [`verify::verify`] says what was altered in a copy of it, or of a built site.

pub mod archive;
pub mod copy;
mod findings;
pub mod json;
mod texts;
pub mod verify;

use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::base::slug::file_slug;
use crate::diag::json as findings_json;
use crate::diag::report::Report;
use crate::pack::archive::ZipFault;
use crate::render::origin::Origin;
use crate::render::output::OutputTree;
use crate::write::manifest::{self, Manifest};

/// What says how to open and verify the pack.
const README: &str = "README.txt";

/// The digests in the form that `sha256sum --check` reads.
const SUMS: &str = "SHA256SUMS";

/// The longest name of a pack that is made of a title, in bytes.
const LONGEST: usize = 60;

/// What goes into a pack.
pub struct Pack<'p> {
    /// The files of the site.
    pub tree: &'p OutputTree,
    /// What they were made of.
    pub origin: &'p Origin,
    /// What the checks found in it.
    pub report: &'p Report,
    /// Files that only the pack has.
    pub extra: Vec<(OutPath, Vec<u8>)>,
}

/// A pack, ready to be written.
pub struct Packed {
    /// The zip.
    pub zip: Vec<u8>,
    /// The SHA-256 of its manifest.
    pub manifest: Digest,
    /// How many files it holds.
    pub files: usize,
}

/// A title with the Latin letters of Europe as people write them without their keys.
fn in_ascii(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'ä' | 'æ' => "ae",
            'ö' | 'œ' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => "a",
            'ç' | 'ć' | 'č' => "c",
            'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ł' => "l",
            'ñ' | 'ń' | 'ň' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' => "o",
            'ř' => "r",
            'ś' | 'š' => "s",
            'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
            'ý' | 'ÿ' => "y",
            'ź' | 'ż' | 'ž' => "z",
            other => {
                out.push(other);
                continue;
            }
        };
        out.push_str(plain);
    }
    out
}

impl Pack<'_> {
    /// The name of the folder in the zip, and of the zip without `.zip`: the title and the day.
    pub fn name(&self) -> String {
        let mut slug = file_slug(&in_ascii(&self.origin.title));
        slug.truncate(LONGEST);
        let slug = match slug.trim_end_matches('-') {
            // A title in another script leaves nothing.
            "" => "handbook",
            slug => slug,
        };
        format!("{slug}-{}", self.origin.today)
    }

    /// Puts the pack together.
    pub fn make(self) -> Result<Packed, ZipFault> {
        let name = self.name();
        let (origin, report) = (self.origin, self.report);
        let has = |path: &str| self.extra.iter().any(|(extra, _)| extra.as_str() == path);
        let readme = texts::readme(origin, report, &name, has);
        let own = [
            (README.to_owned(), readme.into_bytes()),
            ("checks/findings.html".to_owned(), findings::page(origin, report).into_bytes()),
            ("checks/findings.json".to_owned(), findings_json::render(report).into_bytes()),
        ];
        let extra = self.extra.into_iter().map(|(path, bytes)| (path.to_string(), bytes));
        let own: Vec<(String, Vec<u8>)> = own.into_iter().chain(extra).collect();
        let site = self.tree.iter().map(|(path, bytes)| (path.to_string(), bytes));
        let mut files: Vec<(String, &[u8])> = site.collect();
        files.extend(own.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())));
        files.sort();
        let mut digests: Vec<(String, Digest)> =
            files.iter().map(|(path, bytes)| (path.clone(), Digest::of(bytes))).collect();
        let sums = texts::sums(&digests);
        digests.push((SUMS.to_owned(), Digest::of(sums.as_bytes())));
        let manifest = Manifest::new(origin, digests).to_json();
        files.push((SUMS.to_owned(), sums.as_bytes()));
        files.push((manifest::NAME.to_owned(), manifest.as_bytes()));
        // What says how to read the rest comes first.
        files.sort_by(|left, right| (left.0 != README, left).cmp(&(right.0 != README, right)));
        for (path, _) in &mut files {
            *path = format!("{name}/{path}");
        }
        Ok(Packed {
            zip: archive::write(&files, origin.today)?,
            manifest: Digest::of(manifest.as_bytes()),
            files: files.len(),
        })
    }
}
