//! The page of promises names only proofs that exist, and every folder of proofs is run.
//!
//! `UPDATE=1 cargo test --test promises` writes `docs/promises.md` from `tests/promises/`; read the difference before you keep it.

mod support;

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use support::page::page;

/// The areas in the order of the page; each is a file of `tests/promises/`.
const AREAS: [&str; 10] = [
    "reading",
    "input",
    "paths",
    "publishing",
    "bytes",
    "repository",
    "copies",
    "preview",
    "fuzzing",
    "supply",
];

const HEAD: &str = "# Promises

What Annexa promises, and the command that proves it. Each command runs in a checkout of the sources, installs what it lacks and says so, and ends
with exit code 0 when the promise holds. `./tests/prove --list` names all of them, `./tests/run` proves them together, and `./tests/run --long` with
the full numbers of repetitions.

Who is defended against what, and what is not promised, is in [SECURITY.md](../SECURITY.md).
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Area {
    title: String,
    promise: Vec<Promise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promise {
    /// The word for `tests/prove`.
    id: String,
    /// One sentence.
    #[serde(rename = "promise")]
    sentence: String,
    /// How, and where it ends.
    means: String,
    /// Commands, run from the root.
    proof: Vec<String>,
    /// `FILE: NAME` of what the commands run.
    tests: Vec<String>,
}

fn areas() -> Vec<Area> {
    let read = |name: &&str| {
        let path = format!("tests/promises/{name}.toml");
        let text = fs::read_to_string(page(&path)).unwrap_or_else(|_| panic!("{path} is there"));
        toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    AREAS.iter().map(read).collect()
}

fn promises() -> Vec<Promise> {
    areas().into_iter().flat_map(|area| area.promise).collect()
}

#[test]
fn the_page_of_promises_is_what_the_tests_prove() {
    let mut wanted = HEAD.to_owned();
    for area in areas() {
        write!(wanted, "\n## {}\n", area.title).expect("a text takes everything");
        for Promise { id, sentence, means, proof, tests } in area.promise {
            let mut files: Vec<&str> = Vec::new();
            for (file, _) in tests.iter().filter_map(|test| test.split_once(": ")) {
                if !files.contains(&file) {
                    files.push(file);
                }
            }
            let files: Vec<String> =
                files.iter().map(|file| format!("[`{file}`](../{file})")).collect();
            let (proof, files) = (proof.join("\n"), files.join(", "));
            write!(
                wanted,
                "\n### {sentence}\n\n{means}\n\n```sh\n./tests/prove {id}\n```\n\nIt runs\n\n```sh\n{proof}\n```\n\nProofs: {files}\n"
            )
            .expect("a text takes everything");
        }
    }
    let path = page("docs/promises.md");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).expect("a page can be written");
    }
    let seen = fs::read_to_string(path).unwrap_or_default();
    assert!(seen == wanted, "docs/promises.md is made of tests/promises/: run with UPDATE=1");
}

/// The path of a module of the library, by its file.
fn module_of(file: &str) -> Option<String> {
    let path = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    Some(path.trim_end_matches("/mod").replace('/', "::"))
}

/// A test by itself, or a line of a table of tests.
fn is_test_of(line: &str, name: &str) -> bool {
    let line = line.trim_start();
    ["test(", "it(", "[\""].iter().any(|start| line.starts_with(start)) && line.contains(name)
}

#[test]
fn every_proof_is_there() {
    let mut ids = BTreeSet::new();
    for Promise { id, sentence, proof, tests, .. } in promises() {
        assert!(ids.insert(id.clone()), "{id} is there twice");
        assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{id}: one sentence");
        assert!(!proof.is_empty() && !tests.is_empty(), "{id} proves nothing");
        for test in &tests {
            let (file, name) = test.split_once(": ").unwrap_or_else(|| panic!("{id}: {test}"));
            let text = fs::read_to_string(page(file)).unwrap_or_else(|_| panic!("{id}: no {file}"));
            let extension = Path::new(file).extension().and_then(|extension| extension.to_str());
            let is_there = match extension {
                Some("rs") => text.contains(&format!("fn {name}(")),
                Some("mjs") => text.lines().any(|line| is_test_of(line, name)),
                _ => text.contains(name),
            };
            assert!(is_there, "{id}: {file} has no test `{name}`");
            let target = file.trim_start_matches("tests/").split(['/', '.']).next();
            let is_run = proof.iter().any(|command| {
                command.contains(file)
                    || target.is_some_and(|target| {
                        command.starts_with("cargo test")
                            && command.split(' ').any(|word| word == target)
                    })
                    || module_of(file).is_some_and(|module| {
                        command.strip_prefix("cargo test --lib ").is_some_and(|filter| {
                            format!("{module}::tests::{name}").contains(filter)
                        })
                    })
            });
            assert!(is_run, "{id}: no command of the proof runs {file}");
        }
    }
}

/// A test of the program from outside that no promise names would prove something that nobody knows of.
#[test]
fn every_outside_test_proves_a_promise() {
    let named: Vec<String> = promises().into_iter().flat_map(|promise| promise.proof).collect();
    let Ok(entries) = fs::read_dir(page("tests/trust")) else { return };
    for entry in entries {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            assert!(named.iter().any(|proof| proof.contains(&name)), "no promise runs {name}");
        }
    }
}
