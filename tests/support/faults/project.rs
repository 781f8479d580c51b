//! A project in pieces, and the files that they make, with the places of what was planted in them.

use std::collections::BTreeMap;

use annexa::base::path::RelPath;
use annexa::load::{Sources, Unread};

use super::fault::{At, Find};

/// What kind of piece a fault needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// Nothing is broken here: others lean on it.
    Core,
    /// The front matter of a document.
    Front,
    /// The body of a document.
    Body,
    /// The front matter of a document to which nothing leads, and which carries a control out.
    Lonely,
    /// The front matter of a document that alone fulfils an entry of the catalogue.
    Duty,
    /// The front matter of a record.
    Record,
    /// The whole `_index.md` of a folder.
    Section,
    /// A row of the statement for a control that is in place.
    Row,
    /// A row for a control that is planned, and that no document mentions.
    Planned,
    /// A row for a control that no document carries out.
    Quiet,
    /// A row for a control that is excluded.
    Excluded,
    /// A risk below the appetite.
    Risk,
    /// A risk above it, which is accepted.
    Accepted,
    Evidence,
    Obligation,
    Objective,
    Exception,
    Supplier,
    Competence,
    /// The record of an internal audit.
    Audit,
    /// A finding that is closed.
    Finding,
    /// The minutes of a management review.
    Review,
    /// A role with the person who holds it.
    Role,
    Term,
    /// A table of `handbook.toml`, by its name.
    Table(&'static str),
}

/// A part of a file.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) path: String,
    pub(crate) slot: Slot,
    pub(crate) id: String,
    pub(crate) text: String,
    /// What `--fix` makes of the text, if anything.
    pub(crate) mended: Option<String>,
    /// What must be found here.
    pub(crate) finds: Vec<Find>,
    /// The number of its file's pieces that stand before it in a file that `--fix` sorts.
    pub(crate) rank: usize,
}

/// A file that is no text, or that is not read at all.
#[derive(Debug, Clone)]
pub(crate) enum Other {
    Bytes(Vec<u8>),
    TooLarge(u64),
    Link,
}

/// A project in pieces; those of a file stand in its order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Project {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) others: BTreeMap<String, Other>,
    /// What must be found in files that are not text, with line and column.
    file_faults: Vec<(String, &'static str, (usize, usize))>,
}

/// A place where something must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) path: String,
    pub(crate) line: usize,
    /// Line and column, from 1, at which the caret begins; `None` when only the line is said.
    pub(crate) start: Option<(usize, usize)>,
    /// What the caret covers.
    pub(crate) caret: String,
    pub(crate) code: &'static str,
    pub(crate) says: &'static str,
    /// True when `--fix` mends it.
    pub(crate) is_fixable: bool,
}

/// The files of a project, and what must be found in them.
pub(crate) struct Written {
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) expected: Vec<Expected>,
    others: BTreeMap<String, Other>,
}

impl Project {
    /// Adds a part of a file; the parts of a file follow each other.
    pub(crate) fn add(&mut self, path: &str, slot: Slot, id: &str, text: String) {
        let rank = self.pieces.len();
        let (path, id) = (path.to_owned(), id.to_owned());
        self.pieces.push(Piece { path, slot, id, text, mended: None, finds: Vec::new(), rank });
    }

    /// Expects a finding at a line and column of a file that is not text.
    pub(crate) fn add_file_fault(&mut self, path: &str, code: &'static str, at: (usize, usize)) {
        self.file_faults.push((path.to_owned(), code, at));
    }

    /// Puts the files together.
    pub(crate) fn write(&self) -> Written {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let mut expected = Vec::new();
        for piece in &self.pieces {
            let text = texts.entry(piece.path.clone()).or_default();
            let mut marks = unmark(&piece.text, text).into_iter();
            for find in &piece.finds {
                let mut path = piece.path.clone();
                let (start, caret, is_exact) = match find.at {
                    At::Mark => marks.next().unwrap_or_else(|| panic!("no mark in {}", piece.text)),
                    At::Head => (0, "+++".to_owned(), true),
                    At::Start(other) => {
                        path = other.replace("{path}", &piece.path);
                        (0, String::new(), true)
                    }
                };
                let (line, column) = if start == 0 { (1, 1) } else { position(text, start) };
                expected.push(Expected {
                    path,
                    line,
                    start: is_exact.then_some((line, column)),
                    caret,
                    code: find.code,
                    says: find.says,
                    is_fixable: piece.mended.is_some(),
                });
            }
            assert!(marks.next().is_none(), "a mark without a finding in {}", piece.text);
        }
        for (path, code, at) in &self.file_faults {
            expected.push(Expected {
                path: path.clone(),
                line: at.0,
                start: Some(*at),
                caret: String::new(),
                code,
                says: "",
                is_fixable: false,
            });
        }
        Written { texts, expected, others: self.others.clone() }
    }

    /// The texts as `--fix` must leave them.
    pub(crate) fn mended(&self) -> BTreeMap<String, String> {
        let mut pieces: Vec<&Piece> = self.pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.rank);
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for piece in pieces {
            let text = texts.entry(piece.path.clone()).or_default();
            unmark(piece.mended.as_ref().unwrap_or(&piece.text), text);
        }
        texts
    }
}

impl Written {
    /// The snapshot that Annexa gets.
    pub(crate) fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        let path = |path: &str| RelPath::new(path).expect("a clean path");
        for (name, text) in &self.texts {
            sources.insert(path(name), text.clone().into_bytes());
        }
        for (name, other) in &self.others {
            match other {
                Other::Bytes(bytes) => sources.insert(path(name), bytes.clone()),
                Other::TooLarge(size) => sources.insert_too_large(path(name), *size),
                Other::Link => sources.insert_unread(path(name), Unread::Link),
            }
        }
        sources
    }
}

/// Adds a text without its marks, and says where in the whole they stood, around what, and whether that is the caret.
fn unmark(marked: &str, text: &mut String) -> Vec<(usize, String, bool)> {
    let mut marks = Vec::new();
    let mut open = None;
    for letter in marked.chars() {
        match letter {
            '«' => open = Some(text.len()),
            '»' => {
                let start: usize = open.take().expect("a mark is opened before it is closed");
                marks.push((start, text[start..].to_owned(), true));
            }
            '‹' => marks.push((text.len(), String::new(), false)),
            letter => text.push(letter),
        }
    }
    assert!(open.is_none(), "a mark is not closed: {marked}");
    marks
}

/// Line and column of an offset, counted here on its own.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    (line, column)
}
