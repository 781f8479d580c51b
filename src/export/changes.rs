//! What happened to the texts, as a feed. A template makes it.

use crate::base::path::OutPath;
use crate::export::{Download, Export, Format, Made};
use crate::model::handbook::Handbook;
use crate::view::frame::FEED;

/// The feed.
pub(super) static EXPORT: Export = Export {
    word: "changes",
    title: "Changes",
    about: "What is new, revised, reviewed, replaced or withdrawn, for programs that follow feeds.",
    downloads,
};

fn downloads(_: &Handbook) -> Vec<Download<'_>> {
    vec![Download {
        path: OutPath::fixed(FEED),
        title: EXPORT.title.to_owned(),
        part: None,
        format: Format::Atom,
        pages: vec![OutPath::fixed("changes.html")],
        made: Made::Page,
    }]
}
