//! Every input that the fuzzers keep, tried again: the corpus of each, and what once broke something.

#[path = "support/borders/mod.rs"]
mod borders;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

fn folder(kind: &str, border: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(kind).join(border)
}

/// The files of a folder, in order; none where there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    files.sort();
    files
}

/// Tries the inputs of one border, and names those that break something.
fn replay(kind: &str, name: &str) -> usize {
    let (_, hold) = borders::ALL.into_iter().find(|(border, _)| *border == name).expect("a border");
    let inputs = files(&folder(kind, name));
    let breaks = |path: &&PathBuf| {
        let bytes = fs::read(path).expect("an input can be read");
        catch_unwind(AssertUnwindSafe(|| hold(&bytes))).is_err()
    };
    let broken: Vec<&PathBuf> = inputs.iter().filter(breaks).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    inputs.len()
}

#[test]
fn what_once_broke_something_breaks_nothing() {
    let tried: usize = borders::ALL.iter().map(|(name, _)| replay("regressions", name)).sum();
    assert!(tried >= 6, "only {tried} were tried");
}

#[test]
fn every_kept_front_matter_holds() {
    assert!(replay("corpus", "front_matter") > 50);
}

#[test]
fn every_kept_table_holds() {
    assert!(replay("corpus", "csv_register") > 50);
}

#[test]
fn every_kept_request_holds() {
    assert!(replay("corpus", "router") > 50);
}

#[test]
fn every_kept_project_holds() {
    assert!(replay("corpus", "project") > 50);
}

#[test]
fn every_kept_archive_holds() {
    assert!(replay("corpus", "archive") > 20);
}
