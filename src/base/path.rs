//! Relative paths that cannot leave the root: [`RelPath`] for sources, [`OutPath`] for the built site.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::base::text::is_hidden;

/// The path of a source file below the project root: `/` between segments, never absolute, no `.` or `..`.
///
/// Cheap to clone. Ordered by its text, so that sorted output does not depend on the file system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(Arc<str>);

impl RelPath {
    /// Accepts `documents/access.md`; refuses absolute paths, backslashes, characters that act without being seen
    /// (controls, bidirectional overrides, tags), empty segments, `.` and `..`.
    pub fn new(path: &str) -> Option<Self> {
        let clean = !path.is_empty()
            && !path.contains('\\')
            && !path.chars().any(is_hidden)
            && path.split('/').all(|segment| !matches!(segment, "" | "." | ".."));
        clean.then(|| Self(path.into()))
    }

    /// The path of a file whose name Annexa itself knows.
    ///
    /// # Panics
    /// When the text is no clean path, which for a name in the code is a fault of the code.
    pub fn fixed(path: &str) -> Self {
        Self::new(path).expect("paths named in the code are clean")
    }

    /// Resolves `reference` as seen from the folder of this file. `None` when it leaves the root.
    ///
    /// A reference that begins with `/` counts from the root of the project.
    pub fn resolve(&self, reference: &str) -> Option<Self> {
        let (base, rest) = match reference.strip_prefix('/') {
            Some(rest) => ("", rest),
            None => (self.folder(), reference),
        };
        let mut segments: Vec<&str> =
            base.split('/').filter(|segment| !segment.is_empty()).collect();
        for segment in rest.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                }
                name => segments.push(name),
            }
        }
        Self::new(&segments.join("/"))
    }

    /// The text with `/` between segments.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file, without a slash at the end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last segment.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The last segment without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// What follows the last dot of the file name, as written; empty when there is none.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// True when the name of the file, or of a folder that it lies in, begins with a dot.
    pub fn is_hidden(&self) -> bool {
        self.0.split('/').any(|name| name.starts_with('.'))
    }

    /// True when the file lies somewhere below `folder`.
    pub fn is_below(&self, folder: &str) -> bool {
        self.0.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

/// The path of a file in the built site: lower-case ASCII segments, `/` between them.
///
/// Lower case alone rules out two files that differ only in case, Windows device names and look-alikes are
/// refused, and nothing in it needs quoting in a URL or a shell.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// The longest address in the output, in bytes: room for the folders around it on systems that take 260.
    pub const LONGEST: usize = 179;

    /// Accepts segments of `a-z`, `0-9`, `.`, `-` and `_` that neither begin nor end with a dot.
    pub fn new(path: &str) -> Option<Self> {
        let clean = |segment: &str| {
            let stem = segment.split('.').next().unwrap_or("");
            !segment.is_empty()
                && !segment.starts_with('.')
                && !segment.ends_with('.')
                && !segment.contains("..")
                && !is_reserved_name(stem)
                && segment
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_'))
        };
        (path.len() <= Self::LONGEST && path.split('/').all(clean)).then(|| Self(path.into()))
    }

    /// The path of a file whose name Annexa itself knows.
    ///
    /// # Panics
    /// When the text is no clean path, which for a name in the code is a fault of the code.
    pub fn fixed(path: &str) -> Self {
        Self::new(path).expect("paths named in the code are clean")
    }

    /// The text with `/` between segments.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of a further page of what begins on the page at this path, counted from one: `documents.html`, `documents_2.html`. No name that
    /// an author gives holds `_`. `None` when it would be too long.
    pub fn continued(&self, number: usize) -> Option<Self> {
        match (number, self.0.strip_suffix(".html")) {
            (1, _) => Some(self.clone()),
            (_, Some(stem)) => Self::new(&format!("{stem}_{number}.html")),
            (_, None) => None,
        }
    }

    /// What leads from the page at this path back to the root of the site: nothing, `../`, `../../` …
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The relative URL of `target` on a page that lies at this path.
    pub fn link_to(&self, target: &Self) -> String {
        let (from, to) = (self.0.rsplit_once('/'), target.0.rsplit_once('/'));
        match (from, to) {
            (Some((here, _)), Some((there, name))) if here == there => name.to_owned(),
            _ => format!("{}{}", self.to_root(), target.0),
        }
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

/// True for the device names of Windows, which cannot be file names there whatever their extension.
///
/// The list is that of "Naming Files, Paths, and Namespaces" (learn.microsoft.com): the digits may be superscripts of Latin-1, too.
pub fn is_reserved_name(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = |prefix: &str| {
        let number = stem.strip_prefix(prefix).unwrap_or("");
        matches!(number.as_bytes(), [b'1'..=b'9']) || matches!(number, "¹" | "²" | "³")
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

/// A form that two names share when a common file system takes them for one: without regard to case and to how accents are composed.
///
/// macOS compares names so, Windows without regard to case. The dotless ı is a letter of its own on both.
pub fn twin_form(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        let is_lower = !name.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_lower { name.into() } else { name.to_ascii_lowercase().into() };
    }
    // By way of capitals, so that ſ meets s, ß meets ss, and both forms of sigma meet.
    let upper = name.nfd().flat_map(|letter| {
        let kept = (letter == 'ı').then_some(letter);
        kept.into_iter().chain(letter.to_uppercase().filter(move |_| kept.is_none()))
    });
    upper.flat_map(char::to_lowercase).nfc().collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_that_leave_the_root_are_refused() {
        let page = RelPath::new("documents/access/policy.md").expect("a plain path");
        assert_eq!(
            page.resolve("../backup.md").map(|path| path.to_string()).as_deref(),
            Some("documents/backup.md")
        );
        assert_eq!(
            page.resolve("/assets/x.png").map(|path| path.to_string()).as_deref(),
            Some("assets/x.png")
        );
        assert_eq!(page.resolve("../../../etc/passwd"), None);
        assert_eq!(RelPath::new("/etc/passwd"), None);
        assert_eq!(RelPath::new("a/../../b"), None);
    }

    #[test]
    fn links_between_pages_are_relative() {
        let out = |path| OutPath::new(path).expect("a plain path");
        assert_eq!(out("documents/pol-1.html").link_to(&out("documents/pol-2.html")), "pol-2.html");
        assert_eq!(out("documents/pol-1.html").link_to(&out("soa.html")), "../soa.html");
        assert_eq!(out("index.html").link_to(&out("controls/a.5.1.html")), "controls/a.5.1.html");
    }

    #[test]
    fn device_names_and_capitals_are_no_output_paths() {
        for path in
            ["con.html", "a/NUL", "lpt1.html", "A.html", "a/.htaccess", "a//b", "../a", "a..b"]
        {
            assert_eq!(OutPath::new(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn a_resolved_path_never_leaves_the_root(base in "[a-z]{1,3}(/[a-z]{1,3}){0,3}", reference in "[a-z./]{0,24}") {
            let base = RelPath::new(&base).expect("generated without dots");
            if let Some(path) = base.resolve(&reference) {
                prop_assert!(path.as_str().split('/').all(|segment| segment != ".." && !segment.is_empty()));
                prop_assert!(!path.as_str().starts_with('/'));
            }
        }

        #[test]
        fn a_link_leads_from_page_to_page(from in "[a-z]{1,3}(/[a-z]{1,3}){0,2}", to in "[a-z]{1,3}(/[a-z]{1,3}){0,2}") {
            // Three letters may be the name of a device: `prn`.
            let (Some(from), Some(to)) = (OutPath::new(&from), OutPath::new(&to)) else { return Ok(()) };
            let link = from.link_to(&to);
            let page = RelPath::new(from.as_str()).expect("generated clean");
            prop_assert_eq!(page.resolve(&link).map(|path| path.to_string()), Some(to.to_string()));
        }
    }
}
