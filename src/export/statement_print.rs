//! The Statement of Applicability as one file to print or mail. A template makes it: it is a page of the site.

use crate::base::path::OutPath;
use crate::export::{Download, Export, Format, Made};
use crate::model::handbook::Handbook;
use crate::render::page::soa_print::URL;

/// The statement on paper.
pub(super) static EXPORT: Export = Export {
    word: "soa-print",
    title: "Statement of Applicability, to print",
    about: "The Statement of Applicability as one file to print or mail: every control, its decision, and what the ids stand for.",
    downloads,
};

fn downloads(_: &Handbook) -> Vec<Download<'_>> {
    vec![Download {
        path: OutPath::fixed(URL),
        title: EXPORT.title.to_owned(),
        part: None,
        format: Format::Html,
        pages: vec![OutPath::fixed("soa.html")],
        made: Made::Page,
    }]
}
