//! Finds the commit that a person means: by a name of git's, or by a plain day.

use crate::base::date::Date;
use crate::base::text::{did_you_mean, printable};
use crate::load::git::{Git, GitError};
use crate::load::revision::{self, RevisionError};

/// A commit and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The commit.
    pub commit: String,
    /// The day in UTC on which it was made.
    pub committed: Date,
    /// The day that was asked for, where a day was.
    pub asked: Option<Date>,
}

/// Why no commit is meant.
#[derive(Debug, thiserror::Error)]
pub enum MomentError {
    /// There is no repository.
    #[error("the project lies in no git repository, so there is nothing to compare it with")]
    NoRepository,
    /// Git knows no such revision.
    #[error("there is no revision `{name}`{hint}")]
    Unknown {
        /// What was typed.
        name: String,
        /// What may help, as the end of the sentence.
        hint: String,
    },
    /// Two revisions in one word.
    #[error("`{name}` is a range; write its two ends as two words")]
    Range {
        /// What was typed.
        name: String,
    },
    /// Nothing is as old as the day.
    #[error("no commit of the current branch was made on or before {day}{hint}")]
    NothingBefore {
        /// The day that was asked for.
        day: Date,
        /// What may help, as the end of the sentence.
        hint: &'static str,
    },
    /// Git would answer with the oldest state that this clone had, as if it were the one asked for.
    #[error(
        "this clone does not know what `{name}` was: its reflog begins later; a plain day such as 2025-11-01 goes by the days of commits"
    )]
    BeforeReflog {
        /// What was typed.
        name: String,
    },
    /// The commit was made on a day that no calendar has.
    #[error("commit {commit} has no day that can be read")]
    NoDay {
        /// The commit.
        commit: String,
    },
    /// Git does not answer.
    #[error(transparent)]
    Git(#[from] GitError),
}

/// What is said where a clone lacks a part of the history.
const SHALLOW: &str = "; this clone is shallow, `git fetch --unshallow --tags` gets the rest";

/// Finds the commit that `typed` means: what git knows by that name, else the newest one of the current branch (first parents only) that
/// was made on or before that day in UTC.
pub fn find(git: &Git, typed: &str) -> Result<Moment, MomentError> {
    if let Err(GitError::Refused(said)) = git.line(&["rev-parse", "--git-dir"]) {
        let is_elsewhere = said.starts_with("not a git repository");
        let refused = || GitError::Refused(said.clone()).into();
        return Err(if is_elsewhere { MomentError::NoRepository } else { refused() });
    }
    match revision::commit(git, typed) {
        Ok(commit) => {
            if !reaches(git, typed)? {
                return Err(MomentError::BeforeReflog { name: printable(typed) });
            }
            let committed = day_of(git, &commit)?;
            Ok(Moment { commit, committed, asked: None })
        }
        Err(RevisionError::Git(error)) => Err(error.into()),
        Err(_) => match typed.parse() {
            Ok(day) => on(git, day),
            Err(_) if typed.contains("..") => Err(MomentError::Range { name: printable(typed) }),
            Err(_) => Err(MomentError::Unknown { name: printable(typed), hint: hint(git, typed)? }),
        },
    }
}

/// The newest commit up to the end of a day.
fn on(git: &Git, day: Date) -> Result<Moment, MomentError> {
    let before = format!("--before={day}T23:59:59+00:00");
    // Without any commit there is no HEAD, and git refuses.
    let found = match revision::commit(git, "HEAD") {
        Ok(head) => git.line(&["rev-list", "-1", "--first-parent", &before, &head])?,
        Err(RevisionError::Git(error)) => return Err(error.into()),
        Err(_) => String::new(),
    };
    if found.is_empty() {
        let hint = if is_shallow(git)? { SHALLOW } else { "" };
        return Err(MomentError::NothingBefore { day, hint });
    }
    let committed = day_of(git, &found)?;
    Ok(Moment { commit: found, committed, asked: Some(day) })
}

fn day_of(git: &Git, commit: &str) -> Result<Date, MomentError> {
    let seconds = git.line(&["log", "-1", "--format=%ct", commit])?;
    let day = seconds.parse().ok().and_then(Date::from_unix_seconds);
    day.ok_or_else(|| MomentError::NoDay { commit: commit.to_owned() })
}

/// False where a name asks for a time before the reflog begins. Git then answers with the oldest entry and a warning, which in a fresh
/// clone is the state of today.
fn reaches(git: &Git, typed: &str) -> Result<bool, GitError> {
    let Some((name, rest)) = typed.split_once("@{") else { return Ok(true) };
    let Some((time, _)) = rest.split_once('}') else { return Ok(true) };
    let is_number = time.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    let is_place = ["u", "upstream", "push"].iter().any(|word| time.eq_ignore_ascii_case(word));
    if is_number || is_place {
        return Ok(true);
    }
    let asked = git.line(&["rev-parse", &format!("--since={time}")])?;
    let name = if name.is_empty() { "HEAD" } else { name };
    let entries =
        git.line(&["log", "-g", "--format=%gd", "--date=unix", "--end-of-options", name])?;
    let oldest =
        entries.lines().last().and_then(|entry| entry.rsplit_once("@{")).map(|(_, time)| time);
    let seconds = |text: &str| text.trim_end_matches('}').parse::<i64>().ok();
    let asked = asked.strip_prefix("--max-age=").and_then(seconds);
    Ok(asked.zip(oldest.and_then(seconds)).is_some_and(|(asked, oldest)| asked >= oldest))
}

fn is_shallow(git: &Git) -> Result<bool, GitError> {
    Ok(git.line(&["rev-parse", "--is-shallow-repository"])? == "true")
}

/// The branch or tag that may have been meant, or why it may not be here.
fn hint(git: &Git, typed: &str) -> Result<String, GitError> {
    let names = git.line(&[
        "for-each-ref",
        "--format=%(refname:short)",
        "refs/heads",
        "refs/tags",
        "refs/remotes",
    ])?;
    Ok(match did_you_mean(typed, names.lines()) {
        Some(near) => format!("; did you mean `{}`?", printable(near)),
        None if is_shallow(git)? => SHALLOW.to_owned(),
        None => "; a branch, a tag, a commit, or a day such as 2025-11-01".to_owned(),
    })
}
