//! Where the links of a text lead. Every target is settled before a page is rendered.

use crate::base::path::{OutPath, RelPath};
use crate::model::entry::{Entry, Place};

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
