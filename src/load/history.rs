//! Reads what git knows about the past of the texts: which commits touched them, and how they read then.
//!
//! Only the main line is read (`--first-parent`): what was merged counts as of the merge, and how a change came about on a branch is nobody's
//! business but its author's. One `git log` lists the commits, a few `git cat-file` read the texts, until [`TEXT_BUDGET`] is used up.
//!
//! Most texts of the past differ from their neighbors in a sentence. Whoever asks says by a *mark* (the version, say) which texts must both be
//! known: of a long row of texts the first and the last are read, and between two with different marks the one in the middle, until the
//! places are found where the mark changed. A mark that came and went again between two like texts of a long row is not seen.
//!
//! A project without git, or with half a history, is a project all the same: [`History`] says what is not known, and why.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::load::git::{Enough, Git, GitError};
use crate::load::read::{FOLDERS, ROOT_FILES, TEXT_LIMIT};

/// The most bytes of former texts that are held, over all files: 64 MiB. What is older is left out, and said to be.
pub const TEXT_BUDGET: usize = 64 * 1024 * 1024;

/// Up to this many texts of a file are all read.
const SHORT_ROW: usize = 6;

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
    /// The project lies in no git repository, or in one that git does not trust.
    NoRepository,
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
    /// Its text; `None` when it was passed over, left out, or no text.
    pub text: Option<Arc<str>>,
}

/// Asks git about the project at `root`; `mark` tells texts apart that must both be known.
pub fn read(root: &Path, mark: impl Fn(&RelPath, &str) -> String) -> History {
    let git = Git::at(root);
    // Outside a repository git could find one far above, that of somebody's home folder: only tracked files make a history.
    match log(&git, mark) {
        Ok(Some(log)) => History::Known(log),
        Ok(None) => History::Unknown(Why::NoCommits),
        Err(GitError::NoGit) => History::Unknown(Why::NoGit),
        Err(GitError::Refused(said)) if said.contains("repository") => {
            History::Unknown(Why::NoRepository)
        }
        Err(GitError::Refused(_) | GitError::Unreadable(_)) => History::Unknown(Why::Failed),
    }
}

fn log(git: &Git, mark: impl Fn(&RelPath, &str) -> String) -> Result<Option<Log>, GitError> {
    // A repository without a commit has no head; that is no failure.
    git.ask(&["rev-parse", "--git-dir"])?;
    let Ok(head) = git.line(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) else {
        return Ok(None);
    };
    let mut arguments =
        vec!["log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--find-renames"];
    arguments.extend(["--no-show-signature", "--relative", FORMAT, "HEAD", "--"]);
    arguments.extend(PATHS);
    let (mut log, rows) = commits(&git.ask(&arguments)?);
    if log.commits.is_empty() {
        return Ok(None);
    }
    log.head = head;
    log.is_shallow = git.line(&["rev-parse", "--is-shallow-repository"])? == "true";
    // What no run reads is no change: hidden files, and the site that was built beside the project.
    let files = ROOT_FILES.iter().chain(&FOLDERS).copied();
    let hidden = [":(exclude,glob)**/.*", ":(exclude,glob)**/.*/**"];
    log.is_modified = git.is_modified(&files.chain(hidden).collect::<Vec<&str>>())?;
    read_texts(git, &mut log, rows, mark)?;
    Ok(Some(log))
}

/// The texts of a file, newest first, as far as they are known.
#[derive(Default)]
struct Row {
    /// The objects that hold them.
    objects: Vec<String>,
    /// The marks of those that were asked for.
    marks: BTreeMap<usize, Option<String>>,
}

impl Row {
    /// The texts to ask for next: all of a short row, else the ends, then what lies between different marks.
    fn next(&self) -> Vec<usize> {
        let last = self.objects.len().saturating_sub(1);
        if self.marks.is_empty() {
            let all = 0..self.objects.len();
            return all.filter(|number| last < SHORT_ROW || [0, last].contains(number)).collect();
        }
        let pairs = self.marks.iter().zip(self.marks.iter().skip(1));
        pairs
            .filter(|((first, before), (second, after))| **second - **first > 1 && before != after)
            .map(|((first, _), (second, _))| usize::midpoint(*first, *second))
            .collect()
    }
}

/// The commits and, newest first, the texts that they left behind. A file is followed to the names that it had before.
fn commits(raw: &[u8]) -> (Log, BTreeMap<RelPath, Row>) {
    let mut log = Log::default();
    let mut rows: BTreeMap<RelPath, Row> = BTreeMap::new();
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
        rows.entry(file.clone()).or_default().objects.push(object.to_owned());
        log.texts.entry(file).or_default().push(Past { commit, path: after, text: None });
    }
    (log, rows)
}

fn commit(head: &str) -> Option<Commit> {
    let mut parts = head.trim_end().split('\u{2}').map(str::to_owned);
    let (id, second, author, mail) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let date = Date::from_unix_seconds(second.parse().ok()?)?;
    Some(Commit { id, date, author, mail })
}

fn read_texts(
    git: &Git,
    log: &mut Log,
    mut rows: BTreeMap<RelPath, Row>,
    mark: impl Fn(&RelPath, &str) -> String,
) -> Result<(), GitError> {
    let mut left = TEXT_BUDGET;
    let limit = usize::try_from(TEXT_LIMIT).unwrap_or(usize::MAX);
    while !log.is_cut {
        let asked: Vec<(RelPath, usize)> = rows
            .iter()
            .flat_map(|(file, row)| row.next().into_iter().map(|number| (file.clone(), number)))
            .collect();
        if asked.is_empty() {
            break;
        }
        let ids: Vec<String> =
            asked.iter().map(|(file, number)| rows[file].objects[*number].clone()).collect();
        git.objects(&ids, limit, |question, bytes| {
            let (file, number) = &asked[question];
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let Some(rest) = left.checked_sub(text.as_ref().map_or(0, String::len)) else {
                log.is_cut = true;
                return Enough::Yes;
            };
            left = rest;
            let row = rows.entry(file.clone()).or_default();
            let past = log.texts.get_mut(file).and_then(|texts| texts.get_mut(*number));
            if let Some(past) = past {
                past.text = text.map(|text| text.trim_start_matches('\u{FEFF}').into());
                let mark = past.text.as_ref().map(|text| mark(&past.path, text));
                row.marks.insert(*number, mark);
            }
            Enough::No
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Asks for texts with these marks until nothing is left to ask; the numbers of those that were read.
    fn asked(marks: &[u8]) -> Vec<usize> {
        let mut row = Row { objects: vec![String::new(); marks.len()], ..Row::default() };
        loop {
            let next = row.next();
            if next.is_empty() {
                return row.marks.into_keys().collect();
            }
            row.marks
                .extend(next.into_iter().map(|number| (number, Some(marks[number].to_string()))));
        }
    }

    #[test]
    fn a_short_row_is_read_and_a_long_one_only_where_its_mark_changes() {
        assert_eq!(asked(&[1, 1, 1]), [0, 1, 2]);
        assert_eq!(asked(&[1; 100]), [0, 99]);
        let mut marks = vec![2; 70];
        marks.extend(vec![1; 30]);
        let read = asked(&marks);
        assert!(read.contains(&69) && read.contains(&70) && read.len() < 12, "{read:?}");
    }

    proptest! {
        #[test]
        fn every_place_where_a_mark_rises_is_found(steps in proptest::collection::vec(1..9usize, 1..9)) {
            let marks: Vec<u8> = steps.iter().zip(0..).flat_map(|(count, mark)| vec![mark; *count]).collect();
            let read = asked(&marks);
            for second in 1..marks.len() {
                if marks[second - 1] != marks[second] {
                    prop_assert!(read.contains(&(second - 1)) && read.contains(&second));
                }
            }
        }
    }

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
        let (log, rows) = commits(log.concat().as_bytes());
        let row = |path: &str| &rows[&RelPath::fixed(path)].objects;
        assert_eq!(row("documents/new.md"), &["d", "c", "b"]);
        assert_eq!(
            log.texts[&RelPath::fixed("documents/new.md")][1].path.as_str(),
            "documents/old.md"
        );
        assert_eq!(log.commits.len(), 4);
        assert!(!rows.contains_key(&RelPath::fixed("documents/old.md")));
    }
}
