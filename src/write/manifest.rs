//! The list of what a build wrote: `manifest.json`, with the SHA-256 of each file. It is also the mark of a folder that Annexa made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::path::OutPath;

/// The name of the manifest in the output folder.
pub const NAME: &str = "manifest.json";

/// The files of a build with their digests.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Manifest {
    /// Who made it: always `annexa`.
    generator: String,
    /// The version of this format.
    schema: u32,
    /// Path and SHA-256 in hexadecimal digits.
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a site.
    pub fn new(files: Vec<(String, Digest)>) -> Self {
        let files = files.into_iter().map(|(path, digest)| (path, digest.to_string())).collect();
        Self { generator: "annexa".to_owned(), schema: 1, files }
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

    /// The files that a later build no longer has. A manifest is only text: names that no build would have written are left out.
    pub fn files_not_in(&self, later: &Self) -> Vec<String> {
        let ours =
            |path: &&String| OutPath::new(path).is_some() && !later.files.contains_key(*path);
        self.files.keys().filter(ours).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forged_manifest_names_no_file_outside() {
        let forged = r#"{"generator":"annexa","schema":1,"files":{"../../etc/passwd":"0","/tmp/x":"0","old.html":"0"}}"#;
        let forged = Manifest::from_json(forged).expect("the right shape");
        assert_eq!(forged.files_not_in(&Manifest::new(Vec::new())), ["old.html"]);
        assert_eq!(
            Manifest::from_json("{\"generator\":\"other\",\"schema\":1,\"files\":{}}"),
            None
        );
    }
}
