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
        let lines: Vec<&str> = lines.collect();
        // A blank line within begins a paragraph; around the text it means nothing.
        lines.join("\n").trim_matches('\n').to_owned()
    };
    let ends = body.headings.iter().skip(1).map(|heading| heading.at.start);
    let ends = ends.chain(std::iter::once(body.range.end));
    // What stands below the title belongs to no section of its own, like what stands before the first heading.
    let has_title = usize::from(body.title().is_some());
    let sections = body.headings.iter().zip(ends).skip(has_title);
    let first = body.headings.get(has_title).map_or(body.range.end, |heading| heading.at.start);
    let (before, start) = body.title().map_or((String::new(), body.range.start), |title| {
        (slice(body.range.start, title.at.start), title.at.end)
    });
    let text = format!("{before}\n{}", slice(start, first));
    let introduction = Part { anchor: String::new(), heading: None, text, place: 0 };
    let sections = sections.enumerate().map(|(number, (heading, end))| Part {
        anchor: heading.anchor.clone(),
        heading: Some(heading.text.clone()),
        text: slice(heading.at.end, end),
        place: number + 1,
    });
    std::iter::once(introduction).chain(sections).collect()
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
        check(TEXT, &format!("First.\n\n{TEXT}"), &[(Fate::Changed, None)]);
        check(TEXT, &TEXT.replace("Who.", ""), &[(Fate::Changed, None)]);
        check(TEXT, &TEXT.replace("\n\n##", "\n\n\n##"), &[]);
        let two = TEXT.replace("Four", "Three.\n\nOr four");
        check(&two, &two.replace("Three.\n\n", "Three.\n"), &[(Fate::Changed, Some("Leavers"))]);
        let renamed = TEXT.replace("Joiners", "Movers");
        check(TEXT, &renamed, &[(Fate::New, Some("Movers")), (Fate::Gone, Some("Joiners"))]);
    }
}
