//! Asks git, as a child process. Beside `pdf::run`, the only file that starts another program.
//!
//! A repository may come from anybody, so git is kept from everything but reading its own objects: no hooks, no helpers that a
//! configuration names, no network, no writing, no questions to whoever sits at the terminal.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::base::text::harmless;

/// Settings that switch off what a repository's configuration could make git run, and what of a person's or a clone's own settings would change
/// how it answers: the same commit is to give the same handbook everywhere.
const SETTINGS: [&str; 17] = [
    "color.ui=false",
    "core.attributesFile=/dev/null",
    "core.excludesFile=/dev/null",
    // Who may execute a text is no change of it.
    "core.fileMode=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "diff.orderFile=/dev/null",
    "diff.renameLimit=1000",
    "i18n.logOutputEncoding=UTF-8",
    "log.diffMerges=first-parent",
    "log.showRoot=true",
    "log.showSignature=false",
    // Names of authors are those of the commits and of the `.mailmap` among the files.
    "mailmap.file=/dev/null",
    "mailmap.blob=",
    "protocol.allow=never",
    // A folder with the files of a repository in it would bring a configuration of its own, even in a clone.
    "safe.bareRepository=explicit",
];

/// The variables of git that it keeps: where it finds its configuration and its programs, how far up it looks for a repository, and the one that
/// makes it trust none. Any other one, such as those that are set while a hook runs, could make it answer from another repository, or otherwise.
const KEPT: [&str; 5] = [
    "GIT_CONFIG",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
    "GIT_TEST_ASSUME_DIFFERENT_OWNER",
];

/// Variables that hold what a filter is set to.
const NOTHING: &str = "ANNEXA_NOTHING";
const NO: &str = "ANNEXA_NO";

/// Why git does not answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("git is not installed")]
    NoGit,
    /// It ended with an error.
    #[error("git says: {0}")]
    Refused(String),
    /// Its answer could not be read.
    #[error("git could not be read: {0}")]
    Unreadable(String),
}

/// Git, asked about the folder of a project.
#[derive(Debug, Clone)]
pub struct Git {
    root: PathBuf,
}

impl Git {
    /// Git for the project at `root`.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// What git answers to these arguments.
    pub fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        answer(&mut self.command(arguments))
    }

    /// What git answers in one line of text.
    pub fn line(&self, arguments: &[&str]) -> Result<String, GitError> {
        let answer = self.ask(arguments)?;
        Ok(String::from_utf8_lossy(&answer).trim_end().to_owned())
    }

    /// True when files differ from the commit that is checked out, or are not in it. `paths` are as git takes them.
    ///
    /// To compare, git may hand a file to a filter, which is a program that the configuration names: each is switched off, and what lies in
    /// submodules, which have configurations of their own, is not looked at.
    pub fn is_modified(&self, paths: &[&str]) -> Result<bool, GitError> {
        let mut command = self.bare();
        for filter in self.filters()? {
            // By way of the environment, because the name of a filter may hold any character.
            for (key, variable) in [("clean", NOTHING), ("process", NOTHING), ("required", NO)] {
                command.arg(format!("--config-env={filter}.{key}={variable}"));
            }
        }
        command.env(NOTHING, "").env(NO, "false");
        command.args(["status", "--porcelain", "--untracked-files=all"]);
        command.args(["--ignore-submodules=all", "--"]).args(paths);
        Ok(!answer(&mut command)?.is_empty())
    }

    /// The filters that any configuration names, such as `filter.lfs`.
    fn filters(&self) -> Result<BTreeSet<String>, GitError> {
        let keys = self.ask(&["config", "--list", "--name-only", "-z"])?;
        let keys = keys.split(|byte| *byte == 0).filter_map(|key| std::str::from_utf8(key).ok());
        let filters = keys.filter(|key| key.starts_with("filter."));
        Ok(filters.filter_map(|key| Some(key.rsplit_once('.')?.0.to_owned())).collect())
    }

    /// Reads objects by their ids, in their order, and hands each to `take` until it says that it has enough.
    ///
    /// An object that is not there, or that is larger than `limit` bytes, is handed over as `None`.
    pub fn objects(
        &self,
        ids: &[String],
        limit: usize,
        mut take: impl FnMut(usize, Option<Vec<u8>>) -> Enough,
    ) -> Result<(), GitError> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut child = self
            .command(&["cat-file", "--batch", "--buffer"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(unstarted)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let asked: String = ids.iter().flat_map(|id| [id.as_str(), "\n"]).collect();
        let read = std::thread::scope(|scope| {
            // Written beside the reading: git answers before it has heard all questions, and a full pipe would stop both.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
            let mut answers =
                BufReader::new(stdout.into_iter().next().ok_or(io::ErrorKind::BrokenPipe)?);
            for number in 0..ids.len() {
                let object = object(&mut answers, limit)?;
                if take(number, object) == Enough::Yes {
                    break;
                }
            }
            Ok::<(), io::Error>(())
        });
        end(&mut child);
        read.map_err(|error| GitError::Unreadable(error.to_string()))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare();
        command.args(arguments);
        command
    }

    /// Git without a question.
    #[expect(clippy::disallowed_methods, reason = "the one place that starts a child process")]
    fn bare(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("--no-optional-locks").arg("-C").arg(&self.root);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        let names = std::env::vars_os().map(|(name, _)| name);
        for name in names.filter(|name| name.as_encoded_bytes().starts_with(b"GIT_")) {
            let is_kept = |kept: &&str| name.as_encoded_bytes().starts_with(kept.as_bytes());
            if !KEPT.iter().any(is_kept) {
                command.env_remove(name);
            }
        }
        command
            .env("LC_ALL", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_NO_REPLACE_OBJECTS", "1");
        command
    }
}

/// Whether whoever takes objects wants more of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// No more.
    Yes,
    /// The next one.
    No,
}

/// One answer of `git cat-file --batch`: a line `ID TYPE SIZE` and the bytes, or a line that ends in `missing`.
fn object(answers: &mut impl BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    if answers.read_line(&mut head)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
    let Some(size) = size else { return Ok(None) };
    if size > limit {
        let passed = io::copy(&mut answers.take(size as u64 + 1), &mut io::sink())?;
        return if passed == size as u64 + 1 {
            Ok(None)
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        };
    }
    let mut bytes = vec![0; size + 1];
    answers.read_exact(&mut bytes)?;
    bytes.pop();
    Ok(Some(bytes))
}

/// What a command says; its error is what git says of it.
fn answer(command: &mut Command) -> Result<Vec<u8>, GitError> {
    let output = command.stdin(Stdio::null()).output().map_err(unstarted)?;
    if output.status.success() { Ok(output.stdout) } else { Err(refused(&output.stderr)) }
}

/// Lets a child go that may not have been heard to its end.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[expect(clippy::needless_pass_by_value, reason = "handed over by `map_err`")]
fn unstarted(error: io::Error) -> GitError {
    match error.kind() {
        io::ErrorKind::NotFound => GitError::NoGit,
        _ => GitError::Unreadable(error.to_string()),
    }
}

fn refused(said: &[u8]) -> GitError {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("nothing");
    GitError::Refused(harmless(line.trim_start_matches("fatal: ")))
}
