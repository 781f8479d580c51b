//! What hits show: titles, states, headings and texts of pages, a few pages to a file, so that only those are read that stand in a list.

use std::ops::Range;

use serde::Serialize;

use crate::base::date::Date;
use crate::export::search::pages::{Findable, Section};

/// A file ends with the page that fills so many bytes of texts: short pages share one, a policy has its own.
const LENGTH: usize = 4_000;

/// What a hit shows of a page, as a list, since names of fields would be most of the file: address, title, id, kind, state, tone, the day of its
/// next review as `2027-05-31` and in words or empty, summary, sections.
#[derive(Serialize)]
pub(super) struct Row<'p>(
    &'p str,
    &'p str,
    &'p str,
    &'p str,
    &'p str,
    &'p str,
    String,
    String,
    &'p str,
    Vec<Part<'p>>,
);

/// Anchor, heading, text.
type Part<'p> = (&'p str, &'p str, &'p str);

impl<'p> Row<'p> {
    pub(super) fn of(page: &'p Findable<'_>) -> Self {
        let link = &page.link;
        let (state, tone) =
            link.badge.as_ref().map_or(("", ""), |badge| (&*badge.label, badge.tone));
        let part = |section: &'p Section<'_>| -> Part<'p> {
            (&section.anchor, &section.heading, &section.text)
        };
        Self(
            &link.url,
            &link.title,
            &link.id,
            &link.kind,
            state,
            tone,
            page.due.map(|due| due.to_string()).unwrap_or_default(),
            page.due.map(Date::long).unwrap_or_default(),
            &page.summary,
            page.sections.iter().map(part).collect(),
        )
    }
}

/// The pages of each file, one file after the other.
pub(super) fn cut(pages: &[Findable<'_>]) -> Vec<Range<usize>> {
    let mut files = Vec::new();
    let (mut first, mut length) = (0, 0);
    for (number, page) in pages.iter().enumerate() {
        length += page.summary.len() + page.link.title.len() + page.link.url.len();
        length += page
            .sections
            .iter()
            .map(|section| section.heading.len() + section.text.len())
            .sum::<usize>();
        if length >= LENGTH || number + 1 == pages.len() {
            files.push(first..number + 1);
            (first, length) = (number + 1, 0);
        }
    }
    files
}
