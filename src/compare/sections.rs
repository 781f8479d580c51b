//! Which sections of a text differ: where a reader has to look.

use crate::compare::item::{Fate, Section};
use crate::compare::pairs::{Pair, pairs};
use crate::parse::document::Document;

/// A heading with the text below it, up to the next heading.
struct Part {
    anchor: String,
    heading: Option<String>,
    text: String,
    place: usize,
}

/// The sections that differ, in the order of the later text; those that are gone last. A title that changed is none.
pub fn compare(before: &Document, after: &Document) -> Vec<Section> {
    let (before, after) = (parts(before), parts(after));
    let mut found: Vec<(usize, Section)> = Vec::new();
    let section = |fate, part: &Part| Section { fate, heading: part.heading.clone() };
    for pair in pairs(&before, &after, |part| part.anchor.clone()) {
        match pair {
            Pair::Both(earlier, later) if earlier.text != later.text => {
                found.push((later.place, section(Fate::Changed, later)));
            }
            Pair::Both(..) => {}
            Pair::New(part) => found.push((part.place, section(Fate::New, part))),
            Pair::Gone(part) => found.push((usize::MAX, section(Fate::Gone, part))),
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, section)| section).collect()
}

fn parts(document: &Document) -> Vec<Part> {
    let body = &document.body;
    let slice = |from: usize, to: usize| {
        let lines = document.text.get(from..to).unwrap_or("").lines().map(str::trim_end);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    };
    let ends = body.headings.iter().skip(1).map(|heading| heading.at.start);
    let ends = ends.chain(std::iter::once(body.range.end));
    let first = body.headings.first().map_or(body.range.end, |heading| heading.at.start);
    let opening = Part {
        anchor: String::new(),
        heading: None,
        text: slice(body.range.start, first),
        place: 0,
    };
    let title = body.title().map(|title| title.at.start);
    let parts = body.headings.iter().zip(ends).enumerate().map(|(number, (heading, end))| {
        // What stands below the title belongs to no section of its own.
        let is_title = title == Some(heading.at.start);
        Part {
            anchor: if is_title { "#title".to_owned() } else { heading.anchor.clone() },
            heading: (!is_title).then(|| heading.text.clone()),
            text: slice(heading.at.end, end),
            place: number + 1,
        }
    });
    std::iter::once(opening)
        .chain(parts)
        .filter(|part| part.heading.is_some() || !part.text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::RelPath;
    use crate::diag::Findings;
    use crate::parse::document::parse;

    #[track_caller]
    fn check(before: &str, after: &str, wanted: &[(Fate, Option<&str>)]) {
        let read = |text: &str| {
            parse(&RelPath::fixed("documents/a.md"), &text.into(), &mut Findings::default())
        };
        let found = compare(&read(before), &read(after));
        let found: Vec<_> =
            found.iter().map(|section| (section.fate, section.heading.as_deref())).collect();
        assert_eq!(found, wanted);
    }

    const TEXT: &str = "# A\n\nWho.\n\n## Joiners\n\nDay one.\n\n## Leavers\n\nFour days.\n";

    #[test]
    fn a_section_is_named_by_its_heading() {
        check(TEXT, TEXT, &[]);
        check(TEXT, &TEXT.replace("# A", "# B").replace('\n', "  \n"), &[]);
        check(TEXT, &TEXT.replace("Four", "Three"), &[(Fate::Changed, Some("Leavers"))]);
        check(TEXT, &TEXT.replace("Who", "Why"), &[(Fate::Changed, None)]);
        let renamed = TEXT.replace("Joiners", "Movers");
        check(TEXT, &renamed, &[(Fate::New, Some("Movers")), (Fate::Gone, Some("Joiners"))]);
    }
}
