//! What stands among the files of a project and is not read: each is a finding that says why.

use crate::base::path::{OutPath, RelPath};
use crate::base::text::{did_you_mean, printable};
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::load::{NameFault, Nameless, Unread};
use crate::parse::file_codes::UNREAD_FILE;
use crate::parse::register;

/// Reports something that is not read, whatever it holds.
pub(super) fn report(path: &RelPath, why: Unread, found: &mut Findings) {
    let (message, help) = match why {
        Unread::Link => ("nothing reads this symbolic link", "put the file itself here"),
        Unread::Folder => {
            ("nothing reads this folder as the file that its name promises", "rename the folder")
        }
        Unread::NoFolder => {
            ("nothing reads this: the project has a folder of that name", "rename it")
        }
        Unread::Special => {
            ("nothing opens this pipe, socket or device", "put a file here, or take it away")
        }
        Unread::Hidden => (
            "nothing reads a file whose name begins with a dot",
            "take the dot away; or keep what is not meant for the handbook elsewhere",
        ),
        Unread::Misspelled => (
            "nothing reads this: capitals and small letters must be those that the project has",
            "write the name in small letters",
        ),
        Unread::TooLong => (
            "nothing reads what has so long a path: the system refuses it",
            "shorten the names of the folders, or nest them less deep",
        ),
    };
    found.report_with_help(&UNREAD_FILE, Span::file(path), message, help);
}

/// Reports what has no path, at the folder that holds it.
pub(super) fn report_nameless(nameless: &Nameless, found: &mut Findings) {
    let why = match nameless.fault {
        NameFault::Encoding => "its name is not UTF-8",
        NameFault::Characters => "its name holds a backslash or a character that nobody sees",
    };
    let message = format!("nothing reads `{}`: {why}", printable(&nameless.name));
    let help = "give it a name of letters, digits and hyphens";
    found.report_with_help(&UNREAD_FILE, Span::file(&nameless.folder), message, help);
}

/// True for names that other tools, or other systems, take for content, in the folders of content.
pub(super) fn looks_like_content(path: &RelPath) -> bool {
    let kind = path.extension().to_lowercase();
    let is_in = |folders: &[&str]| folders.iter().any(|folder| path.is_below(folder));
    match kind.as_str() {
        "md" | "markdown" | "mdx" => is_in(&["documents", "records"]),
        // The same in small letters is read, or reported, before this is asked.
        "toml" | "csv" if kind != path.extension() => is_in(&["registers", "frameworks"]),
        _ => false,
    }
}

/// Reports a file of the project's theme that its place or its name keeps from being used.
pub(super) fn check_theme(path: &RelPath, found: &mut Findings) {
    let (message, help) = if let Some(below) = path.as_str().strip_prefix("theme/static/") {
        if OutPath::new(&format!("static/{below}")).is_some() {
            return;
        }
        (
            "nothing publishes this file: in the handbook, names are lower-case ASCII",
            "write its name in small letters, digits, `-`, `_` and dots, and let the style sheet follow",
        )
    } else if path.is_below("theme/templates") {
        if path.folder() == "theme/templates" && matches!(path.extension(), "html" | "xml") {
            return;
        }
        (
            "nothing reads this: templates are the `*.html` and `*.xml` of `theme/templates` itself",
            "move or rename it",
        )
    } else {
        return;
    };
    found.report_with_help(&UNREAD_FILE, Span::file(path), message, help);
}

/// The files other than Markdown that are read, for the near miss of a mistyped name.
fn read_files() -> Vec<RelPath> {
    let top = ["handbook.toml", "people.toml", "glossary.toml", "soa.toml"];
    let registers = register::Kind::ALL.into_iter().map(register::Kind::toml);
    top.into_iter().map(RelPath::fixed).chain(registers).collect()
}

/// Reports a file that nothing reads, with the one that may have been meant.
pub(super) fn report_unknown(path: &RelPath, found: &mut Findings) {
    let message = match did_you_mean(path.as_str(), read_files().iter().map(RelPath::as_str)) {
        Some(near) => format!("nothing reads this file; did you mean `{near}`?"),
        None => "nothing reads this file".to_owned(),
    };
    let help = "rename it, move it below `documents/` or `records/`, or remove it";
    found.report_with_help(&UNREAD_FILE, Span::file(path), message, help);
}
