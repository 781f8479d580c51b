//! Changes keys and adds tables to a TOML text in place: every byte that is not asked for stays.
//!
//! 1. [`layout`] says where tables, keys and values stand.
//! 2. [`style`] says how they are written, so that what is new looks like what is there.
//! 3. [`edit`] cuts and pastes, reads the result again, and compares it with what should be there. If anything else differs, there is no
//!    result: a text that cannot be edited for sure is left to its author.

mod layout;
mod list;
mod style;
mod value;

pub(crate) use value::Value;

use toml::Table;

use crate::author::edit::layout::{Block, Pair};
use crate::author::edit::style::{Style, comments_below, line_at, line_end, line_start, next_line};

/// A change to a TOML text.
#[derive(Debug, Clone)]
pub(crate) enum Wish {
    /// A key of the whole file gets a value. One that is not there is written after the first of `after` that is.
    Set {
        /// The key.
        key: &'static str,
        /// Its value.
        value: Value,
        /// The keys after which it belongs, the nearest first.
        after: &'static [&'static str],
    },
    /// A list of tables gets one more: where its newest one stands, by date and version.
    Add {
        /// The key of the list.
        list: &'static str,
        /// The keys of the new table.
        pairs: Vec<(&'static str, Value)>,
    },
}

/// Why a text cannot be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It cannot be read.
    Syntax,
    /// It is written in a way in which the place of the new text is not sure.
    Shape,
}

/// The text with all wishes, or why there is none. `otherwise` is how lines end where the text has none.
pub(crate) fn edit(text: &str, wishes: &[Wish], otherwise: &str) -> Result<String, Unfit> {
    let mut text = text.to_owned();
    for wish in wishes {
        let mut expected: Table = toml::from_str(&text).map_err(|_| Unfit::Syntax)?;
        let blocks = layout::read(&text).ok_or(Unfit::Syntax)?;
        let spot = Spot { text: &text, blocks: &blocks, otherwise };
        let edited = match wish {
            Wish::Set { key, value, after } => {
                expected.insert((*key).to_owned(), value.expected());
                spot.set(key, value, after)
            }
            Wish::Add { list, pairs } => list::add(&spot, &mut expected, list, pairs),
        };
        let edited = edited.ok_or(Unfit::Shape)?;
        // What was pasted in the wrong place changes the meaning of something else.
        if toml::from_str::<Table>(&edited).ok() != Some(expected) {
            return Err(Unfit::Shape);
        }
        text = edited;
    }
    Ok(text)
}

/// The tables that show that a text is under control, in the order in which they stand.
const TRAIL: [&str; 3] = ["approvals", "reviews", "history"];

/// A text and where things stand in it.
struct Spot<'t> {
    text: &'t str,
    blocks: &'t [Block],
    otherwise: &'t str,
}

impl Spot<'_> {
    /// What stands above all headers.
    fn head(&self) -> Option<&Block> {
        self.blocks.first()
    }

    fn pair(&self, key: &str) -> Option<&Pair> {
        self.head()?.pairs.iter().find(|pair| pair.key == key)
    }

    fn set(&self, key: &str, value: &Value, after: &[&str]) -> Option<String> {
        if let Some(pair) = self.pair(key) {
            let former = self.text.get(pair.value.clone())?;
            let above = self.text.get(..pair.value.start)?;
            let below = self.text.get(pair.value.end..)?;
            return Some(format!("{above}{}{below}", value.written_like(former)));
        }
        let head = self.head()?;
        let line = Style::of(head, self.text).line(key, &value.written());
        let anchor = after.iter().find_map(|key| self.pair(key));
        let at = match anchor {
            Some(anchor) => next_line(self.text, anchor.value.end),
            None => self.end_of(head),
        };
        let is_alone = head.pairs.is_empty() && !self.text.trim().is_empty();
        self.paste(at, &line, usize::from(is_alone))
    }

    /// Where a block ends with its comments: what is added to it begins here.
    fn end_of(&self, block: &Block) -> usize {
        let end = block.end();
        let line = if end == 0 { 0 } else { next_line(self.text, end) };
        comments_below(self.text, line)
    }

    /// Puts lines at the start of a line, or at the end of the text, with blank lines above them.
    fn paste(&self, at: usize, lines: &str, blank_lines: usize) -> Option<String> {
        let (above, below) = (self.text.get(..at)?, self.text.get(at..)?);
        let end = line_end(self.text, at, self.otherwise);
        let mut pasted = above.to_owned();
        // The last line of a text may have no end, and keeps none.
        let is_open = !above.is_empty() && !above.ends_with('\n');
        if is_open {
            pasted.push_str(end);
        }
        let is_first = line_start(self.text, at) == 0 && above.trim().is_empty();
        pasted.push_str(&end.repeat(if is_first { 0 } else { blank_lines }));
        pasted.push_str(lines);
        if !is_open {
            pasted.push_str(end);
        }
        if blank_lines > 0 && !below.is_empty() && !line_at(self.text, at).trim().is_empty() {
            pasted.push_str(&end.repeat(blank_lines));
        }
        pasted.push_str(below);
        Some(pasted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn review(note: &str) -> Wish {
        let date = Value::Date("2026-11-21".parse().expect("a date in a test"));
        Wish::Add { list: "reviews", pairs: vec![("date", date), ("note", Value::text(note))] }
    }

    fn effective() -> Wish {
        let value = Value::Date("2026-11-21".parse().expect("a date in a test"));
        Wish::Set { key: "effective", value, after: &["version", "id"] }
    }

    #[track_caller]
    fn edited(text: &str, wishes: &[Wish]) -> String {
        edit(text, wishes, "\n").expect("it can be edited")
    }

    #[test]
    fn what_is_new_looks_like_what_is_there() {
        let aligned =
            "id      = \"A\"  # id\nversion = \"1.0\"\n\n[[history]]\nversion = \"1.0\"\n";
        assert_eq!(
            edited(aligned, &[effective(), review("n")]),
            "id      = \"A\"  # id\nversion = \"1.0\"\neffective = 2026-11-21\n\n[[reviews]]\ndate = 2026-11-21\nnote = \"n\"\n\n[[history]]\nversion = \"1.0\"\n"
        );
        let wide = "id           = \"A\"\nreview_every = \"1y\"\n";
        assert_eq!(
            edited(wide, &[effective()]),
            "id           = \"A\"\neffective    = 2026-11-21\nreview_every = \"1y\"\n"
        );
        let tight = "id='A'\n[[reviews]]\n  date=2025-01-01\n[extra]\nx=1";
        assert_eq!(
            edited(tight, &[effective(), review("n")]),
            "id='A'\neffective=2026-11-21\n[[reviews]]\n  date=2025-01-01\n[[reviews]]\n  date=2026-11-21\n  note=\"n\"\n[extra]\nx=1"
        );
    }

    #[test]
    fn a_column_of_signs_is_kept() {
        let text = "[[reviews]]\ndate    = 2025-01-01\noutcome = \"changed\"\n";
        assert_eq!(
            edited(text, &[review("n")]),
            format!("{text}\n[[reviews]]\ndate    = 2026-11-21\nnote    = \"n\"\n")
        );
    }

    #[test]
    fn the_newest_stands_where_the_newest_stood() {
        let falling =
            "[[reviews]]\ndate = 2026-01-01\n\n# The first one.\n[[reviews]]\ndate = 2025-01-01\n";
        assert_eq!(
            edited(falling, &[review("n")]),
            format!("[[reviews]]\ndate = 2026-11-21\nnote = \"n\"\n\n{falling}")
        );
        let rising = "[[reviews]]\ndate = 2025-01-01\n\n[[reviews]]\ndate = 2026-01-01\n# Seen.\n\n# Own keys.\n[extra]\n";
        assert_eq!(
            edited(rising, &[review("n")]),
            rising
                .replace("# Seen.\n", "# Seen.\n\n[[reviews]]\ndate = 2026-11-21\nnote = \"n\"\n")
        );
    }

    #[test]
    fn lists_in_brackets_stay_in_brackets() {
        let new = "{ date = 2026-11-21, note = \"n\" }";
        for (before, after) in [
            ("reviews = []\n", "reviews = [NEW]\n"),
            ("reviews = [{ date = 2025-01-01 }, ]\n", "reviews = [{ date = 2025-01-01 }, NEW, ]\n"),
            (
                "reviews = [\n  { date = 2025-01-01 }, # one\n]\n",
                "reviews = [\n  { date = 2025-01-01 }, # one\n  NEW,\n]\n",
            ),
            (
                "reviews = [\n  { date = 2025-01-01 } # one\n]\n",
                "reviews = [\n  { date = 2025-01-01 }, # one\n  NEW\n]\n",
            ),
            (
                "reviews = [\n  { date = 2026-01-01 },\n  { date = 2025-01-01 },\n]\n",
                "reviews = [\n  NEW,\n  { date = 2026-01-01 },\n  { date = 2025-01-01 },\n]\n",
            ),
        ] {
            assert_eq!(edited(before, &[review("n")]), after.replace("NEW", new));
        }
    }

    #[test]
    fn a_text_that_cannot_be_edited_for_sure_is_refused() {
        for text in ["reviews = 1\n", "reviews = [ # none\n]\n", "effective.x = 1\n"] {
            let wishes = [review("n"), effective()];
            assert_eq!(edit(text, &wishes, "\n"), Err(Unfit::Shape), "{text}");
        }
        assert_eq!(edit("a = \n", &[review("n")], "\n"), Err(Unfit::Syntax));
    }

    /// Pieces of TOML that may stand one below the other.
    const PIECES: [&str; 8] = [
        "# a comment\n",
        "\n",
        "[[reviews]]\ndate = 2025-01-01\n",
        "  [[reviews]]\n  note = '''\n[[reviews]]\n'''  # odd\n",
        "[[history]]\nversion = \"1.0\"\n",
        "[[approvals]]\nby   = \"a\"\ndate = 2024-01-01\n",
        "[reviews.more]\nx = [\n  1,\n]\n",
        "[[reviews]]\ndate = 2023-01-01",
    ];

    proptest! {
        #[test]
        fn every_byte_that_is_not_asked_for_stays(
            note in "(?s).{0,30}",
            pieces in proptest::collection::vec(0..PIECES.len(), 0..7),
            windows in proptest::bool::ANY,
        ) {
            let body: Vec<&str> = pieces.iter().map(|piece| PIECES[*piece]).collect();
            let text = format!("id = \"A\" # id\n{}", body.concat());
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            let wishes = [review(&note), effective()];
            let Ok(edited) = edit(&text, &wishes, "\n") else {
                // Only what is no TOML is refused among these, and reviews that are no list.
                let read = toml::from_str::<Table>(&text);
                let is_list = read.is_ok_and(|table| {
                    table.get("reviews").is_none_or(toml::Value::is_array)
                });
                prop_assert!(!is_list, "{}", text);
                return Ok(());
            };
            // What was there is still there, in its order, and reads the same.
            let mut rest = edited.as_str();
            for line in text.split_inclusive('\n') {
                let at = rest.find(line).expect("the line stays");
                rest = &rest[at + line.len()..];
            }
            prop_assert_eq!(windows, edited.contains("\r\n"));
            prop_assert!(!windows || edited.matches('\n').count() == edited.matches("\r\n").count());
            let table: Table = toml::from_str(&edited).expect("TOML");
            let reviews = table.get("reviews").and_then(toml::Value::as_array).expect("a list");
            let noted = |review: &toml::Value| review.get("note").and_then(toml::Value::as_str) == Some(note.as_str());
            prop_assert!(reviews.iter().any(noted));
        }
    }
}
