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

/// How many headings of a page are compared in the relaxed spelling: a page with more is no text that somebody reads.
const RELAXED: usize = 1000;

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
            .take(RELAXED)
            .find(|heading| !wanted.is_empty() && relaxed_anchor(&heading.anchor) == wanted)
    };
    let heading = exact.or_else(relaxed)?;
    let is_title = body.title().is_some_and(|title| title.anchor == heading.anchor);
    Some(if is_title { String::new() } else { format!("{ANCHOR_PREFIX}{}", heading.anchor) })
}
