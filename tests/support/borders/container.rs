//! Many files in one input.
//!
//! A line `--- PATH` begins a file, and `--- PATH as of 2026-03-24` one as it read after a commit of that day. What stands before the first
//! such line is `documents/a.md`, so that any text is a project. Templates and files of a theme are left out: who writes them is trusted. What is
//! missing of a small project, its settings and a framework of three items, is added, so that an input can be short and a run quick.

use annexa::base::date::Date;
use annexa::base::path::RelPath;
use annexa::load::Sources;
use annexa::load::history::{Commit, History, Log, Past};

/// The most files, and the most former texts.
const MOST: usize = 24;

const HANDBOOK: (&str, &str) = (
    "handbook.toml",
    "title = \"Handbook\"\nframeworks = [\"own\"]\naddress = \"https://isms.example.com/isms/\"\n",
);

const FRAMEWORK: (&str, &str) = (
    "frameworks/own.toml",
    "[framework]\nid = \"own\"\ntitle = \"Own rules\"\n\
     [[item]]\nid = \"1\"\ntitle = \"Basics\"\n\
     [[item]]\nid = \"1.1\"\ntitle = \"Lock the door\"\nparent = \"1\"\n\
     [[item]]\nid = \"1.2\"\ntitle = \"Keep the key\"\nparent = \"1\"\n",
);

/// The project that an input holds.
pub(crate) fn sources(bytes: &[u8]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in [HANDBOOK, FRAMEWORK] {
        sources.insert(RelPath::fixed(path), text.as_bytes().to_vec());
    }
    let (mut files, mut past) = (0, Vec::new());
    for (name, bytes) in parts(bytes) {
        let (name, day) = name.split_once(" as of ").unwrap_or((name, ""));
        let Some(path) = RelPath::new(name).filter(|path| !path.is_below("theme")) else {
            continue;
        };
        if let Ok(day) = day.parse::<Date>() {
            let text = std::str::from_utf8(bytes).ok().map(Into::into);
            past.push((day, path, text));
        } else if files < MOST {
            files += 1;
            sources.insert(path, bytes.to_vec());
        }
    }
    past.truncate(MOST);
    sources.with_history(history(past))
}

/// A commit for each text of the past, newest first; nothing is known of the past without one.
fn history(mut past: Vec<(Date, RelPath, Option<std::sync::Arc<str>>)>) -> History {
    if past.is_empty() {
        return History::default();
    }
    past.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
    let count = past.len();
    let mut log = Log { head: format!("{count:040x}"), ..Log::default() };
    for (commit, (date, path, text)) in past.into_iter().enumerate() {
        let (author, mail) = ("Jo Doe".to_owned(), "jo@example.com".to_owned());
        log.commits.push(Commit { id: format!("{:040x}", count - commit), date, author, mail });
        log.texts.entry(path.clone()).or_default().push(Past { commit, path, text });
    }
    History::Known(log)
}

/// The names and bytes of the files of an input, in their order.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(&str, &[u8])> {
    let (mut name, mut start, mut at) = ("documents/a.md", 0, 0);
    let mut parts = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let head = line.strip_prefix(b"--- ").and_then(|rest| std::str::from_utf8(rest).ok());
        if let Some(head) = head {
            if at > start || !parts.is_empty() {
                parts.push((name, &bytes[start..at]));
            }
            (name, start) = (head.trim_end(), at + line.len());
        }
        at += line.len();
    }
    parts.push((name, &bytes[start..]));
    parts
}

/// The input that holds these files.
pub(crate) fn input<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Vec<u8> {
    let parts = files.into_iter().map(|(name, text)| {
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        format!("--- {name}\n{text}{end}")
    });
    parts.collect::<String>().into_bytes()
}
