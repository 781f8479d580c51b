//! Two versions of a text to what changed between them, block by block and word by word, as a reader can follow it.
//!
//! 1. `pairing` says which blocks of both versions belong together: by their text, else by the words that they share.
//! 2. `wording` says which words of a pair were added and removed.
//! 3. [`fold`] says which steps a reader needs to see, and which may be folded away.
//!
//! **Invariant:** all steps without what is new are the older text, all steps without what was removed the newer one. Texts that moved
//! are removed at one place and added at the other.

pub mod fold;
mod pairing;
mod wording;

use crate::base::words::{is_word, pieces};
use crate::model::difference::pairing::{Pair, pairs};
use crate::model::difference::wording::Effort;
use crate::parse::markdown::blocks::{Block, Kind, Span};

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It reads as it did.
    Same,
    /// Some of its words changed.
    Changed,
    /// It is new as a whole.
    Added,
    /// It is gone as a whole.
    Removed,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They stand in both versions.
    Same,
    /// They stand in the newer version only.
    Added,
    /// They stood in the older version only.
    Removed,
    /// They stand in both, but what a link leads to, or how they are written, changed.
    Restyled,
}

/// Successive words of which the same became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub mark: Mark,
    /// The words; those of the newer version where both have them.
    pub spans: Vec<Span>,
}

/// A block of the older, the newer or both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What became of it.
    pub state: State,
    /// The block as it is, or was where it is gone, without its words.
    pub block: Block,
    /// Its words; a row of a table has some for each cell.
    pub cells: Vec<Vec<Run>>,
}

/// What changed between two versions of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Every block of both versions, in the order of reading.
    pub steps: Vec<Step>,
}

/// How many words were added and removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Words that are new.
    pub added: usize,
    /// Words that are gone.
    pub removed: usize,
    /// Places where a link or the way of writing changed, and no word.
    pub restyled: usize,
}

/// Compares two versions of a text; `None` when they are too large and too different to be compared.
pub fn between(old: &[Block], new: &[Block]) -> Option<Difference> {
    let mut effort = Effort::default();
    let mut steps = Vec::new();
    for pair in pairs(old, new)? {
        match pair {
            Pair::Same(new) => steps.push(whole(State::Same, Mark::Same, new)),
            Pair::Old(old) => steps.push(whole(State::Removed, Mark::Removed, old)),
            Pair::New(new) => steps.push(whole(State::Added, Mark::Added, new)),
            Pair::Similar(old, new) => match wording::cells(old, new, &mut effort) {
                Some(cells) => steps.push(changed(new, cells)),
                None => {
                    steps.push(whole(State::Removed, Mark::Removed, old));
                    steps.push(whole(State::Added, Mark::Added, new));
                }
            },
        }
    }
    Some(Difference { steps })
}

fn changed(block: &Block, cells: Vec<Vec<Run>>) -> Step {
    let is_same = cells.iter().flatten().all(|run| run.mark == Mark::Same);
    let state = if is_same { State::Same } else { State::Changed };
    Step { state, block: without_words(block), cells }
}

fn whole(state: State, mark: Mark, block: &Block) -> Step {
    let run = |spans: &Vec<Span>| {
        if spans.is_empty() { Vec::new() } else { vec![Run { mark, spans: spans.clone() }] }
    };
    Step { state, block: without_words(block), cells: block.texts.iter().map(run).collect() }
}

fn without_words(block: &Block) -> Block {
    Block { texts: Vec::new(), ..*block }
}

impl Step {
    /// True for a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.block.kind, Kind::Heading(..))
    }

    /// True for a part of a table.
    pub fn is_row(&self) -> bool {
        matches!(self.block.kind, Kind::Head | Kind::Row)
    }

    /// Its words in the newer version, or in the older one where it is gone.
    pub fn text(&self) -> String {
        let gone = self.state == State::Removed;
        let runs = self.cells.iter().flatten();
        let runs = runs.filter(|run| gone || run.mark != Mark::Removed);
        runs.flat_map(|run| &run.spans).map(|span| span.text.as_str()).collect()
    }

    fn count(&self) -> Count {
        let mut count = Count::default();
        for run in self.cells.iter().flatten() {
            let words = || {
                let text: String = run.spans.iter().map(|span| span.text.as_str()).collect();
                pieces(&text).into_iter().filter(|piece| is_word(piece)).count()
            };
            match run.mark {
                Mark::Same => {}
                Mark::Added => count.added += words(),
                Mark::Removed => count.removed += words(),
                Mark::Restyled => count.restyled += 1,
            }
        }
        count
    }
}

impl Difference {
    /// How many words changed.
    pub fn count(&self) -> Count {
        self.steps.iter().map(Step::count).fold(Count::default(), |all, step| Count {
            added: all.added + step.added,
            removed: all.removed + step.removed,
            restyled: all.restyled + step.restyled,
        })
    }

    /// The step with the heading above a step, the step itself if it is one; `None` before the first heading.
    pub fn heading_of(&self, step: usize) -> Option<usize> {
        (0..=step).rev().find(|at| self.steps.get(*at).is_some_and(Step::is_heading))
    }

    /// The sections in which something changed, by the steps of their headings; `None` stands for what comes before the first one.
    pub fn changed_sections(&self) -> Vec<Option<usize>> {
        let mut sections = Vec::new();
        let changed = self.steps.iter().enumerate().filter(|(_, step)| step.state != State::Same);
        for section in changed.map(|(number, _)| self.heading_of(number)) {
            if sections.last() != Some(&section) {
                sections.push(section);
            }
        }
        sections
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::blocks::blocks;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Block> {
        blocks(text, &|_| None)
    }

    /// What changed, in the notation of people who write differences by hand.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let difference = between(&read(old), &read(new)).expect("short texts are compared");
        let run = |run: &Run| {
            let text: String = run.spans.iter().map(|span| span.text.as_str()).collect();
            match run.mark {
                Mark::Same => text,
                Mark::Added => format!("{{+{text}+}}"),
                Mark::Removed => format!("[-{text}-]"),
                Mark::Restyled => format!("<{text}>"),
            }
        };
        let cells = |step: &Step| {
            let cell = |runs: &Vec<Run>| runs.iter().map(run).collect::<String>();
            step.cells.iter().map(cell).collect::<Vec<_>>().join("|")
        };
        difference.steps.iter().map(cells).collect()
    }

    /// The texts of both versions, put together again from what changed. Blocks without words are left out.
    fn sides(difference: &Difference) -> (Vec<String>, Vec<String>) {
        let side = |gone: Mark, absent: State| {
            let steps = difference.steps.iter().filter(|step| step.state != absent);
            let text = |step: &Step| {
                let runs = step.cells.iter().flatten().filter(|run| run.mark != gone);
                runs.flat_map(|run| &run.spans).map(|span| span.text.as_str()).collect::<String>()
            };
            steps.map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        (side(Mark::Added, State::Added), side(Mark::Removed, State::Removed))
    }

    fn texts(blocks: &[Block]) -> Vec<String> {
        let text = |block: &Block| block.text().replace('\t', "");
        blocks.iter().map(text).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn words_change_inside_their_block() {
        let old = "# T\n\nAccess ends within one day of leaving.\n\nKept.\n";
        let new =
            "# T\n\nAccess ends within four working hours of leaving.\n\nKept.\n\nAnd more.\n";
        let expected = [
            "T",
            "Access ends within [-one day-]{+four working hours+} of leaving.",
            "Kept.",
            "{+And more.+}",
        ];
        assert_eq!(shown(old, new), expected);
    }

    #[test]
    fn a_sentence_with_little_left_is_replaced_not_shredded() {
        let old = "Ask your manager before you travel with a laptop.\n";
        let new = "Nobody may lend a token to another person, ever.\n";
        assert_eq!(
            shown(old, new),
            [
                "[-Ask your manager before you travel with a laptop.-]",
                "{+Nobody may lend a token to another person, ever.+}"
            ]
        );
        let (old, new) =
            ("Only IT may do a big job.\n", "Only a vendor in our pay may do a big job.\n");
        assert_eq!(shown(old, new), ["Only [-IT-]{+a vendor in our pay+} may do a big job."]);
        let (old, new) =
            ("One two of six, kept as it is.\n", "Three four of seven, kept as it is.\n");
        assert_eq!(shown(old, new), ["[-One two of six-]{+Three four of seven+}, kept as it is."]);
    }

    #[test]
    fn a_new_sentence_begins_behind_the_one_before() {
        let (old, new) = ("Ask first. Then go.\n", "Ask first. Ask twice. Then go. Come back.\n");
        assert_eq!(shown(old, new), ["Ask first.{+ Ask twice.+} Then go.{+ Come back.+}"]);
    }

    #[test]
    fn tables_change_by_cells_and_rows() {
        let old = "| A | B |\n|--|--|\n| Logs | 1 year |\n| Mail | 2 years |\n";
        let new = "| A | B |\n|--|--|\n| Logs | 3 years |\n| Chat | 1 year |\n| Mail | 2 years |\n";
        assert_eq!(
            shown(old, new),
            ["A|B", "Logs|[-1 year-]{+3 years+}", "{+Chat+}|{+1 year+}", "Mail|2 years"]
        );
        let wide = "| A | C | B |\n|--|--|--|\n| Logs | x | 1 year |\n| Mail | y | 2 years |\n";
        assert_eq!(shown(old, wide), ["A|{+C+}|B", "Logs|{+x+}|1 year", "Mail|{+y+}|2 years"]);
    }

    #[test]
    fn another_link_or_emphasis_is_said_and_no_word_counted() {
        let (old, new) = ("See [the desk](a.md) **now**.\n", "See [the desk](b.md) now.\n");
        assert_eq!(shown(old, new), ["See <the desk> <now>."]);
        let count = between(&read(old), &read(new)).expect("short").count();
        assert_eq!(count, Count { added: 0, removed: 0, restyled: 2 });
    }

    #[test]
    fn code_changes_by_lines() {
        let (old, new) = ("```\na = 1\nb = 2\n```\n", "```\na = 1\nb = 3\n```\n");
        assert_eq!(shown(old, new), ["a = 1\n[-b = 2\n-]{+b = 3\n+}"]);
    }

    #[test]
    fn the_sections_that_changed_are_named_once() {
        let old = "Top.\n\n## A\n\nOne.\n\nTwo.\n\n## B\n\nThree.\n";
        let new = "Top!\n\n## A\n\nOne thing.\n\nTwo things.\n\n## B\n\nThree.\n";
        let difference = between(&read(old), &read(new)).expect("short");
        let titles: Vec<Option<String>> = difference
            .changed_sections()
            .into_iter()
            .map(|step| step.map(|step| difference.steps[step].text()))
            .collect();
        assert_eq!(titles, [None, Some("A".to_owned())]);
    }

    #[test]
    fn a_large_rewrite_costs_no_more_than_saying_so() {
        let text =
            |word: &str| (0..9_000).map(|n| format!("{word} {n}")).collect::<Vec<_>>().join("\n\n");
        assert_eq!(between(&read(&text("old")), &read(&text("new"))), None);
        let long = |word: &str| format!("{}\n", format!("{word} x{word} ").repeat(60_000));
        assert!(between(&read(&long("a")), &read(&long("b"))).is_some());
    }

    fn markdown() -> impl Strategy<Value = String> {
        let line = "(## |- |1\\. |> |\\| |    )?([a-e]{1,3} |\\*\\*b\\*\\* |\\[l\\]\\(x\\) |é|\\||`c`|\\[\\^a\\]){0,6}";
        proptest::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n\n"))
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_what_changed(old in markdown(), new in markdown()) {
            let (old, new) = (read(&old), read(&new));
            let difference = between(&old, &new).expect("short texts are compared");
            let (before, after) = sides(&difference);
            prop_assert_eq!(before, texts(&old));
            prop_assert_eq!(after, texts(&new));
        }

        #[test]
        fn an_unchanged_text_has_no_change(text in markdown()) {
            let blocks = read(&text);
            let difference = between(&blocks, &blocks).expect("short texts are compared");
            prop_assert_eq!(difference.count(), Count::default());
            prop_assert!(difference.changed_sections().is_empty());
        }
    }
}
