//! Where the links of a text lead. Every target is settled before a page is rendered.

use crate::base::path::{OutPath, RelPath};
use crate::base::slug::{github_anchor, relaxed_anchor};
use crate::base::url::percent_decoded;
use crate::model::entry::{Entry, Place};
use crate::parse::markdown::{Body, Heading};

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

/// A heading that an author means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The anchor on the page; the empty string stands for the title at the top.
    pub anchor: String,
    /// The anchors of all headings that the author may mean as well, this one first; empty when there is no other.
    pub readings: Vec<String>,
}

/// The heading of a body that an author means: as GitHub writes its anchor, or in a relaxed spelling.
pub fn find_anchor(body: &Body, typed: &str) -> Option<Found> {
    let typed = percent_decoded(typed)?;
    let wanted = github_anchor(&typed);
    let exact =
        body.headings.iter().find(|heading| heading.anchor == typed || heading.anchor == wanted);
    let (heading, readings) = match exact {
        Some(heading) => (heading, Vec::new()),
        None => {
            let relaxed = relaxed_headings(body, &typed);
            let anchors = relaxed.iter().map(|heading| heading.anchor.clone());
            (*relaxed.first()?, if relaxed.len() > 1 { anchors.collect() } else { Vec::new() })
        }
    };
    let is_title = body.title().is_some_and(|title| title.anchor == heading.anchor);
    let anchor =
        if is_title { String::new() } else { format!("{ANCHOR_PREFIX}{}", heading.anchor) };
    Some(Found { anchor, readings })
}

/// The headings whose anchors differ from what was typed only in what is between letters and digits.
fn relaxed_headings<'b>(body: &'b Body, typed: &str) -> Vec<&'b Heading> {
    let wanted = relaxed_anchor(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let headings = body.headings.iter().take(RELAXED);
    headings.filter(|heading| relaxed_anchor(&heading.anchor) == wanted).collect()
}
