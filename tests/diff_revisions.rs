//! Which revisions `annexa diff` compares, and what it says when it cannot.
#![cfg(unix)]

mod support;

use serde_json::json;
use snapbox::cmd::OutputAssert;

use support::project::{HANDBOOK, SOUND, annexa, json as json_of, stderr, stdout};
use support::repository::{Repository, plain_git};

const SMALL: [(&str, &str); 2] = [("handbook.toml", HANDBOOK), ("documents/access.md", SOUND)];

fn same(run: OutputAssert) -> String {
    let run = run.code(0);
    assert_eq!(stderr(&run), "");
    stdout(&run)
}

#[test]
fn today_is_the_day_of_the_later_side() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let became = |arguments: &[&str]| {
        let run = repository.diff(&[arguments, &["--format", "json"]].concat()).code(0);
        let object = json_of(&run);
        let n_passed = object["overdue"].as_array().expect("a list").len();
        (object["after"]["day"].clone(), n_passed, object["overdue_before"].clone())
    };
    assert_eq!(became(&["HEAD"]), (json!("2026-11-21"), 0, json!(0)));
    assert_eq!(became(&["HEAD", "HEAD"]), (json!("2026-06-01"), 0, json!(0)));
    assert_eq!(
        became(&["HEAD", "HEAD", "--today", "2027-06-01"]),
        (json!("2027-06-01"), 0, json!(0))
    );
    assert_eq!(became(&["HEAD", "--today", "2027-06-02"]), (json!("2027-06-02"), 1, json!(0)));
    // Overdue on the day that was asked for already.
    repository.commit("Later", "2027-07-01");
    assert_eq!(
        became(&["2027-07-02", "--today", "2027-08-01"]),
        (json!("2027-08-01"), 0, json!(1))
    );
}

#[test]
fn a_plain_day_is_the_state_of_that_day_and_says_so() {
    let repository = Repository::new(&SMALL);
    let first = repository.commit("Begin", "2026-06-01");
    repository.edit("documents/access.md", "Ask first.", "Ask twice.");
    repository.commit("More", "2026-08-01");
    let seen = same(repository.diff(&["2026-07-15"]));
    let head =
        format!("  from  2026-07-15 (newest commit up to then: {} of 2026-06-01)\n", &first[..10]);
    assert!(seen.contains(&head), "{seen}");
    assert!(seen.contains("1 document changed\n"), "{seen}");
    assert!(seen.contains("! text changed, and it has no version\n"), "{seen}");
}

#[test]
fn a_revision_that_is_not_there_is_an_error_with_a_near_miss() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    repository.git(&["tag", "audit-2025"]);
    for (arguments, wanted) in [
        (&["audit-2026"][..], "there is no revision `audit-2026`; did you mean `audit-2025`?"),
        (&["mian"], "there is no revision `mian`; did you mean `main`?"),
        (
            &["0123456789"],
            "there is no revision `0123456789`; a branch, a tag, a commit, or a day such as 2025-11-01",
        ),
        (&["main...audit-2025"], "`main...audit-2025` is a range; write its two ends as two words"),
        (&["main.."], "`main..` is a range; write its two ends as two words"),
        (
            &["main", "main..audit-2025"],
            "`main..audit-2025` is a range; write its two ends as two words",
        ),
        (&["main..audit-2026"], "there is no revision `audit-2026`; did you mean `audit-2025`?"),
        (&["2026-05-31"], "no commit of the current branch was made on or before 2026-05-31"),
        (
            &["main", "2026-05-31"],
            "no commit of the current branch was made on or before 2026-05-31",
        ),
        (
            &["\u{1b}[31mred"],
            "there is no revision `\\u{1b}[31mred`; a branch, a tag, a commit, or a day such as 2025-11-01",
        ),
        (&["."], "`.` is a folder, not a revision; `-C .` names the project"),
        (
            &["--", "--all"],
            "there is no revision `--all`; a branch, a tag, a commit, or a day such as 2025-11-01",
        ),
    ] {
        let run = repository.diff(arguments).code(2);
        assert_eq!(stderr(&run), format!("error: {wanted}\n"));
        assert_eq!(stdout(&run), "");
    }
}

#[test]
fn a_revision_without_the_project_is_an_error() {
    let repository = Repository::new(&[("README.md", "Ours.")]);
    repository.commit("Begin", "2026-06-01");
    for (path, text) in SMALL {
        repository.0.write(&format!("isms/{path}"), text);
    }
    let run = repository.diff(&["HEAD", "-C", "isms"]).code(2);
    assert_eq!(stderr(&run), "error: revision `HEAD` holds no `handbook.toml` in this folder\n");
    let run = repository.diff(&["HEAD"]).code(2);
    assert!(stderr(&run).starts_with("error: `.` holds no `handbook.toml`"), "{}", stderr(&run));
}

#[test]
fn without_a_repository_there_is_nothing_to_compare() {
    let project = support::project::Project::sound();
    // Git looks for a repository no further up than here.
    let above = project.root.parent().expect("a folder above");
    let run = annexa()
        .args(["diff", "HEAD", "-C"])
        .arg(&project.root)
        .env("GIT_CEILING_DIRECTORIES", above)
        .assert();
    let run = run.code(2);
    assert_eq!(
        stderr(&run),
        "error: the project lies in no git repository, so there is nothing to compare it with\n"
    );
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    repository.edit("documents/access.md", "Ask first.", "Ask twice.");
    repository.commit("More", "2026-08-01");
    let clone = repository.0.path("../clone");
    let address = format!("file://{}", repository.0.root.display());
    plain_git(&repository.0.root)
        .args(["clone", "--quiet", "--depth", "1", &address])
        .arg(&clone)
        .assert()
        .success();
    let diff = |revision: &str| {
        let run =
            annexa().args(["diff", revision, "--today", "2026-11-21"]).current_dir(&clone).assert();
        (run.get_output().status.code(), stderr(&run))
    };
    let hint = "; this clone is shallow, `git fetch --unshallow --tags` gets the rest\n";
    for revision in ["HEAD~", "v1.0"] {
        assert_eq!(
            diff(revision),
            (Some(2), format!("error: there is no revision `{revision}`{hint}"))
        );
    }
    let older =
        format!("error: no commit of the current branch was made on or before 2026-06-15{hint}");
    assert_eq!(diff("2026-06-15"), (Some(2), older));
    // Git alone would answer with the state of today, and nothing would seem to have changed.
    let (code, said) = diff("main@{2026-06-15}");
    assert_eq!(code, Some(2));
    assert!(said.contains("its reflog begins later"), "{said}");
    assert_eq!(diff("HEAD"), (Some(0), String::new()));
}

/// While a hook runs, git names the hook's own repository in the environment.
#[test]
fn the_repository_is_that_of_the_project() {
    let (ours, other) = (Repository::new(&SMALL), Repository::new(&[]));
    ours.commit("Begin", "2026-06-01");
    let run = annexa()
        .args(["diff", "HEAD", "--today", "2026-11-21"])
        .current_dir(&ours.0.root)
        .env("GIT_DIR", other.0.path(".git"))
        .env("GIT_WORK_TREE", &other.0.root)
        .assert()
        .code(0);
    assert!(stdout(&run).contains("nothing changed"));
}

#[test]
fn without_git_it_says_so() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    let run =
        annexa().args(["diff", "HEAD"]).current_dir(&repository.0.root).env("PATH", "").assert();
    assert_eq!(stderr(&run.code(2)), "error: git is not installed\n");
}

#[test]
fn two_revisions_may_stand_in_one_word() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    repository.git(&["tag", "v1.0"]);
    repository.edit("documents/access.md", "Ask first.", "Ask twice.");
    repository.commit("More", "2026-08-01");
    let two = same(repository.diff(&["v1.0", "main"]));
    assert!(two.contains("1 document changed\n"), "{two}");
    assert_eq!(same(repository.diff(&["v1.0..main"])), two);
    assert_eq!(
        same(repository.diff(&["2026-07-01..2026-08-02"])).lines().count(),
        two.lines().count()
    );
    // The dots of a search in messages are no range.
    assert_eq!(same(repository.diff(&["main^{/B..in}"])).matches("Ask").count(), 0);
}

#[test]
fn the_newer_one_first_is_said_to_be_the_newer_one() {
    let repository = Repository::new(&SMALL);
    repository.commit("Begin", "2026-06-01");
    repository.git(&["tag", "old"]);
    repository.commit("More", "2026-06-01");
    repository.git(&["tag", "same-day"]);
    repository.commit("Even more", "2026-08-01");
    for first in ["same-day", "main"] {
        let run = repository.diff(&[first, "old"]).code(0);
        let said = format!("`{first}` is newer than `old`, so this reads backwards: ");
        assert!(
            stderr(&run).starts_with(&said) && stderr(&run).lines().count() == 1,
            "{}",
            stderr(&run)
        );
    }
    for arguments in [["old", "same-day"], ["old", "main"], ["main", "main"]] {
        same(repository.diff(&arguments));
    }
}
