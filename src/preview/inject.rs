//! Adds the panel to a page while it is sent: its script before the end of its head, and a word to load its colors early. The site itself knows nothing of a preview.

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
    /// The day of the run.
    pub today: Date,
    /// The digest of the page as the site has it.
    pub digest: Digest,
    /// What stands for the images and style sheets that pages load.
    pub look: u64,
}

/// The page with the panel; bytes without a head are left as they are.
pub(super) fn with_panel(html: Vec<u8>, page: &Page<'_>) -> Vec<u8> {
    const HEAD: &[u8] = b"</head>";
    // Whatever an author writes stands in the body, below the first end of a head.
    let Some(at) = html.windows(HEAD.len()).position(|window| window == HEAD) else { return html };
    let Page { path, number, day, today, digest, look } = page;
    // Loaded early, the style sheet is there when the script asks for it: an open panel does not flicker when a page is loaded again.
    let tag = format!(
        "<link rel=\"preload\" as=\"style\" href=\"/__annexa/preview.css\">\n\
         <script src=\"/__annexa/preview.js\" data-page=\"{path}\" data-site=\"{number}\" data-day=\"{day}\" data-today=\"{today}\" \
         data-digest=\"{digest}\" data-look=\"{look}\" defer></script>\n"
    );
    let mut with = Vec::with_capacity(html.len() + tag.len());
    with.extend_from_slice(&html[..at]);
    with.extend_from_slice(tag.as_bytes());
    with.extend_from_slice(&html[at..]);
    with
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(html: &str) -> String {
        let page = Page {
            path: &OutPath::fixed("documents/pol-001.html"),
            number: 3,
            day: "2027-03-01".parse().expect("a date"),
            today: "2026-11-21".parse().expect("a date"),
            digest: Digest::of(b""),
            look: 7,
        };
        String::from_utf8(with_panel(html.as_bytes().to_vec(), &page)).expect("text")
    }

    #[test]
    fn the_panel_stands_at_the_end_of_the_head_and_knows_the_page() {
        let html = with("<head><title>t</title></head><body></head></body>");
        let (head, body) = html.split_once("</head>").expect("a head");
        assert_eq!(body, "<body></head></body>");
        let digest = Digest::of(b"");
        for part in [
            " data-page=\"documents/pol-001.html\"",
            " data-site=\"3\"",
            " data-day=\"2027-03-01\"",
            " data-today=\"2026-11-21\"",
            &format!(" data-digest=\"{digest}\""),
            " data-look=\"7\"",
        ] {
            assert!(head.contains(part), "{part} in {head}");
        }
    }

    #[test]
    fn what_has_no_head_is_left_as_it_is() {
        assert_eq!(with("no page"), "no page");
    }
}
