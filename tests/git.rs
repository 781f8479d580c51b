//! What is read from a repository: whatever it holds, nothing in it is run, and nothing outside the project is read.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use annexa::base::date::Date;
use annexa::base::path::RelPath;
use annexa::load::git::{Enough, Git, GitError};
use annexa::load::moment::{self, MomentError};
use annexa::load::revision::{self, RevisionError};
use annexa::load::{Content, Sources, Unread};

use support::project::{HANDBOOK, SOUND};
use support::repository::Repository;

const SMALL: [(&str, &str); 2] = [("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)];

fn git(repository: &Repository) -> Git {
    Git::at(&repository.0.root)
}

fn names(sources: &Sources) -> Vec<String> {
    sources.iter().map(|(path, _)| path.to_string()).collect()
}

fn content<'s>(sources: &'s Sources, path: &str) -> Option<&'s Content> {
    sources.get(&RelPath::new(path).expect("a path"))
}

fn day(text: &str) -> Date {
    text.parse().expect("a date in a test")
}

/// A program that leaves a mark, and the mark.
fn trap(repository: &Repository) -> (String, std::path::PathBuf) {
    let mark = repository.0.path("../mark");
    let script = repository.0.path("../trap.sh");
    fs::write(&script, format!("#!/bin/sh\ntouch '{}'\n", mark.display()))
        .expect("a script can be written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a mode can be set");
    (script.to_string_lossy().into_owned(), mark)
}

#[test]
fn a_revision_is_read_as_the_same_files_are_from_disk() {
    let repository = Repository::with_example("isms", "2026-06-01");
    let root = repository.0.path("isms");
    let (disk, then) = (
        annexa::load::read::read(&root).expect("the disk can be read"),
        revision::read(&root, "HEAD").expect("the revision can be read"),
    );
    assert_eq!(names(&then), names(&disk));
    for (path, _) in disk.iter() {
        assert_eq!(then.bytes(path), disk.bytes(path), "{path}");
    }
}

#[test]
fn the_monitor_of_a_hostile_repository_is_not_run() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let (script, mark) = trap(&repository);
    repository.git(&["config", "core.fsmonitor", &script]);
    git(&repository).ask(&["status", "--porcelain"]).expect("git answers");
    assert!(!mark.exists());
    // The trap works: without the guard it is sprung.
    repository.git(&["status", "--porcelain"]);
    assert!(mark.exists());
}

#[test]
fn the_hooks_of_a_hostile_repository_are_not_run() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let (script, mark) = trap(&repository);
    fs::copy(script, repository.0.path(".git/hooks/pre-commit")).expect("a hook can be made");
    let run = git(&repository).ask(&["hook", "run", "pre-commit"]);
    assert!(matches!(run, Err(GitError::Refused(_))), "{run:?}");
    assert!(!mark.exists());
    repository.git(&["hook", "run", "pre-commit"]);
    assert!(mark.exists());
}

/// A repository may ask git to verify signatures with a program of its choice.
#[test]
fn no_program_looks_at_signatures() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let (script, mark) = trap(&repository);
    let plain = repository.git(&["cat-file", "commit", "HEAD"]);
    let signature =
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\nBegin\n";
    repository.0.write(".git/signed", &plain.replace("\n\nBegin", &format!("\n{signature}")));
    let signed = repository.git(&["hash-object", "-t", "commit", "-w", ".git/signed"]);
    repository.git(&["config", "log.showSignature", "true"]);
    repository.git(&["config", "gpg.program", &script]);
    let found = moment::find(&git(&repository), &signed).expect("a commit");
    assert_eq!(found.committed, day("2026-06-01"));
    assert!(!mark.exists());
    repository.git(&["log", "-1", "--format=%ct", &signed]);
    assert!(mark.exists());
}

/// A partial clone fetches what it lacks from an address that its configuration names, which may be a command.
#[test]
fn an_object_that_is_not_there_is_not_fetched() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let (script, mark) = trap(&repository);
    let blob = repository.git(&["rev-parse", "HEAD:documents/access.md"]);
    for (key, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"),
        ("remote.origin.url", &format!("ext::{script}")),
        ("protocol.ext.allow", "always"),
    ] {
        repository.git(&["config", key, value]);
    }
    let (folder, name) = blob.split_at(2);
    fs::remove_file(repository.0.path(&format!(".git/objects/{folder}/{name}")))
        .expect("an object can be removed");
    let sources = revision::read(&repository.0.root, "HEAD").expect("the rest can be read");
    assert!(!mark.exists());
    assert!(matches!(content(&sources, "documents/access.md"), Some(Content::TooLarge(_))));
    let _ =
        support::repository::plain_git(&repository.0.root).args(["cat-file", "-p", &blob]).assert();
    assert!(mark.exists());
}

#[test]
fn a_name_that_begins_with_a_hyphen_is_no_option() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    for name in ["--all", "-h", "--output=stolen", "--git-dir", ""] {
        let found = moment::find(&git(&repository), name);
        assert!(matches!(found, Err(MomentError::Unknown { .. })), "{name}: {found:?}");
        let read = revision::read(&repository.0.root, name);
        assert!(matches!(read, Err(RevisionError::Unknown { .. })), "{name}: {read:?}");
    }
    assert!(!repository.0.path("stolen").exists());
}

#[test]
fn files_over_the_limit_are_noted_and_not_read() {
    let repository = Repository::new(&SMALL);
    repository.0.write("documents/long.md", &"a".repeat(1024 * 1024 + 1));
    repository.0.write("documents/just.md", &"a".repeat(1024 * 1024));
    // More than a text may have, and less than a picture may.
    repository.0.write("assets/plan.png", &"a".repeat(2 * 1024 * 1024));
    repository.commit("Begin", "2026-06-01");
    let sources = revision::read(&repository.0.root, "HEAD").expect("a revision");
    assert!(matches!(content(&sources, "documents/long.md"), Some(Content::TooLarge(1_048_577))));
    assert!(matches!(content(&sources, "documents/just.md"), Some(Content::Text(_))));
    assert!(matches!(content(&sources, "assets/plan.png"), Some(Content::Text(_))));
}

#[test]
fn symbolic_links_are_noted_and_not_followed() {
    let repository = Repository::new(&SMALL);
    symlink("/etc/hostname", repository.0.path("documents/host.md")).expect("a link can be made");
    symlink("documents", repository.0.path("records")).expect("a link can be made");
    repository.commit("Begin", "2026-06-01");
    let sources = revision::read(&repository.0.root, "HEAD").expect("a revision");
    assert!(matches!(content(&sources, "documents/host.md"), Some(Content::Unread(Unread::Link))));
    assert!(!names(&sources).iter().any(|path| path.starts_with("records/")));
}

#[test]
fn a_handbook_that_is_a_link_is_no_handbook() {
    let repository = Repository::new(&SMALL);
    fs::rename(repository.0.path("handbook.toml"), repository.0.path("other.toml"))
        .expect("a file moves");
    symlink("other.toml", repository.0.path("handbook.toml")).expect("a link can be made");
    repository.commit("Begin", "2026-06-01");
    let read = revision::read(&repository.0.root, "HEAD").map(|sources| names(&sources));
    let disk = annexa::load::read::read(&repository.0.root).map(|sources| names(&sources));
    assert_eq!(read.is_ok(), disk.is_ok(), "{read:?} {disk:?}");
}

#[test]
fn only_what_belongs_to_the_project_is_read() {
    let repository = Repository::new(&SMALL);
    for path in ["README.md", "documents/.hidden/a.md", "documents/.b.md", "src/documents/c.md"] {
        repository.0.write(path, "x");
    }
    repository.commit("Begin", "2026-06-01");
    let sources = revision::read(&repository.0.root, "HEAD").expect("a revision");
    assert_eq!(names(&sources), ["documents/.b.md", "documents/access.md", "handbook.toml"]);
}

#[test]
fn files_have_whatever_name_people_give_them() {
    let repository = Repository::new(&SMALL);
    let odd = [
        "documents/Zugänge & Rechte.md",
        "documents/a\tb\"c.md",
        "documents/-x.md",
        "documents/日本.md",
    ];
    for path in odd {
        repository.0.write(path, SOUND);
    }
    repository.commit("Begin", "2026-06-01");
    let then = revision::read(&repository.0.root, "HEAD").expect("a revision");
    let disk = annexa::load::read::read(&repository.0.root).expect("the disk can be read");
    assert_eq!(names(&then), names(&disk));
    assert!(names(&then).contains(&odd[0].to_owned()), "{:?}", names(&then));
}

#[test]
fn objects_come_in_the_order_in_which_they_were_asked_for() {
    let repository =
        Repository::new(&[("a", "first"), ("b", "second, and longer"), ("c", "third")]);
    repository.commit("Begin", "2026-06-01");
    let id = |path: &str| repository.git(&["rev-parse", &format!("HEAD:{path}")]);
    let ids = [id("c"), id("b"), "0".repeat(40), id("a")];
    let mut seen = Vec::new();
    let take = |number, bytes: Option<Vec<u8>>| {
        seen.push((number, bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())));
        Enough::No
    };
    git(&repository).objects(&ids, 10, take).expect("git answers");
    let wanted = [(0, Some("third")), (1, None), (2, None), (3, Some("first"))];
    assert_eq!(seen, wanted.map(|(number, text)| (number, text.map(str::to_owned))));
}

#[test]
fn whoever_has_enough_is_asked_no_more() {
    let text = "x".repeat(300_000);
    let repository = Repository::new(&[("a", &text)]);
    repository.commit("Begin", "2026-06-01");
    let id = repository.git(&["rev-parse", "HEAD:a"]);
    let mut n_taken = 0;
    let take = |_, _| {
        n_taken += 1;
        if n_taken == 3 { Enough::Yes } else { Enough::No }
    };
    git(&repository).objects(&vec![id; 200], 1_000_000, take).expect("git answers");
    assert_eq!(n_taken, 3);
}

#[test]
fn a_day_is_the_newest_commit_up_to_its_end_in_utc() {
    let repository = Repository::new(&SMALL);
    let first = repository.commit("One", "2026-06-01");
    let second = repository.commit("Two", "2026-06-03");
    let find = |text: &str| moment::find(&git(&repository), text);
    for (asked, commit, committed) in [
        ("2026-06-01", &first, "2026-06-01"),
        ("2026-06-02", &first, "2026-06-01"),
        ("2026-06-03", &second, "2026-06-03"),
        ("2026-11-21", &second, "2026-06-03"),
    ] {
        let found = find(asked).expect("a commit");
        assert_eq!((&found.commit, found.committed), (commit, day(committed)), "{asked}");
        assert_eq!(found.asked, Some(day(asked)));
    }
    assert!(matches!(find("2026-05-31"), Err(MomentError::NothingBefore { hint: "", .. })));
    // A name goes before a day.
    repository.git(&["tag", "2026-06-03", &first]);
    let found = find("2026-06-03").expect("a tag");
    assert_eq!((found.commit, found.asked), (first, None));
}

#[test]
fn a_day_follows_the_first_parents_only() {
    let repository = Repository::new(&SMALL);
    repository.commit("One", "2026-06-01");
    repository.git(&["checkout", "--quiet", "-b", "draft"]);
    let draft = repository.commit("Draft", "2026-06-03");
    repository.git(&["checkout", "--quiet", "main"]);
    let main = repository.commit("Two", "2026-06-02");
    repository.git(&["merge", "--quiet", "--no-ff", "--no-commit", "draft"]);
    repository.commit("Merge", "2026-06-05");
    let found = moment::find(&git(&repository), "2026-06-04").expect("a commit");
    // What was merged later was not yet in force, although it was written on a later day.
    assert_eq!(found.commit, main);
    assert_ne!(main, draft);
}

#[test]
fn the_reflog_answers_only_for_what_this_clone_has_seen() {
    let repository = Repository::new(&SMALL);
    repository.commit("One", "2026-06-01");
    let second = repository.commit("Two", "2026-06-03");
    let find = |text: &str| moment::find(&git(&repository), text);
    assert_eq!(find("main@{2026-06-04}").map(|found| found.commit).ok(), Some(second.clone()));
    assert_eq!(find("main@{0}").map(|found| found.commit).ok(), Some(second));
    // Git itself would answer with the oldest entry.
    for asked in ["main@{2025-01-01}", "@{2025-01-01}", "HEAD@{2025-01-01}^{commit}"] {
        let found = find(asked);
        assert!(matches!(found, Err(MomentError::BeforeReflog { .. })), "{asked}: {found:?}");
    }
}

#[test]
fn before_the_first_commit_there_is_nothing() {
    let empty = Repository::new(&SMALL);
    for name in ["HEAD", "main"] {
        let found = moment::find(&git(&empty), name);
        assert!(matches!(found, Err(MomentError::Unknown { .. })), "{name}: {found:?}");
    }
    let found = moment::find(&git(&empty), "2026-06-01");
    assert!(matches!(found, Err(MomentError::NothingBefore { .. })), "{found:?}");
}
