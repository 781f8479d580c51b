//! Reads a project as it was at a revision of git, into the same [`Sources`] as from disk.

use std::path::Path;

use crate::base::path::RelPath;
use crate::load::git::{Enough, Git, GitError};
use crate::load::read::{FOLDERS, ROOT_FILES, limit_of};
use crate::load::{Content, Sources, Unread};

/// Why a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// Git knows no such revision.
    #[error(
        "there is no revision `{name}`; a branch, a tag, a commit, or `main@{{2025-11-01}}` for a day"
    )]
    Unknown {
        /// What was typed.
        name: String,
    },
    /// The revision holds no project in this folder.
    #[error("revision `{name}` holds no `handbook.toml` in this folder")]
    NoHandbook {
        /// What was typed.
        name: String,
    },
    /// Git does not answer.
    #[error(transparent)]
    Git(#[from] GitError),
}

/// The commit that a name means.
pub fn commit(git: &Git, name: &str) -> Result<String, RevisionError> {
    let wanted = format!("{name}^{{commit}}");
    match git.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]) {
        Ok(id) => Ok(id),
        // Without a repository git says so, loudly; an unknown name it only refuses.
        Err(GitError::Refused(said)) if said == "nothing" => {
            Err(RevisionError::Unknown { name: name.to_owned() })
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads the project at `root` as it was at a revision.
pub fn read(root: &Path, name: &str) -> Result<Sources, RevisionError> {
    let git = Git::at(root);
    let commit = commit(&git, name)?;
    let mut arguments = vec!["ls-tree", "-r", "-z", "--end-of-options", commit.as_str(), "--"];
    arguments.extend(ROOT_FILES.iter().chain(&FOLDERS));
    let listed = git.ask(&arguments)?;
    let mut sources = Sources::default();
    let mut files: Vec<(RelPath, String)> = Vec::new();
    for entry in listed.split(|byte| *byte == 0).filter_map(|entry| std::str::from_utf8(entry).ok())
    {
        let Some((head, path)) = entry.split_once('\t') else { continue };
        let Some(path) = RelPath::new(path) else { continue };
        match head.split(' ').collect::<Vec<_>>().as_slice() {
            // Of hidden files nothing but the name counts.
            _ if path.is_hidden() => sources.insert(path, Vec::new()),
            ["120000", ..] => sources.insert_unread(path, Unread::Link),
            [_, "blob", id] => files.push((path, (*id).to_owned())),
            _ => {}
        }
    }
    let ids: Vec<String> = files.iter().map(|(_, id)| id.clone()).collect();
    let largest = files.iter().map(|(path, _)| limit_of(path)).max().unwrap_or(0);
    git.objects(&ids, usize::try_from(largest).unwrap_or(usize::MAX), |number, bytes| {
        let path = files[number].0.clone();
        let limit = limit_of(&path);
        match bytes {
            Some(bytes) if bytes.len() as u64 <= limit => sources.insert(path, bytes),
            Some(bytes) => sources.insert_too_large(path, bytes.len() as u64),
            None => sources.insert_too_large(path, limit + 1),
        }
        Enough::No
    })?;
    // As on disk: a symbolic link is none.
    if matches!(sources.get(&RelPath::fixed("handbook.toml")), None | Some(Content::Unread(_))) {
        return Err(RevisionError::NoHandbook { name: name.to_owned() });
    }
    Ok(sources)
}
