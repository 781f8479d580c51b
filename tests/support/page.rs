//! Fenced blocks of a Markdown page of the documentation.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A fenced block.
#[derive(Debug)]
pub(crate) struct Block {
    /// What stands behind the opening fence: a language, and for files their path.
    pub(crate) info: String,
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// Where they stand in the page, counted from 0.
    pub(crate) range: Range<usize>,
}

impl Block {
    pub(crate) fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// The language.
    pub(crate) fn language(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or("")
    }

    /// The path of a block that is a file.
    pub(crate) fn path(&self) -> Option<&str> {
        self.info.split_whitespace().nth(1)
    }
}

/// The path of a page.
pub(crate) fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The fenced blocks of a page, in order.
pub(crate) fn blocks(name: &str) -> Vec<Block> {
    let text = fs::read_to_string(page(name)).expect("a page can be read");
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some(info) = lines[at].strip_prefix("```") {
            let end = (at + 1..lines.len())
                .find(|end| lines[*end] == "```")
                .unwrap_or_else(|| panic!("{name}:{} has no end", at + 1));
            blocks.push(Block {
                info: info.to_owned(),
                lines: lines[at + 1..end].iter().map(|line| (*line).to_owned()).collect(),
                range: at + 1..end,
            });
            at = end;
        }
        at += 1;
    }
    blocks
}
