//! A real git repository in a folder of its own, the same on every machine.

use std::fs;
use std::path::Path;

use snapbox::cmd::{Command, OutputAssert};

use super::project::{Project, annexa, stdout};

/// A repository with nobody's settings, and days as the test says.
pub(crate) struct Repository(pub(crate) Project);

impl Repository {
    /// A new repository with the branch `main`; nothing is committed.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self(Project::new(files));
        fs::create_dir_all(&repository.0.root).expect("a folder can be made");
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// With a copy of the example in a folder, committed on a day.
    pub(crate) fn with_example(folder: &str, day: &str) -> Self {
        let repository = Self::new(&[]);
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
        for (path, bytes) in super::project::files(&example) {
            let path = repository.0.path(folder).join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder"))
                .expect("a folder can be made");
            fs::write(path, bytes).expect("a file can be written");
        }
        repository.commit("Begin", day);
        repository
    }

    /// Runs git, which has to succeed, and returns what it says.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.git_on("2026-01-01", arguments)
    }

    fn git_on(&self, day: &str, arguments: &[&str]) -> String {
        let run = plain_git(&self.0.root)
            .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"))
            .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
            .args(arguments)
            .assert()
            .success();
        stdout(&run).trim_end().to_owned()
    }

    /// Commits everything on a day, at noon in UTC, and returns the commit.
    pub(crate) fn commit(&self, message: &str, day: &str) -> String {
        self.git_on(day, &["add", "--all"]);
        self.git_on(day, &["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Replaces a text, which must be there, in a file.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.0.read(path);
        assert!(text.contains(from), "{path} holds no {from:?}");
        self.0.write(path, &text.replacen(from, to, 1));
    }

    /// Runs `annexa diff` in the repository as of 21 November 2026.
    pub(crate) fn diff(&self, arguments: &[&str]) -> OutputAssert {
        annexa()
            .env("SOURCE_DATE_EPOCH", "1795219200")
            .env_remove("NO_COLOR")
            .arg("diff")
            .args(arguments)
            .current_dir(&self.0.root)
            .assert()
    }
}

/// Git in a folder, without the settings of whoever runs the test.
pub(crate) fn plain_git(folder: &Path) -> Command {
    let git = Command::new("git").current_dir(folder);
    let git = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"]
        .into_iter()
        .fold(git, snapbox::cmd::Command::env_remove);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Lena Hart")
        .env("GIT_AUTHOR_EMAIL", "lena@example.com")
        .env("GIT_COMMITTER_NAME", "Lena Hart")
        .env("GIT_COMMITTER_EMAIL", "lena@example.com")
}
