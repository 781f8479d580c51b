//! Links that open a source file at a line in an editor: `vscode://file/home/ada/isms/documents/access.md:12:3`.
//!
//! An editor answers to such links when it registered the scheme with the system. Editors of the terminal register none.

use std::fmt::Write as _;
use std::path::Path;
use std::str::FromStr;

use crate::base::path::RelPath;
use crate::base::text::{did_you_mean, printable};
use crate::diag::position::Position;

/// The editors that are known by name, with the links that they answer to. `{path}` begins with `/`.
const KNOWN: [(&str, &str); 15] = [
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("goland", "goland://open?file={path}&line={line}&column={column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("macvim", "mvim://open?url=file://{path}&line={line}&column={column}"),
    ("phpstorm", "phpstorm://open?file={path}&line={line}&column={column}"),
    ("pycharm", "pycharm://open?file={path}&line={line}&column={column}"),
    ("rustrover", "rustrover://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
];

/// Programs whose name is not that of the editor, as `$VISUAL` and `$EDITOR` have them.
const PROGRAMS: [(&str, &str); 6] = [
    ("code", "vscode"),
    ("code-insiders", "vscode-insiders"),
    ("codium", "vscodium"),
    ("mate", "textmate"),
    ("mvim", "macvim"),
    ("subl", "sublime"),
];

/// Editors that answer to no links.
const WITHOUT_LINKS: [&str; 11] =
    ["ed", "emacs", "emacsclient", "helix", "hx", "kak", "micro", "nano", "nvim", "vi", "vim"];

/// Schemes that open no editor, and could do harm as a link.
const FORBIDDEN: [&str; 8] =
    ["about", "blob", "data", "file", "http", "https", "javascript", "vbscript"];

/// How an editor is asked to open a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(String);

/// Why an editor cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EditorError {
    /// No editor has this name.
    #[error("no editor `{name}` is known{near}; known are {known}; or give a link such as `name://file{{path}}:{{line}}:{{column}}`", known = names())]
    Unknown {
        /// The name, printable.
        name: String,
        /// A name that may be meant, as a part of the sentence.
        near: String,
    },
    /// It is known, and has no links.
    #[error(
        "no link opens `{0}`; without an editor the panel copies the place of a finding, to be opened by hand"
    )]
    WithoutLinks(String),
    /// The link does not say which file.
    #[error("the link `{0}` lacks `{{path}}`, where the file goes")]
    NoPath(String),
    /// The link cannot be one to an editor.
    #[error("the link `{0}` does not begin with the scheme of an editor, such as `vscode:`")]
    Scheme(String),
}

fn names() -> String {
    KNOWN.map(|(name, _)| name).join(", ")
}

/// The link of the editor that has the name, or whose program has it.
fn by_name(typed: &str) -> Result<&'static str, EditorError> {
    let name = typed.to_ascii_lowercase();
    let name = PROGRAMS.iter().find(|(program, _)| *program == name).map_or(&*name, |(_, of)| of);
    if let Some((_, link)) = KNOWN.iter().find(|(known, _)| *known == name) {
        return Ok(link);
    }
    if WITHOUT_LINKS.contains(&name) {
        return Err(EditorError::WithoutLinks(name.to_owned()));
    }
    let near = match did_you_mean(name, KNOWN.map(|(name, _)| name)) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None => String::new(),
    };
    Err(EditorError::Unknown { name: printable(typed), near })
}

impl FromStr for Editor {
    type Err = EditorError;

    /// Reads the name of an editor, or a link with `{path}`, and `{line}` and `{column}` where it takes them.
    fn from_str(typed: &str) -> Result<Self, EditorError> {
        let typed = typed.trim();
        let shown = || printable(typed);
        if !typed.contains(':') {
            return by_name(typed).map(|link| Self(link.to_owned()));
        }
        let scheme = typed.split(':').next().unwrap_or("");
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_lowercase())
            && scheme.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || "+.-".contains(letter)
            });
        let is_plain = typed.chars().all(|letter| letter.is_ascii_graphic());
        if !is_scheme || !is_plain || FORBIDDEN.contains(&scheme) {
            return Err(EditorError::Scheme(shown()));
        }
        if !typed.contains("{path}") {
            return Err(EditorError::NoPath(shown()));
        }
        Ok(Self(typed.to_owned()))
    }
}

impl Editor {
    /// The editor that a command such as `code --wait` starts; `None` for one without links.
    pub fn of_command(command: &str) -> Option<Self> {
        let program = Path::new(command.split_whitespace().next()?).file_stem()?.to_str()?;
        by_name(program).ok().map(|link| Self(link.to_owned()))
    }

    /// The link to a place in a file of the project at `root`, which is an absolute path.
    pub fn link(&self, root: &Path, path: &RelPath, at: Position) -> String {
        let folder = root.to_string_lossy().replace('\\', "/");
        let folder = folder.trim_end_matches('/');
        // `C:/isms` becomes `/C:/isms`.
        let slash = if folder.starts_with('/') || folder.is_empty() { "" } else { "/" };
        let file = encoded(&format!("{slash}{folder}/{path}"));
        let link = self.0.replace("{line}", &at.line.to_string());
        link.replace("{column}", &at.column.to_string()).replace("{path}", &file)
    }
}

/// A path as a URL holds it (RFC 3986, 3.3); the colon of a drive stays.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Position = Position { line: 12, column: 3 };

    fn link(editor: &str, root: &str, path: &str) -> String {
        let editor: Editor = editor.parse().expect("an editor");
        editor.link(Path::new(root), &RelPath::fixed(path), AT)
    }

    #[test]
    fn a_link_names_file_line_and_column() {
        assert_eq!(
            link("vscode", "/home/ada/my isms", "documents/zugänge#1.md"),
            "vscode://file/home/ada/my%20isms/documents/zug%C3%A4nge%231.md:12:3"
        );
        assert_eq!(
            link("idea", "C:\\isms", "soa.toml"),
            "idea://open?file=/C:/isms/soa.toml&line=12&column=3"
        );
        assert_eq!(link("my-editor:{path}@{line}", "/", "soa.toml"), "my-editor:/soa.toml@12");
    }

    #[test]
    fn what_is_no_editor_is_refused() {
        let refusal = |typed: &str| typed.parse::<Editor>().expect_err(typed).to_string();
        assert!(refusal("vscod").contains("did you mean `vscode`?"));
        assert!(refusal("notepad").starts_with("no editor `notepad` is known; known are cursor"));
        assert!(refusal("vim").starts_with("no link opens `vim`; without an editor"));
        assert!(refusal("zed://file").contains("lacks `{path}`"));
        for typed in [
            "javascript:alert('{path}')",
            "https://example.org/{path}",
            "x y:{path}",
            "JavaScript:{path}",
        ] {
            assert!(
                refusal(typed).contains("does not begin with the scheme of an editor"),
                "{typed}"
            );
        }
    }

    #[test]
    fn the_table_in_the_documentation_is_the_one_here() {
        let text = include_str!("../../docs/preview.md");
        let rows: Vec<Vec<&str>> = text
            .lines()
            .skip_while(|line| !line.starts_with("| Editor |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .map(|line| line.split('`').collect())
            .collect();
        let mut named: Vec<&str> = rows.iter().map(|row| row[1]).collect();
        named.sort_unstable();
        assert_eq!(named, KNOWN.map(|(name, _)| name));
        for row in rows {
            assert_eq!(Editor::of_command(row[3]), row[1].parse().ok(), "{}", row[3]);
        }
    }

    #[test]
    fn the_command_of_an_editor_names_it() {
        let of = |command: &str| Editor::of_command(command);
        assert_eq!(of("code --wait"), "vscode".parse().ok());
        assert_eq!("code".parse::<Editor>().ok(), of("code"), "the program is as good a name");
        assert_eq!(of("/usr/local/bin/zed"), "zed".parse().ok());
        assert_eq!(of("vim"), None);
        assert_eq!(of(""), None);
    }
}
