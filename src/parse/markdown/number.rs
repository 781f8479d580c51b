//! The numbers of sections, by which people cite a document: "§ 4.2 of POL-003".
//!
//! Numbers count headings in their order. Where an author has numbered the headings of a document by hand, those numbers stand and none is
//! added. Anchors never hold a number, so that links stay true when a section is put before another.

use crate::parse::markdown::Heading;

/// How many levels of headings are numbered.
const DEPTHS: usize = 3;

/// The number of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// Counted by Annexa: it is shown before the text of the heading.
    Counted(String),
    /// Typed by the author: the text of the heading begins with it.
    Typed(String),
}

impl Number {
    /// The number, such as `4.2`.
    pub fn text(&self) -> &str {
        match self {
            Self::Counted(number) | Self::Typed(number) => number,
        }
    }

    /// The number if the text of the heading does not have it.
    pub fn counted(&self) -> Option<&str> {
        match self {
            Self::Counted(number) => Some(number),
            Self::Typed(_) => None,
        }
    }
}

/// Numbers the headings of a document; the one that repeats its title is to be left out.
pub(super) fn number(headings: &mut [Heading]) {
    let counted = counted(headings);
    let typed: Vec<Option<String>> = headings
        .iter()
        .zip(&counted)
        .map(|(heading, own)| typed(&heading.text, own.as_deref()))
        .collect();
    // One bare figure, as in `1 year of logs`, may be the number of its section by chance.
    let is_typed = typed.iter().flatten().count() > 1
        || headings.iter().any(|heading| self::typed(&heading.text, None).is_some());
    for ((heading, typed), counted) in headings.iter_mut().zip(typed).zip(counted) {
        heading.number =
            if is_typed { typed.map(Number::Typed) } else { counted.map(Number::Counted) };
    }
}

/// The numbers by order. A level that is skipped gets none of its own, so that no number holds a zero.
fn counted(headings: &[Heading]) -> Vec<Option<String>> {
    // The levels of the headings above, and how many sections there were at each depth.
    let (mut levels, mut counts): (Vec<u8>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut next = |heading: &Heading| {
        let depth = levels.iter().take_while(|level| **level < heading.level).count();
        levels.truncate(depth);
        levels.push(heading.level);
        counts.resize(depth + 1, 0);
        counts[depth] += 1;
        let parts: Vec<String> = counts.iter().map(usize::to_string).collect();
        (depth < DEPTHS).then(|| parts.join("."))
    };
    headings.iter().map(&mut next).collect()
}

/// The number that an author typed before a heading: `1.`, `2.1`, `3)`, `§ 4`, or a bare `5` where it is `own`, the heading's number by order.
fn typed(text: &str, own: Option<&str>) -> Option<String> {
    let bare = text.trim_start_matches(['§', ' ', '\u{a0}']);
    let (word, _) = bare.split_once(char::is_whitespace)?;
    let number = word.trim_end_matches(['.', ')', ':']);
    let is_number = number.split('.').all(|part| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_marked = number.len() < word.len()
        || number.contains('.')
        || text.starts_with('§')
        || Some(number) == own;
    (is_number && is_marked).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut body = parse(text, 0..text.len());
        body.number_sections(None);
        let shown = body.headings.iter().map(|heading| match &heading.number {
            Some(Number::Counted(number)) => number.clone(),
            Some(Number::Typed(number)) => format!("typed {number}"),
            None => "-".to_owned(),
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn sections_are_counted_in_their_order() {
        check(
            "# T\n## A\n### B\n### C\n#### D\n##### E\n## F\n### G\n",
            &["-", "1", "1.1", "1.2", "1.2.1", "-", "2", "2.1"],
        );
        check("## A\n#### B\n### C\n#### D\n## E\n", &["1", "1.1", "1.2", "1.2.1", "2"]);
        check("### A\n## B\n# C\n## D\n", &["1", "2", "3", "3.1"]);
    }

    #[test]
    fn numbers_of_the_author_stand() {
        check(
            "# T\n## 1. A\n## 2. B\n### 2.1 C\n## D\n",
            &["-", "typed 1", "typed 2", "typed 2.1", "-"],
        );
        check("## 1 A\n## 2 B\n", &["typed 1", "typed 2"]);
        check("## Preface\n## § 3 A\n## 4) C\n", &["-", "typed 3", "typed 4"]);
    }

    #[test]
    fn other_figures_at_the_start_are_words() {
        check("## 1 year of logs\n## B\n## C\n", &["1", "2", "3"]);
        check(
            "## 3 things to know\n## 2026 in figures\n## 26/01 A\n## 24-hour line\n",
            &["1", "2", "3", "4"],
        );
    }
}
