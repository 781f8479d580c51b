//! Holds the layers and habits that the crate documentation describes, by reading the sources.
//!
//! A rule that a person must remember is a rule that will be broken: each one here prints itself when it fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The longest source file, in lines.
const LONGEST: usize = 400;

/// Which modules a module may import from. `x/y` means that file only.
const LAYERS: [(&str, &[&str]); 22] = [
    ("base", &[]),
    ("diag", &["base"]),
    ("load", &["base", "diag"]),
    ("parse", &["base", "diag", "load"]),
    ("frameworks", &["base"]),
    ("model", &["base", "diag", "load", "parse", "frameworks"]),
    ("check", &["base", "diag", "model", "parse", "frameworks"]),
    ("view", &["base", "diag", "model", "parse", "frameworks"]),
    ("render", &["base", "diag", "load", "parse", "frameworks", "model", "view"]),
    ("sheet", &["base"]),
    ("export", &["base", "diag", "parse", "frameworks", "model", "view", "render", "sheet"]),
    ("starter", &["base", "frameworks"]),
    ("write", &["base", "render"]),
    ("pack", &["base", "diag", "render", "write"]),
    ("mend", &["base", "diag", "load", "parse", "pipeline"]),
    ("author", &["base", "diag", "load", "parse", "model", "pipeline"]),
    ("compare", &["base", "diag", "load", "parse", "model"]),
    ("pipeline", &["base", "diag", "load", "parse", "model", "check", "render", "export"]),
    ("pdf", &["base"]),
    ("preview", &["base", "diag", "load", "pipeline", "render"]),
    (
        "cli",
        &[
            "base", "diag", "load", "parse", "model", "export", "compare", "pipeline", "mend",
            "author", "starter", "write", "pack", "pdf", "preview",
        ],
    ),
    ("lib", &[]),
];

/// Folders whose files are siblings that never import each other.
const SIBLINGS: [&str; 3] = ["check", "render/page", "export"];

/// Crates that are named in these files only.
const ENGINES: [(&str, &[&str]); 34] = [
    ("tikv_jemallocator::", &["main.rs"]),
    ("tera::", &["render/templates.rs"]),
    ("syntect::", &["parse/highlight.rs"]),
    ("ahash::", &["export/search/words.rs"]),
    ("elasticlunr::", &["export/search/language.rs"]),
    ("ammonia::", &["render/sanitize.rs"]),
    ("html5ever::", &["parse/html_depth.rs"]),
    ("annotate_snippets::", &["diag/human.rs"]),
    ("textwrap::", &["diag/manual/terminal.rs"]),
    ("terminal_size::", &["cli/report.rs"]),
    ("csv::Writer", &["base/csv.rs"]),
    ("csv::Reader", &["base/csv.rs"]),
    ("rust_xlsxwriter::", &["sheet/xlsx.rs"]),
    ("icalendar::", &["export/due/ics.rs"]),
    ("schemars::", &["export/handbook/"]),
    ("uuid::", &["export/oscal/name.rs"]),
    // One writes what was changed as version control does, the other says what differs.
    ("similar::", &["base/change.rs", "base/compare.rs"]),
    ("unicode_segmentation::", &["base/words.rs"]),
    ("toml_edit::", &["mend/sort.rs", "author/edit/layout.rs"]),
    ("rustix::", &["cli/timings.rs", "load/open.rs", "pdf/group.rs", "write/system.rs"]),
    ("unicode_normalization::", &["base/path.rs", "parse/digest.rs"]),
    ("signal_hook::", &["pdf/signals.rs"]),
    ("quick_xml::", &["diag/junit.rs"]),
    ("clap_complete::", &["cli/completions.rs"]),
    ("clap_mangen::", &["cli/man.rs"]),
    ("indicatif::", &["cli/progress.rs"]),
    ("jiff::", &["base/date.rs"]),
    ("notify::", &["preview/watch.rs"]),
    ("opener::", &["cli/serve.rs"]),
    ("tiny_http::", &["preview/server/send.rs"]),
    ("include_dir::", &["frameworks/mod.rs", "render/theme.rs", "starter/embedded.rs"]),
    ("walkdir::", &["load/read.rs"]),
    ("zip::", &["pack/archive.rs"]),
    ("pulldown_cmark::", &["parse/markdown/", "render/html/"]),
];

/// What only some modules may do: disk, environment, output.
const WORLD: [(&str, &[&str]); 5] = [
    ("std::fs", &["load", "write", "pack/archive.rs", "pack/copy.rs", "pdf/run.rs"]),
    ("std::env", &["cli", "write", "load/git.rs"]),
    ("std::net", &["preview/server/"]),
    ("std::process::", &["cli", "main.rs", "load/git.rs", "pdf/run.rs", "pdf/group.rs"]),
    (
        "std::io::",
        &[
            "cli",
            "load",
            "write",
            "pack/copy.rs",
            "pack/archive.rs",
            "pdf",
            "preview/server/",
            "preview/watch.rs",
        ],
    ),
];

/// Where values are turned into and read from other formats.
const SERDE: [(&str, &[&str]); 2] = [
    (
        "Serialize",
        &[
            "view",
            "export",
            "diag",
            "write",
            "render",
            "compare/json.rs",
            "pack/json.rs",
            "preview/panel.rs",
        ],
    ),
    ("Deserialize", &["frameworks", "write"]),
];

/// The source files, by their path below `src/`.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("the sources can be read").into_path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .map(|path| {
            let name =
                path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).expect("a source can be read"))
        })
        .collect()
}

/// The part of a file before its tests: rules are for the product.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// The modules that a file imports from, as `use crate::x` or a path in the code.
fn imports(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in
        product(text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
    {
        for piece in line.split("crate::").skip(1) {
            let name = piece
                .split(|part: char| !part.is_alphanumeric() && part != '_')
                .next()
                .unwrap_or("");
            found.push((number + 1, name));
        }
    }
    found
}

#[track_caller]
fn assert_none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}\n{}", faults.join("\n"));
}

#[test]
fn modules_import_only_from_the_layers_below() {
    let layers: BTreeMap<&str, &[&str]> = LAYERS.into_iter().collect();
    let mut faults = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| *path != "main.rs") {
        let here = module(path);
        let allowed = layers.get(here).unwrap_or_else(|| {
            panic!("`{here}` has no layer: add it to the table in tests/tidy.rs")
        });
        for (line, name) in imports(text) {
            let is_macro = name == "code";
            if name != here && !is_macro && !allowed.contains(&name) {
                faults.push(format!("src/{path}:{line} imports `crate::{name}`"));
            }
        }
    }
    assert_none("A module imports only what the table of layers allows.", &faults);
}

#[test]
fn siblings_do_not_know_each_other() {
    let mut faults = Vec::new();
    for (path, text) in &sources() {
        let Some(folder) = SIBLINGS
            .iter()
            .find(|folder| path.strip_prefix(**folder).is_some_and(|rest| rest.starts_with('/')))
        else {
            continue;
        };
        if path.ends_with("mod.rs") {
            continue;
        }
        let prefix = format!("crate::{}::", folder.replace('/', "::"));
        for (number, line) in product(text).lines().enumerate() {
            let Some(name) = line.split(&prefix).nth(1) else { continue };
            // What a folder's own mod.rs offers begins with a capital letter.
            let of_its_own = path.strip_prefix(*folder).is_some_and(|own| {
                own.starts_with(&format!("/{}/", module(&name.replace("::", "/"))))
            });
            if name.starts_with(|first: char| first.is_ascii_lowercase()) && !of_its_own {
                faults.push(format!(
                    "src/{path}:{} imports a sibling: {}",
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert_none("No check imports a check, no page a page, no export an export.", &faults);
}

fn named_outside(table: &[(&str, &[&str])]) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in &sources() {
        for (word, places) in table {
            if places.iter().any(|place| {
                path == place
                    || module(path) == *place
                    || place.ends_with('/') && path.starts_with(place)
            }) {
                continue;
            }
            let lines = product(text)
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.trim_start().starts_with("//"));
            faults.extend(
                lines
                    .filter(|(_, line)| line.contains(word))
                    .map(|(number, line)| format!("src/{path}:{} {}", number + 1, line.trim())),
            );
        }
    }
    faults
}

#[test]
fn each_engine_is_named_in_its_file_only() {
    assert_none(
        "A third-party engine is named in one file, or one for each use, so that replacing it costs few.",
        &named_outside(&ENGINES),
    );
}

#[test]
fn only_the_outermost_modules_reach_the_world() {
    assert_none(
        "Disk, environment, network and output belong to load, write and cli.",
        &named_outside(&WORLD),
    );
}

#[test]
fn formats_are_written_at_the_borders() {
    assert_none(
        "Serialize belongs to views, exports and formats; Deserialize to embedded data and our own manifest.",
        &named_outside(&SERDE),
    );
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    for (path, text) in &sources() {
        let lines = text.lines().count();
        if lines > LONGEST {
            faults.push(format!("src/{path} has {lines} lines, more than {LONGEST}: split it"));
        }
        if !text.starts_with("//!") {
            faults.push(format!("src/{path} does not begin with a `//!` sentence"));
        }
        for name in ["util", "utils", "helpers", "common", "types", "manager"] {
            if path.split('/').any(|part| part.trim_end_matches(".rs") == name) {
                faults.push(format!("src/{path} has a name that says nothing: `{name}`"));
            }
        }
    }
    assert_none("A file holds one idea and says which.", &faults);
}

#[test]
fn imports_name_what_they_import() {
    let mut faults = Vec::new();
    for (path, text) in &sources() {
        let lines = product(text).lines().enumerate();
        let globs = lines.filter(|(_, line)| line.starts_with("use ") && line.contains("::*"));
        faults.extend(globs.map(|(number, line)| format!("src/{path}:{} {line}", number + 1)));
    }
    assert_none("No glob imports: imports are how a reader sees the layers.", &faults);
}

#[test]
fn public_functions_take_no_flags() {
    let mut faults = Vec::new();
    for (path, text) in &sources() {
        for (number, line) in product(text).lines().enumerate() {
            let line = line.trim();
            if line.starts_with("pub fn") && line.contains(": bool") && !line.contains("-> bool") {
                faults.push(format!("src/{path}:{} {line}", number + 1));
            }
        }
    }
    assert_none(
        "No bool parameter in a public function: split it, or use an enum with two names.",
        &faults,
    );
}

#[test]
fn the_embedded_theme_is_the_folder() {
    // include_dir! does not notice a new file by itself; a build that lacks one must not pass.
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("theme/static");
    let outcome = annexa::pipeline::build(
        &annexa::load::Sources::from_files([]),
        &annexa::pipeline::Options::on("2026-11-21".parse().expect("a date")),
        &(),
    );
    for entry in fs::read_dir(theme).expect("the theme can be read") {
        let entry = entry.expect("an entry");
        let path = annexa::base::path::OutPath::fixed(&format!(
            "static/{}",
            entry.file_name().to_string_lossy()
        ));
        let bytes = fs::read(entry.path()).expect("a file of the theme");
        assert_eq!(
            outcome.tree.get(&path),
            Some(bytes.as_slice()),
            "`{path}` is not embedded as it is: touch src/render/theme.rs"
        );
    }
}
