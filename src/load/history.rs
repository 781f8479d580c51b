//! Reads what git knows about the past of the texts: which commits touched them, and how they read then.
//!
//! Only the main line is read (`--first-parent`): what was merged counts as of the merge, and how a change came about on a branch is nobody's
//! business but its author's. One `git log` lists the commits, one `git cat-file` reads the texts, until [`TEXT_BUDGET`] is used up. All texts
//! are read, not only those at which a version steps: git keeps a text as what differs from the one after it, so to read one of a row is to
//! read what lies before it.
//!
//! A project without git, or with half a history, is a project all the same: [`History`] says what is not known, and why.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::load::git::{Enough, Git, GitError};
use crate::load::read::{FOLDERS, ROOT_FILES, TEXT_LIMIT};

/// The most bytes of former texts that are held, over all files: 64 MiB. The texts of further files are left out, and said to be.
pub const TEXT_BUDGET: usize = 64 * 1024 * 1024;

/// For each file the objects that hold its texts, newest first.
type Objects = BTreeMap<RelPath, Vec<String>>;

/// The files whose past is read.
const PATHS: [&str; 3] = ["documents", "records", "soa.toml"];

/// The format of a commit: its id, the second of its committing, the author's name and mail address.
const FORMAT: &str = "--format=%x01%H%x02%ct%x02%aN%x02%aE";

/// What is known of the past.
#[derive(Debug, Clone)]
pub enum History {
    /// Nothing.
    Unknown(Why),
    /// What git told.
    Known(Log),
}

/// Why nothing is known of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nobody asked.
    NotAsked,
    /// Git is not installed.
    NoGit,
    /// The project lies in no git repository.
    NoRepository,
    /// The project lies in a repository that belongs to another user, which git does not trust.
    Untrusted,
    /// The repository has no commit that touches the project.
    NoCommits,
    /// Git failed.
    Failed,
}

impl Default for History {
    fn default() -> Self {
        Self::Unknown(Why::NotAsked)
    }
}

/// The commits of the main line that touched the texts.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// The commit that is checked out, in 40 or 64 hexadecimal digits.
    pub head: String,
    /// True when files of the project differ from that commit.
    pub is_modified: bool,
    /// True when the repository holds only its newest commits.
    pub is_shallow: bool,
    /// True when old texts were left out because they are too many.
    pub is_cut: bool,
    /// The commits, newest first.
    pub commits: Vec<Commit>,
    /// For each file that is in the newest commit, how it read after each commit that changed it, newest first.
    pub texts: BTreeMap<RelPath, Vec<Past>>,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// The day in UTC on which it came to the main line.
    pub date: Date,
    /// The name of its author, as git has it.
    pub author: String,
    /// The mail address of its author, as git has it.
    pub mail: String,
}

/// How a file read after a commit.
#[derive(Debug, Clone)]
pub struct Past {
    /// The commit, as an index of [`Log::commits`].
    pub commit: usize,
    /// Where the file lay.
    pub path: RelPath,
    /// Its text; `None` when it was left out, or was no text.
    pub text: Option<Arc<str>>,
}

/// Asks git about the project at `root`.
pub fn read(root: &Path) -> History {
    let git = Git::at(root);
    // Outside a repository git could find one far above, that of somebody's home folder: only tracked files make a history.
    match log(&git) {
        Ok(Some(log)) => History::Known(log),
        Ok(None) => History::Unknown(Why::NoCommits),
        Err(GitError::NoGit) => History::Unknown(Why::NoGit),
        Err(GitError::Refused(said)) if said.contains("dubious ownership") => {
            History::Unknown(Why::Untrusted)
        }
        Err(GitError::Refused(said)) if said.contains("repository") => {
            History::Unknown(Why::NoRepository)
        }
        Err(GitError::Refused(_) | GitError::Unreadable(_)) => History::Unknown(Why::Failed),
    }
}

/// Asks again, after something may have changed; `None` when everything is as it was. The texts are read again only after another commit was
/// checked out.
pub fn again(root: &Path, known: &History) -> Option<History> {
    let git = Git::at(root);
    if let History::Known(log) = known
        && git.line(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).ok().as_ref()
            == Some(&log.head)
        && let Ok((is_shallow, is_modified)) = state(&git)
    {
        let is_same = (is_shallow, is_modified) == (log.is_shallow, log.is_modified);
        return (!is_same).then(|| History::Known(Log { is_modified, is_shallow, ..log.clone() }));
    }
    match (read(root), known) {
        (History::Unknown(now), History::Unknown(before)) if now == *before => None,
        (now, _) => Some(now),
    }
}

fn log(git: &Git) -> Result<Option<Log>, GitError> {
    // A repository without a commit has no head; that is no failure.
    git.ask(&["rev-parse", "--git-dir"])?;
    let Ok(head) = git.line(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) else {
        return Ok(None);
    };
    let mut arguments =
        vec!["log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--find-renames"];
    arguments.extend(["--no-show-signature", "--relative", FORMAT, "HEAD", "--"]);
    arguments.extend(PATHS);
    let (listed, state) = rayon::join(|| git.ask(&arguments), || state(git));
    let (mut log, objects) = commits(&listed?);
    if log.commits.is_empty() {
        return Ok(None);
    }
    log.head = head;
    (log.is_shallow, log.is_modified) = state?;
    read_texts(git, &mut log, &objects)?;
    Ok(Some(log))
}

/// Whether the repository holds only its newest commits, and whether files of the project differ from the one that is checked out.
fn state(git: &Git) -> Result<(bool, bool), GitError> {
    let is_shallow = git.line(&["rev-parse", "--is-shallow-repository"])? == "true";
    // What no run reads is no change: hidden files, and the site that was built beside the project.
    let files = ROOT_FILES.iter().chain(&FOLDERS).copied();
    let hidden = [":(exclude,glob)**/.*", ":(exclude,glob)**/.*/**"];
    Ok((is_shallow, git.is_modified(&files.chain(hidden).collect::<Vec<&str>>())?))
}

/// The commits and, newest first, the objects that hold the texts of each file. A file is followed to the names that it had before.
fn commits(raw: &[u8]) -> (Log, Objects) {
    let mut log = Log::default();
    let mut objects = Objects::new();
    // What a name of the past is called today; `None` for what is no longer there.
    let mut today: BTreeMap<RelPath, Option<RelPath>> = BTreeMap::new();
    // The commit that is being read; `None` for one of a day that no calendar has: what it changed cannot be placed.
    let mut current = None;
    let mut tokens = raw.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    while let Some(token) = tokens.next() {
        let token = token.trim_start_matches('\n');
        if let Some(head) = token.strip_prefix('\u{1}') {
            current = commit(head).map(|commit| {
                log.commits.push(commit);
                log.commits.len() - 1
            });
            continue;
        }
        let Some(change) = token.strip_prefix(':') else { continue };
        let [_, _, _, object, status] = change.split(' ').collect::<Vec<_>>()[..] else { continue };
        let is_move = status.starts_with(['R', 'C']);
        let before = tokens.next().and_then(|path| RelPath::new(&path));
        let after = if is_move {
            tokens.next().and_then(|path| RelPath::new(&path))
        } else {
            before.clone()
        };
        let (Some(before), Some(after)) = (before, after) else { continue };
        let file = today.entry(after.clone()).or_insert_with(|| Some(after.clone())).clone();
        match status.as_bytes().first() {
            // Whatever had this name before the file came, or after it went, is another file.
            Some(b'A' | b'D') => {
                today.insert(after.clone(), None);
            }
            Some(b'R') => {
                today.insert(after.clone(), None);
                today.insert(before, file.clone());
            }
            _ => {}
        }
        let file = file.filter(|_| !status.starts_with('D'));
        let (Some(file), Some(commit)) = (file, current) else { continue };
        objects.entry(file.clone()).or_default().push(object.to_owned());
        log.texts.entry(file).or_default().push(Past { commit, path: after, text: None });
    }
    (log, objects)
}

fn commit(head: &str) -> Option<Commit> {
    let mut parts = head.trim_end().split('\u{2}').map(str::to_owned);
    let (id, second, author, mail) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let date = Date::from_unix_seconds(second.parse().ok()?)?;
    Some(Commit { id, date, author, mail })
}

fn read_texts(git: &Git, log: &mut Log, objects: &Objects) -> Result<(), GitError> {
    let places = objects.iter().flat_map(|(file, ids)| {
        ids.iter().enumerate().map(move |(number, id)| (file, number, id.as_str()))
    });
    let places: Vec<(&RelPath, usize, &str)> = places.collect();
    let ids: Vec<String> = places.iter().map(|(_, _, id)| (*id).to_owned()).collect();
    let mut left = TEXT_BUDGET;
    // A change that was taken back leaves the same text behind.
    let mut known: BTreeMap<&str, Arc<str>> = BTreeMap::new();
    let limit = usize::try_from(TEXT_LIMIT).unwrap_or(usize::MAX);
    git.objects(&ids, limit, |question, bytes| {
        let (file, number, id) = places[question];
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        if let (Some(text), None) = (&text, known.get(id)) {
            let Some(rest) = left.checked_sub(text.len()) else {
                log.is_cut = true;
                return Enough::Yes;
            };
            left = rest;
            known.insert(id, text.trim_start_matches('\u{FEFF}').into());
        }
        if let Some(past) = log.texts.get_mut(file).and_then(|all| all.get_mut(number)) {
            past.text = known.get(id).cloned();
        }
        Enough::No
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_followed_to_its_former_name_and_no_further() {
        let header = |id: &str| format!("\u{1}{id}\u{2}1767225600\u{2}Jo\u{2}jo@example.com\0");
        let change = |status: &str, object: &str| format!(":100644 100644 0 {object} {status}\0");
        let log = [
            header("4"),
            change("R090", "d"),
            "documents/old.md\0documents/new.md\0".to_owned(),
            header("3"),
            change("M", "c") + "documents/old.md\0" + &change("A", "x") + "documents/gone.md\0",
            header("2"),
            change("A", "b") + "documents/old.md\0" + &change("D", "y") + "documents/new.md\0",
            header("1"),
            change("A", "a") + "documents/new.md\0" + &change("D", "z") + "documents/old.md\0",
        ];
        let (log, objects) = commits(log.concat().as_bytes());
        let row = |path: &str| &objects[&RelPath::fixed(path)];
        assert_eq!(row("documents/new.md"), &["d", "c", "b"]);
        assert_eq!(
            log.texts[&RelPath::fixed("documents/new.md")][1].path.as_str(),
            "documents/old.md"
        );
        assert_eq!(log.commits.len(), 4);
        assert!(!objects.contains_key(&RelPath::fixed("documents/old.md")));
    }
}
