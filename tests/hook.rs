//! The git hooks of `docs/ci.md` and `README.md`, in a real repository.
#![cfg(unix)]

mod support;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use snapbox::cmd::{Command, OutputAssert, cargo_bin};

use support::page::blocks;
use support::project::{HANDBOOK, Project, SOUND, stderr, stdout};

const FILE: &str = "isms/documents/access.md";

/// A repository with a sound handbook in `isms`, committed, and the hook.
struct Repository(Project);

impl Repository {
    fn new() -> Self {
        Self::with_hook("docs/ci.md", ".githooks/pre-commit")
    }

    /// With the hook that a page shows under a path.
    fn with_hook(page: &str, path: &str) -> Self {
        let hook = blocks(page)
            .into_iter()
            .find(|block| block.path() == Some(path))
            .expect("the page has the hook");
        let project = Project::new(&[
            (".githooks/pre-commit", &hook.text()),
            ("isms/handbook.toml", HANDBOOK),
            (FILE, SOUND),
            ("README.md", "Ours.\n"),
        ]);
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(project.path(".githooks/pre-commit"), executable)
            .expect("a mode can be set");
        let repository = Self(project);
        for arguments in [
            &["init", "--quiet"][..],
            &["config", "core.hooksPath", ".githooks"],
            &["config", "user.name", "Lena"],
            &["config", "user.email", "lena@example.com"],
            &["add", "--all"],
        ] {
            repository.git(arguments).success();
        }
        repository.git(&["commit", "--message", "Begin"]).success();
        repository
    }

    fn git(&self, arguments: &[&str]) -> OutputAssert {
        let folder = cargo_bin!("annexa").parent().expect("a program lies in a folder").to_owned();
        let others = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder).chain(env::split_paths(&others));
        Command::new("git")
            .args(arguments)
            .current_dir(&self.0.root)
            .env("PATH", env::join_paths(folders).expect("names without a separator"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("SOURCE_DATE_EPOCH", "1795219200")
            .env("TMPDIR", self.0.path(".git"))
            .assert()
    }

    fn commits(&self) -> usize {
        stdout(&self.git(&["rev-list", "--all"]).success()).lines().count()
    }

    /// Temporary folders that the hook did not take away.
    fn left_behind(&self) -> usize {
        let entries = fs::read_dir(self.0.path(".git")).expect("the folder can be read");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names.filter(|name| name.to_string_lossy().starts_with("tmp.")).count()
    }
}

fn faulty() -> String {
    SOUND.replace("Ask first.", "[Ask](nobody.md).")
}

#[test]
fn a_staged_fault_refuses_the_commit() {
    let repository = Repository::new();
    repository.0.write(FILE, &faulty());
    repository.git(&["add", "--all"]).success();
    let run = repository.git(&["commit", "--message", "Break it"]).code(1);
    let said = stdout(&run) + &stderr(&run);
    assert!(said.contains("error[broken-link]"), "{said}");
    assert!(said.contains("--> documents/access.md:11:"), "{said}");
    assert_eq!((repository.commits(), repository.left_behind()), (1, 0));
}

#[test]
fn the_short_hook_refuses_a_staged_fault_and_lets_a_sound_text_pass() {
    let repository = Repository::with_hook("README.md", ".git/hooks/pre-commit");
    repository.0.write(FILE, &faulty());
    repository.git(&["commit", "--all", "--message", "Break it"]).code(1);
    assert_eq!((repository.commits(), repository.left_behind()), (1, 0));
    repository.0.write(FILE, &SOUND.replace("Ask first.", "Ask your lead first."));
    repository.git(&["commit", "--all", "--message", "Say whom"]).success();
    assert_eq!((repository.commits(), repository.left_behind()), (2, 0));
}

#[test]
fn a_fault_that_is_mended_in_the_folder_only_is_refused_too() {
    let repository = Repository::new();
    repository.0.write(FILE, &faulty());
    repository.git(&["add", "--all"]).success();
    repository.0.write(FILE, SOUND);
    repository.git(&["commit", "--message", "Break it"]).code(1);
    assert_eq!(repository.commits(), 1);
}

#[test]
fn a_fault_that_is_not_staged_does_not_count() {
    let repository = Repository::new();
    repository.0.write("isms/documents/backup.md", &SOUND.replace("POL-1", "POL-2"));
    repository.git(&["add", "--all"]).success();
    repository.0.write(FILE, &faulty());
    repository.0.write("isms/documents/draft.md", &faulty().replace("POL-1", "POL-3"));
    repository.git(&["commit", "--message", "Add a policy"]).success();
    assert_eq!((repository.commits(), repository.left_behind()), (2, 0));
    assert_eq!(repository.0.read(FILE), faulty());
}

#[test]
fn a_commit_of_everything_is_checked() {
    let repository = Repository::new();
    repository.0.write(FILE, &faulty());
    repository.git(&["commit", "--all", "--message", "Break it"]).code(1);
    repository.git(&["commit", "--message", "Break it", "--", FILE]).code(1);
    assert_eq!(repository.commits(), 1);
}

#[test]
fn a_clean_change_and_a_warning_pass() {
    let repository = Repository::new();
    repository.0.write(FILE, &SOUND.replace("Ask first.", "Ask before."));
    repository.git(&["commit", "--all", "--message", "Change it"]).success();
    repository.0.write(FILE, &SOUND.replace("2027-06-01", "2026-08-17"));
    let run = repository.git(&["commit", "--all", "--message", "Let it be late"]).success();
    let said = stdout(&run) + &stderr(&run);
    assert!(said.contains("warning[review-overdue]"), "{said}");
    assert_eq!((repository.commits(), repository.left_behind()), (3, 0));
}

#[test]
fn what_is_no_part_of_the_handbook_is_not_checked() {
    let repository = Repository::new();
    repository.0.write(FILE, &faulty());
    repository.git(&["commit", "--all", "--no-verify", "--message", "Break it"]).success();
    repository.0.write("README.md", "Yours.\n");
    repository.git(&["commit", "--all", "--message", "Change the README"]).success();
    assert_eq!(repository.commits(), 3);
}
