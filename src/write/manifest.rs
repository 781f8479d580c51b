//! The list of what was written: `manifest.json`, with the SHA-256 of each file. It is also the mark of a folder that Annexa made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::path::OutPath;
use crate::render::origin::Origin;

/// The name of the manifest in the output folder.
pub const NAME: &str = "manifest.json";

/// The newest version of the format. The first one had nothing but the files.
pub const SCHEMA: u32 = 2;

/// The files of a build with their digests, and what they were made of.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Manifest {
    /// Who made it: always `annexa`.
    generator: String,
    /// The version of this format.
    pub schema: u32,
    /// The version of Annexa.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub annexa: Option<String>,
    /// The title of the handbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of all states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// The whole id of the commit that the sources were at; not there without git.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// True when sources differed from that commit; not there without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_modified: Option<bool>,
    /// Path and SHA-256 in hexadecimal digits.
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a site.
    pub fn new(origin: &Origin, files: Vec<(String, Digest)>) -> Self {
        let files = files.into_iter().map(|(path, digest)| (path, digest.to_string())).collect();
        let checkout = origin.checkout.as_ref();
        Self {
            generator: "annexa".to_owned(),
            schema: SCHEMA,
            annexa: Some(env!("CARGO_PKG_VERSION").to_owned()),
            title: Some(origin.title.clone()),
            today: Some(origin.today.to_string()),
            commit: checkout.map(|checkout| checkout.commit.clone()),
            is_modified: checkout.map(|checkout| checkout.is_modified),
            files,
        }
    }

    /// The manifest of a site that is being made: of its files nothing is known yet but that Annexa writes them.
    pub fn coming(origin: &Origin, paths: impl IntoIterator<Item = String>) -> Self {
        let files = paths.into_iter().map(|path| (path, String::new())).collect();
        Self { files, ..Self::new(origin, Vec::new()) }
    }

    /// Reads a manifest; `None` when the text is not one of Annexa's.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|manifest: &Self| manifest.generator == "annexa")
    }

    /// Writes it with a line for each file, so that two versions can be compared.
    pub fn to_json(&self) -> String {
        let mut text =
            serde_json::to_string_pretty(self).expect("texts and numbers always serialize");
        text.push('\n');
        text
    }

    /// Each file with what the manifest says is its SHA-256, in the order of their paths.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, digest)| (path.as_str(), digest.as_str()))
    }

    /// What the manifest says is the SHA-256 of a file.
    pub fn digest_of(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files with names that a build would have written: a manifest is only text, and anybody may have changed it.
    pub fn own_files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| OutPath::new(path).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;
    use crate::render::origin::Checkout;

    fn origin(checkout: Option<Checkout>) -> Origin {
        let today = Date::new(2026, 11, 21).expect("a day");
        Origin { title: "Handbook".to_owned(), today, checkout }
    }

    #[test]
    fn a_forged_manifest_names_no_file_outside() {
        let forged = r#"{"generator":"annexa","schema":1,"files":{"../../etc/passwd":"0","/tmp/x":"0","old.html":"0"}}"#;
        let forged = Manifest::from_json(forged).expect("the right shape");
        assert_eq!(forged.own_files().collect::<Vec<_>>(), ["old.html"]);
        assert_eq!(
            Manifest::from_json("{\"generator\":\"other\",\"schema\":1,\"files\":{}}"),
            None
        );
    }

    #[test]
    fn manifests_of_both_versions_are_written_as_they_were_read() {
        let checkout = Checkout { commit: "0f5eddd".repeat(5), is_modified: true };
        let files = || vec![("a.html".to_owned(), Digest::of(b"a"))];
        let first = "{\n  \"generator\": \"annexa\",\n  \"schema\": 1,\n  \"files\": {\n    \"a.html\": \"0\"\n  }\n}\n";
        for text in [
            first.to_owned(),
            Manifest::new(&origin(None), files()).to_json(),
            Manifest::new(&origin(Some(checkout)), files()).to_json(),
        ] {
            let read = Manifest::from_json(&text).expect("a manifest");
            assert_eq!(read.to_json(), text);
        }
    }
}
