//! What came out of verifying as one JSON object, for programs. The shape is a contract: see `docs/audit-pack.md`.

use serde::Serialize;

use crate::pack::verify::{Different, Told, Verification};

#[derive(Serialize)]
struct Object<'v> {
    schema: u32,
    is_unaltered: bool,
    path: String,
    title: Option<&'v str>,
    today: Option<&'v str>,
    commit: Option<&'v str>,
    is_modified: Option<bool>,
    annexa: Option<&'v str>,
    files: usize,
    manifest_sha256: String,
    zip_sha256: Option<String>,
    told: Option<Answer>,
    altered: Vec<Entry<'v>>,
    missing: &'v [String],
    added: Vec<Entry<'v>>,
    of_systems: Vec<Entry<'v>>,
}

#[derive(Serialize)]
struct Answer {
    sha256: String,
    is_of: Option<&'static str>,
}

#[derive(Serialize)]
struct Entry<'v> {
    path: &'v str,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// Writes what came out as one line of JSON, with a line feed at its end.
pub fn render(verification: &Verification) -> String {
    let manifest = &verification.manifest;
    let manifest_sha256 = verification.manifest_digest.to_string();
    let zip_sha256 = verification.zip_digest.map(|digest| digest.to_string());
    let told = match verification.told {
        Told::Nothing => None,
        Told::Zip => zip_sha256.clone().map(|sha256| Answer { sha256, is_of: Some("zip") }),
        Told::Manifest => Some(Answer { sha256: manifest_sha256.clone(), is_of: Some("manifest") }),
        Told::Neither(digest) => Some(Answer { sha256: digest.to_string(), is_of: None }),
    };
    let object = Object {
        schema: 1,
        is_unaltered: verification.is_unaltered(),
        path: verification.path.to_string_lossy().into_owned(),
        title: manifest.title.as_deref(),
        today: manifest.today.as_deref(),
        commit: manifest.commit.as_deref(),
        is_modified: manifest.is_modified,
        annexa: manifest.annexa.as_deref(),
        files: manifest.files().len(),
        manifest_sha256,
        zip_sha256,
        told,
        altered: entries(&verification.altered),
        missing: &verification.missing,
        added: entries(&verification.added),
        of_systems: entries(&verification.of_systems),
    };
    let mut text = serde_json::to_string(&object).expect("strings and numbers always serialize");
    text.push('\n');
    text
}

fn entries(files: &[Different]) -> Vec<Entry<'_>> {
    files.iter().map(|file| Entry { path: &file.path, size: file.size, note: file.note }).collect()
}
