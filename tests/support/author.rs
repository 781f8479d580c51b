//! The commands that write for an author, and what they are run on.

use std::fs;
use std::path::Path;

use snapbox::cmd::OutputAssert;

use super::project::{HANDBOOK, Project, annexa, files};

pub(crate) const POLICY: &str = "documents/access/pol-005-access-control.md";

/// The complete example in a folder of its own.
pub(crate) fn example() -> Project {
    let project = Project::new(&[]);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    for (path, bytes) in files(&example) {
        let path = project.path(&path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    project
}

/// A handbook with one document, and nobody who may not do anything.
pub(crate) fn small(document: &str) -> Project {
    Project::new(&[("handbook.toml", HANDBOOK), ("documents/a.md", document)])
}

/// Runs `annexa ARGUMENTS -C ROOT --today 2026-11-21`.
pub(crate) fn run(project: &Project, arguments: &[&str]) -> OutputAssert {
    annexa().args(arguments).arg("-C").arg(&project.root).args(["--today", "2026-11-21"]).assert()
}

pub(crate) const REVIEW: [&str; 8] = [
    "review",
    "POL-005",
    "--by",
    "ciso",
    "--outcome",
    "no-change",
    "--note",
    "Access review of Q3 found nothing.",
];

pub(crate) const APPROVE: [&str; 6] = [
    "approve",
    "POL-005",
    "--by",
    "ceo",
    "--ref",
    "https://git.example.com/isms/-/merge_requests/140",
];
