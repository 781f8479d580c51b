//! The audit pack: what is in it, that it is the same bytes for the same input, and when there is none.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use annexa::base::digest::Digest;
use serde_json::Value;
use snapbox::cmd::Command;
use snapbox::dir::DirRoot;

use support::project::{HANDBOOK, Project, SOUND, annexa, files, stderr, stdout, text};
use support::repository::Repository;

/// `annexa export pack -C ROOT --today 2026-11-21`, in the folder of the project's parent.
fn pack(root: &Path) -> Command {
    let folder = root.parent().expect("a project lies in a folder");
    annexa().current_dir(folder).args(["export", "pack", "--today", "2026-11-21", "-C"]).arg(root)
}

/// The files of a zip in their order.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole bytes");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// A pack of the project, without its top folder.
fn packed(root: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let run = pack(root).args(["--output", "-"]).args(more).assert().success();
    let files = unzipped(&run.get_output().stdout).into_iter();
    files
        .map(|(name, bytes)| {
            (name.split_once('/').expect("one folder at the top").1.to_owned(), bytes)
        })
        .collect()
}

fn manifest(files: &BTreeMap<String, Vec<u8>>) -> Value {
    serde_json::from_slice(&files["manifest.json"]).expect("a manifest")
}

fn read(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    text(files.get(name).unwrap_or_else(|| panic!("no {name}")))
}

#[test]
fn a_pack_is_the_site_and_four_files_in_one_folder() {
    let project = Project::sound();
    let run = pack(&project.root).assert().success();
    let bytes = fs::read(project.path("../handbook-2026-11-21.zip")).expect("the default name");
    assert_eq!(stdout(&run), format!("{}  handbook-2026-11-21.zip\n", Digest::of(&bytes)));
    assert!(stderr(&run).starts_with("packed "), "{}", stderr(&run));
    let found = unzipped(&bytes);
    assert_eq!(found[0].0, "handbook-2026-11-21/README.txt");
    assert!(found.iter().all(|(name, _)| name.starts_with("handbook-2026-11-21/")));

    project.run("build", &["--output", &project.path("../site").to_string_lossy()]).success();
    let site: BTreeMap<_, _> = files(&project.path("../site")).into_iter().collect();
    let mut pack = packed(&project.root, &[]);
    let said = manifest(&pack);
    for name in ["README.txt", "SHA256SUMS", "checks/findings.html", "checks/findings.json"] {
        let bytes = pack.remove(name).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(said["files"][name], Digest::of(&bytes).to_string(), "{name}");
    }
    for (name, bytes) in &site {
        if name == "manifest.json" {
            continue;
        }
        assert_eq!(pack.get(name), Some(bytes), "{name}");
        assert_eq!(said["files"][name], Digest::of(bytes).to_string(), "{name}");
    }
    assert_eq!(pack.len(), site.len());
    assert!(pack.keys().any(|name| name.starts_with("downloads/")));
    assert!(pack.contains_key("auditor.html"));
}

#[test]
fn two_packs_are_the_same_bytes_whatever_the_machine() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let folder = DirRoot::mutable_temp().expect("a temporary folder");
    let root = folder.path().expect("it has a path");
    let made = |name: &str, threads: &str, zone: &str| {
        let file = root.join(name);
        pack(&example)
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .arg("--output")
            .arg(&file)
            .assert()
            .success();
        fs::read(file).expect("it was written")
    };
    let one = made("one.zip", "1", "Pacific/Kiritimati");
    assert!(one == made("other.zip", "4", "America/Los_Angeles"));
    assert!(unzipped(&one).len() > 400);
}

#[test]
fn the_manifest_says_as_of_when_and_of_which_commit() {
    let repository =
        Repository::new(&[("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)]);
    let commit = repository.commit("Begin", "2026-06-01");
    let root = &repository.0.root;
    let said = manifest(&packed(root, &[]));
    assert_eq!(said["generator"], "annexa");
    assert_eq!(said["schema"], 2);
    assert_eq!(said["annexa"], env!("CARGO_PKG_VERSION"));
    assert_eq!(said["title"], "Handbook");
    assert_eq!(said["today"], "2026-11-21");
    assert_eq!(said["commit"], commit);
    assert_eq!(said["is_modified"], false);

    // A pack that lies in the project is none of its sources.
    pack(root).arg("--output").arg(root).assert().success();
    assert_eq!(manifest(&packed(root, &[])), said);

    repository.0.write("documents/access.md", &SOUND.replace("Ask first", "Ask twice"));
    let files = packed(root, &[]);
    assert_eq!(manifest(&files)["is_modified"], true);
    let readme = read(&files, "README.txt");
    assert!(readme.contains(&format!("{commit}, and changes that were not committed")), "{readme}");

    let without = packed(root, &["--no-history"]);
    assert_eq!(manifest(&without).get("commit"), None);
    assert_eq!(manifest(&without).get("is_modified"), None);
    assert!(read(&without, "README.txt").contains("Commit    not known"));

    // The site says the same.
    repository.0.run("build", &[]).success();
    let built: Value =
        serde_json::from_str(&repository.0.read("public/manifest.json")).expect("a manifest");
    assert_eq!(built["commit"], commit);
    assert_eq!((&built["today"], &built["is_modified"]), (&said["today"], &Value::Bool(true)));
}

#[test]
fn what_denies_gives_no_pack() {
    let project = Project::sound();
    project.write("documents/access.md", &SOUND.replace("\"ciso\"", "\"ciso\"\nowner = 3"));
    let before = project.files();
    let run = pack(&project.root).assert().code(1);
    assert!(stdout(&run).contains("documents/access.md"), "{}", stdout(&run));
    assert!(stderr(&run).starts_with("not packed: 1 error"), "{}", stderr(&run));
    assert!(!project.path("../handbook-2026-11-21.zip").exists());

    let overdue = Project::overdue();
    overdue.write("handbook.toml", HANDBOOK);
    pack(&overdue.root).assert().success();
    fs::remove_file(overdue.path("../handbook-2026-11-21.zip")).expect("it was written");
    pack(&overdue.root).args(["--deny", "review-overdue"]).assert().code(1);
    assert!(!overdue.path("../handbook-2026-11-21.zip").exists());
    assert_eq!(project.files(), before);
}

#[test]
fn findings_are_in_it_with_what_waivers_hold_back() {
    let project = Project::overdue();
    let files = packed(&project.root, &[]);
    let json: Value = serde_json::from_slice(&files["checks/findings.json"]).expect("JSON");
    assert_eq!(json["findings"][0]["code"], "review-overdue");
    let page = read(&files, "checks/findings.html");
    assert!(page.contains("<h2>Warnings (1)</h2>") && page.contains("21 November 2026"), "{page}");

    project.write(
        "handbook.toml",
        "title = \"Handbook\"\n[[waiver]]\ncode = \"review-overdue\"\ntarget = \"POL-1\"\nreason = \"New <tool> first\"\nuntil = 2026-12-31\n",
    );
    let files = packed(&project.root, &[]);
    let page = read(&files, "checks/findings.html");
    assert!(page.contains("<h2>Held back by waivers (1)</h2>"), "{page}");
    assert!(page.contains("Held back until 31 December 2026: New &lt;tool&gt; first"), "{page}");
    assert!(read(&files, "README.txt").contains("1 waived"));

    let files = packed(&Project::overdue().root, &["--allow", "review-overdue"]);
    let page = read(&files, "checks/findings.html");
    assert!(page.contains("1 finding of checks that"), "{page}");
    assert!(read(&files, "README.txt").contains("Checks    no findings (1 allowed)"));
}

#[test]
fn the_sums_are_those_that_other_tools_read() {
    let files = packed(&Project::sound().root, &[]);
    let sums = read(&files, "SHA256SUMS");
    let mut wanted: Vec<String> = files
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "SHA256SUMS" | "manifest.json"))
        .map(|(name, bytes)| format!("{}  {name}", Digest::of(bytes)))
        .collect();
    wanted.sort_by(|left, right| left[66..].cmp(&right[66..]));
    assert_eq!(sums.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn any_title_names_a_file() {
    for (title, name) in [
        ("Überprüfung der Ämter", "ueberpruefung-der-aemter-2026-11-21"),
        ("情報セキュリティ", "handbook-2026-11-21"),
        ("أمن المعلومات", "handbook-2026-11-21"),
        ("../../etc \u{1F600}", "etc-2026-11-21"),
    ] {
        let project = Project::new(&[("handbook.toml", &format!("title = {title:?}\n"))]);
        let run = pack(&project.root).assert().success();
        assert!(stdout(&run).ends_with(&format!("  {name}.zip\n")), "{}", stdout(&run));
        let bytes = fs::read(project.path(&format!("../{name}.zip"))).expect("it was written");
        let files = unzipped(&bytes);
        assert!(text(&files[0].1).starts_with(&format!("{title}\n")), "{title}");
    }
}

#[test]
fn a_pack_goes_where_it_is_wanted_and_replaces_no_source() {
    let project = Project::sound();
    let folder = project.path("../packs");
    fs::create_dir(&folder).expect("a folder can be made");
    pack(&project.root).arg("--output").arg(&folder).assert().success();
    assert!(folder.join("handbook-2026-11-21.zip").is_file());
    pack(&project.root).arg("--output").arg(folder.join("a/b.zip")).assert().success();
    assert!(folder.join("a/b.zip").is_file());
    let run =
        pack(&project.root).arg("--output").arg(project.path("handbook.toml")).assert().code(2);
    assert!(stderr(&run).contains("lies among the sources of the handbook"), "{}", stderr(&run));
    assert_eq!(project.read("handbook.toml"), HANDBOOK);
    // Nothing of an interrupted writing is left.
    let left = files(&project.path("..")).into_iter().map(|(name, _)| name);
    assert!(left.into_iter().all(|name| !name.contains("partial")));
}
