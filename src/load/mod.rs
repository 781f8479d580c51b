//! One consistent snapshot of the files of a project: [`Sources`]. [`read`] is the only reader of disk, which opens files by way of `open`;
//! [`again`] lets it open only what changed.
//!
//! [`git`] is the only one that asks version control, [`moment`] finds a commit there, [`revision`] reads a snapshot from it.
//!
//! Everything after this module works on the snapshot; tests build one without a disk.

pub mod again;
pub mod git;
pub mod history;
pub mod moment;
mod open;
pub mod read;
pub mod revision;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::path::RelPath;
use crate::load::history::History;

/// The byte order mark with which some programs begin a text.
const MARK: char = '\u{FEFF}';

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// UTF-8 text, its byte order mark removed.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Arc<[u8]>),
    /// A file over the size limit: not read. The size is in bytes.
    TooLarge(u64),
    /// Something else that is not read.
    Unread(Unread),
}

/// Why what stands at a path is not read, whatever it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// A symbolic link: not followed.
    Link,
    /// A folder with the name of a file.
    Folder,
    /// Anything but a folder where the project has one.
    NoFolder,
    /// A pipe, a socket or a device: never opened.
    Special,
    /// A hidden file whose name says that it is content.
    Hidden,
    /// A file or folder at the root whose name only some systems take for one that the project has.
    Misspelled,
    /// A path that is longer than the system takes.
    TooLong,
}

/// A file or folder that no path of a project can name: nothing of it is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nameless {
    /// The folder that holds it.
    pub folder: RelPath,
    /// Its name, with everything written out that is no text or acts without being seen.
    pub name: String,
    /// What is wrong with its name.
    pub fault: NameFault,
}

/// Why a name cannot be part of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameFault {
    /// It is not UTF-8.
    Encoding,
    /// It holds a backslash, or a character that acts without being seen: controls, bidirectional overrides, tags.
    Characters,
}

/// The files of a project, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<RelPath, Content>,
    /// What has no path.
    nameless: BTreeSet<Nameless>,
    /// Texts that began with a byte order mark.
    marked: BTreeSet<RelPath>,
    /// The past of the files.
    history: Arc<History>,
}

impl Sources {
    /// A snapshot from memory, for tests and for whoever embeds Annexa.
    ///
    /// Paths that are not clean relative paths are left out.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut sources = Self::default();
        for (path, text) in files {
            if let Some(path) = RelPath::new(path) {
                sources.insert(path, text.as_bytes().to_vec());
            }
        }
        sources
    }

    /// Adds a file: as text when it is valid UTF-8 without NUL, else as bytes. Of a hidden file nothing is held but, where it looks like content,
    /// that it is there.
    pub fn insert(&mut self, path: RelPath, bytes: Vec<u8>) {
        if path.is_hidden() {
            if read::is_hidden_content(&path) {
                self.insert_unread(path, Unread::Hidden);
            }
            return;
        }
        let content = match String::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => match text.strip_prefix(MARK) {
                Some(unmarked) => {
                    self.marked.insert(path.clone());
                    Content::Text(unmarked.into())
                }
                None => {
                    self.marked.remove(&path);
                    Content::Text(text.into())
                }
            },
            Ok(text) => Content::Bytes(text.into_bytes().into()),
            Err(error) => Content::Bytes(error.into_bytes().into()),
        };
        self.files.insert(path, content);
    }

    /// Notes that a file exists but was not read.
    pub fn insert_too_large(&mut self, path: RelPath, size: u64) {
        self.files.insert(path, Content::TooLarge(size));
    }

    /// Notes that something stands where a file could, and is not read.
    pub fn insert_unread(&mut self, path: RelPath, why: Unread) {
        self.files.insert(path, Content::Unread(why));
    }

    /// Notes that something is there that has no path.
    pub fn insert_nameless(&mut self, nameless: Nameless) {
        self.nameless.insert(nameless);
    }

    /// What is there and has no path.
    pub fn nameless(&self) -> impl Iterator<Item = &Nameless> {
        self.nameless.iter()
    }

    /// True when both hold the same files and have one past between them.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.history, &other.history)
            && self.files == other.files
            && self.nameless == other.nameless
            && self.marked == other.marked
    }

    /// The files that only one of two snapshots has, or that differ, in the order of their paths.
    pub fn differing(&self, other: &Self) -> Vec<RelPath> {
        let mut differing = Vec::new();
        let mut there = other.files.iter().peekable();
        for (path, content) in &self.files {
            while let Some((gone, _)) = there.next_if(|(other, _)| *other < path) {
                differing.push(gone.clone());
            }
            let same = there.next_if(|(other, _)| *other == path);
            if same.is_none_or(|(_, other)| other != content) {
                differing.push(path.clone());
            }
        }
        differing.extend(there.map(|(gone, _)| gone.clone()));
        differing
    }

    /// The same snapshot with a past.
    #[must_use]
    pub fn with_history(self, history: impl Into<Arc<History>>) -> Self {
        Self { history: history.into(), ..self }
    }

    /// The past of the files, to be given to another snapshot.
    pub fn shared_history(&self) -> Arc<History> {
        self.history.clone()
    }

    /// What is known of the past of the files.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&RelPath, &Content)> {
        self.files.iter()
    }

    /// The content of one file.
    pub fn get(&self, path: &RelPath) -> Option<&Content> {
        self.files.get(path)
    }

    /// The bytes of one file as they lie on disk, or `None` when there is no such file or it was not read.
    pub fn bytes(&self, path: &RelPath) -> Option<Cow<'_, [u8]>> {
        match self.files.get(path)? {
            Content::Text(text) if self.marked.contains(path) => {
                Some(Cow::Owned(format!("{MARK}{text}").into_bytes()))
            }
            Content::Text(text) => Some(Cow::Borrowed(text.as_bytes())),
            Content::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
            Content::TooLarge(_) | Content::Unread(_) => None,
        }
    }

    /// The text of one file, or as much of it from the beginning as is text: what findings stand in.
    pub fn legible(&self, path: &RelPath) -> Option<&str> {
        match self.files.get(path)? {
            Content::Text(text) => Some(text),
            Content::Bytes(bytes) => Some(beginning(bytes)),
            Content::TooLarge(_) | Content::Unread(_) => None,
        }
    }

    /// The text of one file, or `None` when there is no such file or it is not text.
    pub fn text(&self, path: &RelPath) -> Option<&str> {
        match self.files.get(path)? {
            Content::Text(text) => Some(text),
            Content::Bytes(_) | Content::TooLarge(_) | Content::Unread(_) => None,
        }
    }
}

/// As much of a file from the beginning as is UTF-8.
pub fn beginning(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => bytes
            .get(..error.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named_in_order() {
        let before = Sources::from_files([("b", "1"), ("c", "1"), ("d", "1"), ("f", "1")]);
        let after = Sources::from_files([("a", "1"), ("c", "1"), ("d", "2"), ("e", "1")]);
        let differing = after.differing(&before);
        let names: Vec<&str> = differing.iter().map(RelPath::as_str).collect();
        assert_eq!(names, ["a", "b", "d", "e", "f"]);
        assert!(after.differing(&after).is_empty());
    }

    #[test]
    fn a_byte_order_mark_is_no_text_and_still_part_of_the_file() {
        let path = RelPath::fixed("assets/list.csv");
        let sources = Sources::from_files([("assets/list.csv", "\u{FEFF}a;b")]);
        assert_eq!(sources.text(&path), Some("a;b"));
        assert_eq!(sources.bytes(&path).as_deref(), Some("\u{FEFF}a;b".as_bytes()));
    }
}
