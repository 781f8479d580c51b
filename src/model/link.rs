//! Where the links of a text lead. Every target is settled before a page is rendered.

use crate::base::path::{OutPath, RelPath};
use crate::base::slug::{github_anchor, relaxed_anchor};
use crate::base::url::percent_decoded;
use crate::model::entry::{Entry, Place};
use crate::parse::markdown::Body;

/// The settled target of a link or image.
#[derive(Debug, Clone)]
pub enum Link {
    /// A page of the site.
    Page {
        /// Where it leads.
        place: Place,
        /// The entry that the page shows, if it shows one.
        entry: Option<Entry>,
    },
    /// An attachment that is published.
    Asset {
        /// The file.
        source: RelPath,
        /// Its address.
        path: OutPath,
    },
    /// Another host, or a mail address or telephone number.
    External(String),
    /// Nowhere: only the text is shown.
    Broken,
}

/// The prefix of every anchor that comes from an author, so that it never meets one of the page's own.
pub const ANCHOR_PREFIX: &str = "h-";

/// What kind of address a target is, before it is looked up.
#[derive(Debug, PartialEq, Eq)]
pub enum Address<'t> {
    /// `http`, `https`, `mailto` or `tel`.
    External,
    /// A path in the project and an anchor, either possibly empty.
    Internal {
        /// The path, still percent-encoded.
        path: &'t str,
        /// The anchor without `#`.
        anchor: &'t str,
    },
    /// A scheme or a form that is never published.
    Refused,
}

/// Says what kind of address a target is. Entities are decoded already.
pub fn address(target: &str) -> Address<'_> {
    let hostile = target.chars().any(|character| character.is_control() || character == '\\')
        || target.starts_with("//");
    if hostile {
        return Address::Refused;
    }
    let scheme_end =
        target.find(|part: char| !part.is_ascii_alphanumeric() && !matches!(part, '+' | '-' | '.'));
    if let Some(end) = scheme_end.filter(|end| target[*end..].starts_with(':')) {
        let allowed = ["http", "https", "mailto", "tel"];
        return if allowed.iter().any(|scheme| target[..end].eq_ignore_ascii_case(scheme)) {
            Address::External
        } else {
            Address::Refused
        };
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    Address::Internal { path: path.split('?').next().unwrap_or(path), anchor }
}

/// The anchor of a body that an author means: as GitHub writes it, or in a relaxed spelling.
///
/// The empty string stands for the title at the top of the page.
pub fn find_anchor(body: &Body, typed: &str) -> Option<String> {
    let typed = percent_decoded(typed)?;
    let wanted = github_anchor(&typed);
    let exact =
        body.headings.iter().find(|heading| heading.anchor == typed || heading.anchor == wanted);
    let relaxed = || {
        let wanted = relaxed_anchor(&typed);
        body.headings
            .iter()
            .find(|heading| !wanted.is_empty() && relaxed_anchor(&heading.anchor) == wanted)
    };
    let heading = exact.or_else(relaxed)?;
    let is_title = body.title().is_some_and(|title| title.anchor == heading.anchor);
    Some(if is_title { String::new() } else { format!("{ANCHOR_PREFIX}{}", heading.anchor) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_are_external() {
        assert_eq!(address("https://example.com"), Address::External);
        assert_eq!(address("MAILTO:a@example.com"), Address::External);
        for target in [
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//host/x",
            "a\\b",
            "java\tscript:x",
            "vbscript:x",
            "file:///etc",
        ] {
            assert_eq!(address(target), Address::Refused, "{target}");
        }
        assert_eq!(address("a/b.md?x=1#c"), Address::Internal { path: "a/b.md", anchor: "c" });
        assert_eq!(address("#c"), Address::Internal { path: "", anchor: "c" });
    }
}
