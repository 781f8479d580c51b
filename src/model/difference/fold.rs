//! Which steps a reader needs to see: what changed, what stands right beside it, and the heading above it. The rest may be folded away.

use std::ops::Range;

use crate::base::text::{list_of, plural};
use crate::model::difference::{Difference, State, Step};
use crate::parse::markdown::blocks::Kind;

/// Successive steps that are shown or folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The steps.
    pub steps: Range<usize>,
    /// What is folded, in words; `None` for what is shown.
    pub folded: Option<String>,
}

/// How many steps at least are worth folding.
const WORTH: usize = 2;

/// How many titles of folded sections are named.
const NAMED: usize = 4;

/// All steps of a difference, shown and folded in turns.
pub fn stretches(difference: &Difference) -> Vec<Stretch> {
    let steps = &difference.steps;
    let mut shown = shown(difference);
    for hidden in runs(&shown, false) {
        if hidden.len() < WORTH && !steps[hidden.clone()].iter().any(Step::is_heading) {
            shown[hidden].fill(true);
        }
    }
    let mut stretches: Vec<Stretch> = runs(&shown, true)
        .into_iter()
        .map(|steps| Stretch { steps, folded: None })
        .chain(runs(&shown, false).into_iter().map(|range| {
            let folded = Some(words(&steps[range.clone()]));
            Stretch { steps: range, folded }
        }))
        .collect();
    stretches.sort_by_key(|stretch| stretch.steps.start);
    stretches
}

/// The ranges in which a flag has a value.
fn runs(flags: &[bool], value: bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, _) in flags.iter().enumerate().filter(|(_, flag)| **flag == value) {
        match ranges.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => ranges.push(at..at + 1),
        }
    }
    ranges
}

fn shown(difference: &Difference) -> Vec<bool> {
    let steps = &difference.steps;
    let mut shown = vec![false; steps.len()];
    for (at, _) in steps.iter().enumerate().filter(|(_, step)| step.state != State::Same) {
        shown[at] = true;
        if let Some(heading) = difference.heading_of(at) {
            shown[heading] = true;
        }
        if at > 0 && !steps[at].is_heading() {
            shown[at - 1] = true;
        }
        if let Some(next) = steps.get(at + 1)
            && !next.is_heading()
        {
            shown[at + 1] = true;
        }
    }
    // A table is read as a whole: half of one says nothing without its head.
    for table in tables(steps) {
        let is_shown = shown[table.clone()].iter().any(|shown| *shown);
        shown[table].fill(is_shown);
    }
    shown
}

fn tables(steps: &[Step]) -> Vec<Range<usize>> {
    let rows: Vec<bool> = steps.iter().map(Step::is_row).collect();
    runs(&rows, true)
}

/// What is folded: whole sections by their titles, and what stands before the first of them by kinds.
fn words(steps: &[Step]) -> String {
    let first = steps.iter().position(Step::is_heading).unwrap_or(steps.len());
    let (rest, sections) = steps.split_at(first);
    let amount = |kind: fn(&Step) -> bool, one: &str, many: &str| match rest
        .iter()
        .filter(|step| kind(step))
        .count()
    {
        0 => None,
        count => Some(plural(count, one, many)),
    };
    let is_item = |step: &Step| matches!(step.block.kind, Kind::Item(_));
    let is_other = |step: &Step| !step.is_row() && !matches!(step.block.kind, Kind::Item(_));
    let tables = rest.iter().enumerate().filter(|(at, step)| {
        step.is_row() && !at.checked_sub(1).is_some_and(|before| rest[before].is_row())
    });
    let tables = match tables.count() {
        0 => None,
        count => Some(plural(count, "table", "tables")),
    };
    let titles: Vec<String> = sections
        .iter()
        .filter(|step| step.is_heading())
        .map(|step| format!("“{}”", step.text()))
        .collect();
    let named = match titles.len() {
        0 => None,
        1 => Some(format!("the section {}", titles[0])),
        count if count <= NAMED => Some(format!("the sections {}", list_of(&titles))),
        count => {
            let named = titles[..NAMED].join(", ");
            Some(format!("the sections {named} and {} more", count - NAMED))
        }
    };
    let parts = [
        amount(is_other, "paragraph", "paragraphs"),
        amount(is_item, "list item", "list items"),
        tables,
        named,
    ];
    list_of(&parts.into_iter().flatten().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::difference::between;
    use crate::parse::markdown::blocks::blocks;

    fn shown(old: &str, new: &str) -> Vec<String> {
        let read = |text: &str| blocks(text, &|_| None);
        let difference = between(&read(old), &read(new)).expect("short texts are compared");
        let text = |stretch: &Stretch| {
            let texts = difference.steps[stretch.steps.clone()].iter().map(Step::text);
            stretch
                .folded
                .as_ref()
                .map_or_else(|| texts.collect::<Vec<_>>().join("/"), |folded| format!("({folded})"))
        };
        stretches(&difference).iter().map(text).collect()
    }

    #[test]
    fn what_changed_stands_under_its_heading_and_the_rest_is_folded() {
        let old = "Top.\n\n## A\n\na\n\n## B\n\nb1\n\nb2\n\nb3\n\nb4\n\n- x\n\nold words here\n\nb6\n\n## C\n\nc\n\n## D\n\nd\n";
        let new = old.replace("old words", "new words");
        let expected = [
            "(1 paragraph and the section “A”)",
            "B",
            "(4 paragraphs)",
            "x/new words here/b6",
            "(the sections “C” and “D”)",
        ];
        assert_eq!(shown(old, &new), expected);
    }

    #[test]
    fn a_table_is_shown_or_folded_as_a_whole() {
        let old =
            "| A |\n|--|\n| 1 |\n| 2 |\n| 3 |\n| four is one |\n\np\n\nq\n\n| B |\n|--|\n| 1 |\n";
        let new = old.replace("is one", "is two");
        assert_eq!(shown(old, &new), ["A/1/2/3/four is two/p", "(1 paragraph and 1 table)"]);
    }
}
