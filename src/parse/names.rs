//! Names of files that not every system can hold: a copy of the project there would lack files, or have one in the place of another.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::base::path::{RelPath, is_reserved_name, twin_form};
use crate::base::text::printable;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::load::{Content, Sources};
use crate::parse::file_codes::UNPORTABLE_NAME;

/// The longest name of a file or folder, in bytes: what Linux takes.
pub const LONGEST_NAME: usize = 255;

/// The longest path below the root, in UTF-16 units: Windows takes 260 together with the folder that holds the project.
pub const LONGEST_PATH: usize = 200;

/// Reports what is wrong with the names of files and folders, each once.
pub(super) fn check(sources: &Sources, found: &mut Findings) {
    let mut seen = Seen::default();
    for (path, content) in sources.iter() {
        // What is not read is a finding of its own, and has no place in a handbook that others build.
        if matches!(content, Content::Unread(_)) {
            continue;
        }
        seen.take(path, path.as_str(), found);
        let length = path.as_str().encode_utf16().count();
        if length > LONGEST_PATH {
            let message = format!(
                "the path has {length} characters; Windows takes 260 with the folder around the project"
            );
            let help =
                format!("keep it below {LONGEST_PATH}: shorten names, or nest folders less deep");
            found.report_with_help(&UNPORTABLE_NAME, Span::file(path), message, help);
        }
    }
}

/// The names that were looked at.
#[derive(Default)]
struct Seen<'s> {
    /// The whole names of files and folders.
    names: HashSet<&'s str>,
    /// In each folder, the first of the names that share a form.
    first: HashMap<(&'s str, Cow<'s, str>), &'s str>,
}

impl<'s> Seen<'s> {
    /// Looks at the name of a file or folder and, before it, at those of the folders above, unless that was done.
    fn take(&mut self, path: &RelPath, name: &'s str, found: &mut Findings) {
        if !self.names.insert(name) {
            return;
        }
        let (above, last) = name.rsplit_once('/').unwrap_or(("", name));
        if !above.is_empty() {
            self.take(path, above, found);
        }
        let first = *self.first.entry((above, twin_form(last))).or_insert(last);
        let message = if first == last {
            fault(last).map(|why| format!("the name `{}` {why}", printable(last)))
        } else {
            Some(twins(last, first))
        };
        if let Some(message) = message {
            let help = "use small letters, digits and hyphens; links to it must follow";
            found.report_with_help(&UNPORTABLE_NAME, Span::file(path), message, help);
        }
    }
}

fn twins(name: &str, other: &str) -> String {
    // Names that look alike are told apart by their characters.
    let is_of_case = name.to_lowercase() == other.to_lowercase();
    let shown = |name: &str| {
        if is_of_case { printable(name) } else { printable(&name.escape_default().to_string()) }
    };
    format!("Windows or macOS take the names `{}` and `{}` for one", shown(name), shown(other))
}

/// Says why a name cannot be had everywhere, as the end of a sentence.
fn fault(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or("").trim_end();
    let sign =
        name.chars().find(|letter| matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*'));
    if is_reserved_name(stem) {
        return Some("belongs to a device on Windows".to_owned());
    }
    if let Some(sign) = sign {
        return Some(format!("holds `{sign}`, which Windows allows in no name"));
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends in a dot or a blank, which Windows leaves out".to_owned());
    }
    (name.len() > LONGEST_NAME)
        .then(|| format!("is longer than the {LONGEST_NAME} bytes that Linux takes"))
}
