//! Adds the panel to a page while it is sent: two lines before the end of its head. The site itself knows nothing of a preview.

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::path::OutPath;

/// What the script of the panel must know of the page.
#[derive(Debug, Clone)]
pub(super) struct Page<'p> {
    /// Its path in the site.
    pub path: &'p OutPath,
    /// The number of the site.
    pub number: u64,
    /// The day as of which it is.
    pub day: Date,
    /// The digest of the page as the site has it.
    pub digest: Digest,
}

/// The page with the panel; bytes without a head are left as they are.
pub(super) fn with_panel(html: Vec<u8>, page: &Page<'_>) -> Vec<u8> {
    const HEAD: &[u8] = b"</head>";
    // Whatever an author writes stands in the body, below the first end of a head.
    let Some(at) = html.windows(HEAD.len()).position(|window| window == HEAD) else { return html };
    let Page { path, number, day, digest } = page;
    let tag = format!(
        "<script src=\"/__annexa/preview.js\" data-page=\"{path}\" data-site=\"{number}\" data-day=\"{day}\" data-digest=\"{digest}\" defer></script>\n"
    );
    let mut with = Vec::with_capacity(html.len() + tag.len());
    with.extend_from_slice(&html[..at]);
    with.extend_from_slice(tag.as_bytes());
    with.extend_from_slice(&html[at..]);
    with
}
