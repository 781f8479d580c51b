//! Every file on its own: bytes to typed values, with findings for what cannot be read.
//!
//! **Invariant:** parsing never fails and never looks at another file. Whether a link leads anywhere or an owner exists is
//! for `model` to say.

pub mod action;
mod address;
pub mod characters;
pub mod codes;
pub mod digest;
pub mod document;
pub mod evidence;
pub mod fields;
pub mod file_codes;
pub mod front_matter;
pub mod glance;
pub mod glossary;
pub mod highlight;
mod html_depth;
mod html_tags;
pub mod id;
pub mod limits;
pub mod look;
pub mod markdown;
pub mod names;
pub mod obligations;
pub mod people;
pub mod placeholder;
pub mod raw_html;
pub mod record;
pub mod register;
pub mod risks;
pub mod rows;
pub mod schema;
pub mod section;
pub mod settings;
pub mod soa;
mod toml_escapes;
mod toml_repair;
pub mod toml_text;
pub mod trail;
mod unknown_keys;
mod unread;
pub mod word;

use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::memo::Memo;
use crate::base::path::RelPath;
use crate::base::text::{did_you_mean, plural};
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::load::{Content, Sources, beginning};
use crate::parse::file_codes::{INVALID_TEXT, UNREAD_FILE};

/// Everything that the files of a project say, each file read on its own.
#[derive(Debug, Default)]
pub struct Documents {
    /// `handbook.toml`.
    pub settings: settings::Settings,
    /// `people.toml`, if there is one.
    pub people: Option<people::People>,
    /// `glossary.toml`.
    pub glossary: Vec<glossary::Term>,
    /// `soa.toml`, if there is one.
    pub soa: Option<soa::SoaFile>,
    /// Markdown files below `documents/` and `records/`, in the order of their paths.
    pub documents: Vec<Arc<document::Document>>,
    /// The `_index.md` of folders, in the order of their paths.
    pub sections: Vec<section::Section>,
    /// The registers that Annexa knows, below `registers/`.
    pub registers: register::Registers,
    /// CSV files below `registers/` that are no register Annexa knows, in the order of their paths.
    pub tables: Vec<rows::Table>,
    /// The texts of `frameworks/*.toml`: the project's own frameworks.
    pub frameworks: Vec<(RelPath, Arc<str>)>,
}

/// Documents that were read before, by their path and text.
pub type Known = Memo<(RelPath, Arc<str>), (Arc<document::Document>, Findings)>;

/// Reads every file of the snapshot; documents that are known are not read again.
pub fn parse(sources: &Sources, known: &Known) -> (Documents, Findings) {
    let mut found = Findings::default();
    let mut documents = Documents::default();
    let mut markdown = Vec::new();
    for (path, content) in sources.iter() {
        let expects_text = matches!(path.extension(), "md" | "toml") || is_register_csv(path);
        match content {
            // A TOML file among attachments or in a theme is its owner's business.
            Content::Text(text)
                if path.extension() == "toml"
                    && !path.is_below("assets")
                    && !path.is_below("theme") =>
            {
                let text = characters::read(path, text, &mut found);
                parse_toml(path, &text, &mut documents, &mut found);
            }
            Content::Text(text) if is_markdown(path) => markdown.push((path, text)),
            Content::Text(text) if is_register_csv(path) => {
                let text = characters::read(path, text, &mut found);
                parse_csv(path, &text, sources, &mut documents, &mut found);
            }
            Content::Text(_) if path.is_below("registers") && path.extension() == "md" => {
                unread::report_unknown(path, &mut found);
            }
            Content::Bytes(bytes) if expects_text => report_bytes(path, bytes, &mut found),
            Content::TooLarge(size) => {
                found.report_with_help(
                    &INVALID_TEXT,
                    Span::file(path),
                    format!(
                        "the file has {}, more than Annexa reads",
                        plural(usize::try_from(*size).unwrap_or(usize::MAX), "byte", "bytes")
                    ),
                    "split the file; text may have 1 MiB, an attachment 20 MiB",
                );
            }
            Content::Text(_) | Content::Bytes(_) if unread::looks_like_content(path) => {
                unread::report_unknown(path, &mut found);
            }
            Content::Unread(why) => unread::report(path, *why, &mut found),
            Content::Text(_) | Content::Bytes(_) => unread::check_theme(path, &mut found),
        }
    }
    for nameless in sources.nameless() {
        unread::report_nameless(nameless, &mut found);
    }
    names::check(sources, &mut found);
    let parsed: Vec<(MarkdownFile, Findings)> =
        markdown.par_iter().map(|(path, text)| parse_markdown(path, text, known)).collect();
    for (file, findings) in parsed {
        found.extend(findings);
        match file {
            MarkdownFile::Document(document) => documents.documents.push(document),
            MarkdownFile::Section(section) => documents.sections.push(*section),
        }
    }
    (documents, found)
}

/// Reports the first byte of a file that is no text.
fn report_bytes(path: &RelPath, bytes: &[u8], found: &mut Findings) {
    let text = beginning(bytes);
    let at = text.find('\0').unwrap_or(text.len());
    let byte = bytes.get(at).copied().unwrap_or_default();
    let (message, help) = match byte {
        _ if is_wide(bytes) => ("the file is not UTF-8 but UTF-16".to_owned(), "save it as UTF-8"),
        0 => (
            "the file holds U+0000 NULL, which no text has".to_owned(),
            "remove it, and look at what else stands there",
        ),
        _ => (
            format!("the file is not UTF-8: no character has the byte 0x{byte:02X} here"),
            "save it as UTF-8",
        ),
    };
    // What is no text ends the text that there is: it has a place there, and no length.
    let end = (at + 1).min(text.len());
    found.report_with_help(&INVALID_TEXT, Span::new(path, at..end), message, help);
}

/// True for what is UTF-16: it says so with its first character, or every other one of its first bytes is none.
fn is_wide(bytes: &[u8]) -> bool {
    let every_other = |first: usize| {
        let none = |(at, byte): (usize, &u8)| (*byte == 0) == (at % 2 == first);
        bytes.get(..8).is_some_and(|bytes| bytes.iter().enumerate().all(none))
    };
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) || every_other(0) || every_other(1)
}

fn is_markdown(path: &RelPath) -> bool {
    path.extension() == "md" && (path.is_below("documents") || path.is_below("records"))
}

enum MarkdownFile {
    Document(Arc<document::Document>),
    Section(Box<section::Section>),
}

fn parse_markdown(path: &RelPath, text: &Arc<str>, known: &Known) -> (MarkdownFile, Findings) {
    if path.file_name() == "_index.md" {
        let mut found = Findings::default();
        let text = characters::read(path, text, &mut found);
        let section = section::parse(path, &text, &mut found);
        return (MarkdownFile::Section(Box::new(section)), found);
    }
    let (document, found) = document(path, text, known);
    (MarkdownFile::Document(document), found)
}

/// Reads a document, today's or one of the past, unless it is known.
pub fn document(
    path: &RelPath,
    text: &Arc<str>,
    known: &Known,
) -> (Arc<document::Document>, Findings) {
    known.get((path.clone(), text.clone()), |(path, text)| {
        let mut found = Findings::default();
        let text = characters::read(path, text, &mut found);
        (Arc::new(document::parse(path, &text, &mut found)), found)
    })
}

fn parse_toml(path: &RelPath, text: &Arc<str>, documents: &mut Documents, found: &mut Findings) {
    match path.as_str() {
        "handbook.toml" => documents.settings = settings::parse(path, text, found),
        "people.toml" => documents.people = Some(people::parse(path, text, found)),
        "glossary.toml" => documents.glossary = glossary::parse(path, text, found),
        "soa.toml" => documents.soa = Some(soa::parse(path, text, found)),
        _ if register_of(path).is_some() => {
            if let Some(kind) = register_of(path) {
                documents.registers.read(kind, path, text, found);
            }
        }
        _ if path.is_below("frameworks") => documents.frameworks.push((path.clone(), text.clone())),
        _ => unread::report_unknown(path, found),
    }
}

/// The register that a file is.
fn register_of(path: &RelPath) -> Option<register::Kind> {
    let kind = register::Kind::by_name(path.stem())?;
    (kind.toml() == *path || kind.csv() == *path).then_some(kind)
}

fn is_register_csv(path: &RelPath) -> bool {
    path.is_below("registers") && path.extension() == "csv"
}

/// Reads a register that is kept as CSV, or any other table.
fn parse_csv(
    path: &RelPath,
    text: &str,
    sources: &Sources,
    documents: &mut Documents,
    found: &mut Findings,
) {
    let Some(kind) = register_of(path) else {
        report_near_register(path, found);
        documents.tables.extend(rows::table(path, text, found));
        return;
    };
    if sources.get(&kind.toml()).is_some() {
        let message =
            format!("nothing reads this file: the register is read from `{}`", kind.toml());
        let help = "keep one of the two files";
        found.report_with_help(&UNREAD_FILE, Span::file(path), message, help);
        return;
    }
    documents.registers.read(kind, path, text, found);
}

/// A table whose name is nearly that of a register was meant to be one, and as a table nothing in it is checked.
fn report_near_register(path: &RelPath, found: &mut Findings) {
    let names = register::Kind::ALL.map(register::Kind::name);
    if let Some(near) = did_you_mean(path.stem(), names).and_then(register::Kind::by_name) {
        let near = near.csv();
        let message = format!("this file is a plain table; did you mean the register `{near}`?");
        let help =
            "rename it, so that its rows are read and checked; another name keeps it a table";
        found.report_with_help(&UNREAD_FILE, Span::file(path), message, help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_encoding_is_told_from_a_nul() {
        for wide in [&b"\xFF\xFE#\0"[..], b"\xFE\xFF\0#", b"#\0 \0T\0i\0t\0", b"\0#\0 \0T\0i\0t"] {
            assert!(is_wide(wide), "{wide:?}");
        }
        for other in [
            &b"a\0bc"[..],
            b"a\0bc, and more",
            b"\0abcdefgh",
            b"\0\0\0\0\0\0\0\0",
            b"a\0b\0c\0de",
            b"",
        ] {
            assert!(!is_wide(other), "{other:?}");
        }
    }
}
