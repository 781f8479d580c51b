//! What is read of the past of a repository: whatever its configuration and its commits say.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use annexa::base::path::RelPath;
use annexa::load::history::{History, Log, read};

use support::project::{HANDBOOK, SOUND};
use support::repository::{Repository, plain_git};

const SMALL: [(&str, &str); 2] = [("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)];

#[track_caller]
fn log(root: &std::path::Path) -> Log {
    match read(root) {
        History::Known(log) => log,
        History::Unknown(why) => panic!("nothing is known: {why:?}"),
    }
}

/// The days on which the file of a document changed, newest first.
fn days(log: &Log) -> Vec<String> {
    let texts = log.texts.get(&RelPath::fixed("documents/access.md")).expect("it has a past");
    texts.iter().map(|past| log.commits[past.commit].date.to_string()).collect()
}

/// A filter that leaves a mark when git hands it a file, and the mark.
fn trap(repository: &Repository) -> (String, PathBuf) {
    let mark = repository.0.path("../mark");
    let script = repository.0.path("../trap.sh");
    fs::write(&script, format!("#!/bin/sh\ntouch '{}'\ncat\n", mark.display()))
        .expect("a script can be written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a mode can be set");
    (script.to_string_lossy().into_owned(), mark)
}

/// The same number of bytes: git then compares what the file holds.
fn change(repository: &Repository, path: &str) {
    let text = repository.0.read(path);
    repository.0.write(path, &text.to_uppercase());
}

#[test]
fn the_filters_of_a_hostile_repository_are_not_run() {
    let repository = Repository::new(&SMALL);
    repository.0.write(".gitattributes", "*.md filter=a=b\n");
    repository.commit("Begin", "2026-06-01");
    let (script, mark) = trap(&repository);
    for (key, value) in [("clean", &*script), ("required", "true")] {
        repository.git(&["config", &format!("filter.a=b.{key}"), value]);
    }
    assert!(!log(&repository.0.root).is_modified);
    change(&repository, "documents/access.md");
    assert!(log(&repository.0.root).is_modified);
    assert!(!mark.exists());
    // The trap works: without the guard it is sprung.
    repository.git(&["status", "--porcelain"]);
    assert!(mark.exists());
}

#[test]
fn submodules_are_not_looked_into() {
    let repository = Repository::new(&SMALL);
    let (script, mark) = trap(&repository);
    repository.0.write("assets/sub/file", "a\n");
    let sub = repository.0.path("assets/sub");
    let inside = |arguments: &[&str]| plain_git(&sub).args(arguments).assert().success();
    inside(&["init", "--quiet"]);
    inside(&["add", "--all"]);
    inside(&["commit", "--quiet", "--message", "Begin"]);
    inside(&["config", "core.fsmonitor", &script]);
    repository.git(&["-c", "advice.addEmbeddedRepo=false", "add", "--all"]);
    repository.commit("Begin", "2026-06-01");
    let _ = fs::remove_file(&mark);
    change(&repository, "assets/sub/file");
    assert!(!log(&repository.0.root).is_modified);
    assert!(!mark.exists());
    repository.git(&["status", "--porcelain"]);
    assert!(mark.exists());
}

/// A clone can hold a folder that looks like a repository without a working tree, with a configuration of its own.
#[test]
fn a_repository_inside_a_clone_is_none() {
    let repository = Repository::new(&[("isms/handbook.toml", HANDBOOK)]);
    let inside = repository.0.path("isms");
    let git = |arguments: &[&str]| {
        let run = plain_git(&inside).args(["--git-dir=.", "--work-tree=."]).args(arguments);
        run.assert().success();
    };
    plain_git(&inside).args(["init", "--quiet", "--bare", "."]).assert().success();
    git(&["config", "core.bare", "false"]);
    git(&["config", "core.worktree", "."]);
    repository.0.write("isms/documents/access.md", SOUND);
    git(&["add", "documents"]);
    git(&["commit", "--quiet", "--message", "Begin"]);
    assert!(matches!(read(&inside), History::Unknown(_)));
}

#[test]
fn files_that_were_never_committed_are_a_change_and_other_files_are_none() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    repository.0.write("site/index.html", "<p>");
    repository.0.write("documents/.cache/a.md", "# A\n");
    repository.0.write("documents/.DS_Store", "");
    assert!(!log(&repository.0.root).is_modified);
    repository.0.write("documents/new.md", "# New\n");
    assert!(log(&repository.0.root).is_modified);
}

#[test]
fn settings_of_git_change_nothing() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    repository.git(&["checkout", "--quiet", "-b", "side"]);
    change(&repository, "documents/access.md");
    repository.commit("Change", "2026-07-01");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit("Go on", "2026-07-02");
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "Merge", "side"]);
    let before = days(&log(&repository.0.root));
    assert_eq!(before, ["2026-01-01", "2026-06-01"]);
    for (key, value) in [("log.diffMerges", "combined"), ("log.showRoot", "false")] {
        repository.git(&["config", key, value]);
    }
    assert_eq!(days(&log(&repository.0.root)), before);
}

#[test]
fn what_a_commit_of_no_day_changed_is_no_change_of_the_next_commit() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    change(&repository, "documents/access.md");
    repository.git(&["add", "--all"]);
    let run = plain_git(&repository.0.root).env("GIT_COMMITTER_DATE", "@999999999999 +0000");
    run.args(["commit", "--quiet", "--message", "Change"]).assert().success();
    repository.0.write("documents/other.md", "# Other\n");
    repository.commit("Other", "2026-07-01");
    assert_eq!(days(&log(&repository.0.root)), ["2026-06-01"]);
}

#[test]
fn days_are_those_of_utc() {
    let repository = Repository::new(&SMALL);
    repository.git(&["add", "--all"]);
    let run = plain_git(&repository.0.root).env("GIT_COMMITTER_DATE", "2026-06-02T01:00:00+0200");
    run.args(["commit", "--quiet", "--message", "Begin"]).assert().success();
    assert_eq!(days(&log(&repository.0.root)), ["2026-06-01"]);
}
