//! The texts inside the binary: those of the starter, and the complete example.
//!
//! The folders of the example are named one by one: what is built from it lies beside them, and must never get in.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::base::path::RelPath;
use crate::starter::Files;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter/files");

static EXAMPLE: [(&str, Dir<'_>); 4] = [
    ("assets", include_dir!("$CARGO_MANIFEST_DIR/content-example/assets")),
    ("documents", include_dir!("$CARGO_MANIFEST_DIR/content-example/documents")),
    ("records", include_dir!("$CARGO_MANIFEST_DIR/content-example/records")),
    ("registers", include_dir!("$CARGO_MANIFEST_DIR/content-example/registers")),
];

macro_rules! example_files {
    ($($name:literal),*) => {
        [$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/content-example/", $name)).as_slice())),*]
    };
}

static EXAMPLE_FILES: [(&str, &[u8]); 5] =
    example_files!["README.md", "glossary.toml", "handbook.toml", "people.toml", "soa.toml"];

/// The templates of a folder of the starter, by the paths that they get: `dot-x` becomes `.x`, which would hide them here.
pub(super) fn starter(folder: &str) -> Vec<(RelPath, &'static str)> {
    let Some(folder) = STARTER.get_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for (path, bytes) in below(folder) {
        let inside = path.strip_prefix(folder.path()).unwrap_or(path);
        let name: Vec<String> = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .map(|part| part.strip_prefix("dot-").map_or(part.clone(), |rest| format!(".{rest}")))
            .collect();
        let text = std::str::from_utf8(bytes).expect("templates are UTF-8, which a test asserts");
        files.push((RelPath::fixed(&name.join("/")), text));
    }
    files
}

/// The files of the example.
pub(super) fn example() -> Files {
    let mut files: Files =
        EXAMPLE_FILES.iter().map(|(name, bytes)| (RelPath::fixed(name), bytes.to_vec())).collect();
    for (name, folder) in &EXAMPLE {
        for (path, bytes) in below(folder) {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(RelPath::fixed(&format!("{name}/{}", parts.join("/"))), bytes.to_vec());
        }
    }
    files
}

/// All files below a folder.
fn below(folder: &'static Dir<'static>) -> Vec<(&'static Path, &'static [u8])> {
    let mut found: Vec<_> = folder.files().map(|file| (file.path(), file.contents())).collect();
    found.extend(folder.dirs().flat_map(below));
    found
}
