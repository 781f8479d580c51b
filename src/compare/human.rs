//! A comparison for people at a terminal: counts, then what differs by kind, in lines that fit.

use std::fmt::Write as _;

use crate::base::text::{is_hidden, plural};
use crate::compare::headline::{BETWEEN, counts};
use crate::compare::item::{Fate, Item};
use crate::compare::lines::{Line, Weight, faults, lines, origin};
use crate::compare::{Changes, Comparison, Group};
use crate::diag::human::Style;
use crate::parse::word::Word;

/// The width of lines that go nowhere in particular.
const WIDTH: usize = 80;

/// The narrowest and the widest line: words have to fit, and eyes have to find the next line.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

/// Where what is said about an item begins: behind the word for what became of it.
const INDENT: usize = 13;

/// How much further in the rest of what is said about an item stands, so that each beginning is seen.
const HANG: usize = 2;

/// The longest value that is shown, in characters. JSON has all of it.
const LONGEST: usize = 600;

/// Writes the comparison for a terminal of so many columns.
pub fn render(comparison: &Comparison, style: Style, columns: Option<usize>) -> String {
    let paper = Paper { style, width: columns.unwrap_or(WIDTH).clamp(NARROWEST, WIDEST) };
    let changes = &comparison.changes;
    let mut out = String::new();
    paper.wrapped(&mut out, 0, "", &format!("{}: what changed", comparison.title), Some(BOLD));
    out.push('\n');
    paper.wrapped(&mut out, 2, "from  ", &origin(&comparison.before), None);
    paper.wrapped(&mut out, 2, "to    ", &origin(&comparison.after), None);
    out.push('\n');
    paper.wrapped(&mut out, 2, "", &counted(changes), None);
    for fault in faults(comparison) {
        paper.wrapped(&mut out, 2, "! ", &fault, Some(MARKED));
    }
    for group in changes.groups().iter().filter(|group| !group.items.is_empty()) {
        paper.group(&mut out, group);
    }
    paper.overdue(&mut out, comparison);
    out
}

/// The counts, which are broken between them and not within.
fn counted(changes: &Changes) -> String {
    let held = |count: &String| {
        let pieces = count.split(", ").map(|piece| piece.replace(' ', HOLD));
        pieces.collect::<Vec<_>>().join(", ")
    };
    counts(changes).iter().map(held).collect::<Vec<_>>().join(&BETWEEN.replacen(' ', HOLD, 1))
}

/// A blank at which no row is broken: a non-breaking space, which is written as a usual one.
const HOLD: &str = "\u{A0}";

/// Colors of ANSI terminals.
const BOLD: &str = "1";
const MARKED: &str = "1;31";

fn color(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "32",
        Fate::Changed => "33",
        Fate::Reviewed | Fate::Collected => "36",
        Fate::Withdrawn | Fate::Gone => "31",
    }
}

/// What is written on: so wide, and with or without colors.
struct Paper {
    style: Style,
    width: usize,
}

impl Paper {
    fn group(&self, out: &mut String, group: &Group<'_>) {
        self.heading(out, group.heading);
        for item in group.items {
            self.item(out, item);
        }
    }

    fn heading(&self, out: &mut String, heading: &str) {
        let _ = writeln!(out, "\n{}", self.colored(heading, BOLD));
    }

    fn item(&self, out: &mut String, item: &Item) {
        let title = if item.title.is_empty() { String::new() } else { format!("  {}", item.title) };
        let fate = format!("  {:<width$}", item.fate.word(), width = INDENT - 2);
        let name = format!("{}{title}", item.id);
        for (number, row) in rows(&shown(&name), self.width - INDENT).iter().enumerate() {
            let lead = if number == 0 {
                self.colored(&fate, color(item.fate))
            } else {
                " ".repeat(INDENT)
            };
            let _ = writeln!(out, "{lead}{}", self.colored(row, BOLD));
        }
        for line in lines(item) {
            self.line(out, &line);
        }
    }

    fn line(&self, out: &mut String, line: &Line) {
        match line {
            Line::Said(Weight::Plain, text) => self.wrapped(out, INDENT, "", text, None),
            Line::Said(Weight::Marked, text) => {
                self.wrapped(out, INDENT - 2, "! ", text, Some(MARKED));
            }
            Line::Step { name, before, after } => {
                let (name, before, after) = (shown(name), shown(before), shown(after));
                let short = format!("{name}: {before} → {after}");
                if INDENT + short.chars().count() <= self.width {
                    self.wrapped(out, INDENT, "", &short, None);
                } else {
                    self.wrapped(out, INDENT, "", &format!("{name}:"), None);
                    self.wrapped(out, INDENT + 2, "was  ", &before, None);
                    self.wrapped(out, INDENT + 2, "now  ", &after, None);
                }
            }
        }
    }

    fn overdue(&self, out: &mut String, comparison: &Comparison) {
        let changes = &comparison.changes;
        if !changes.overdue.is_empty() {
            self.heading(out, "Became overdue");
            for passed in &changes.overdue {
                let owner = passed.owner.as_deref().unwrap_or("nobody");
                let due = format!("  {}  ", passed.due);
                let what = format!("{}  {} ({}, {owner})", passed.id, passed.title, passed.kind);
                self.wrapped(out, 0, &due, &what, Some("31"));
            }
        }
        if changes.still_overdue > 0 {
            let more = plural(changes.still_overdue, "thing was", "things were");
            let text = format!("{more} overdue before already; `annexa due` lists them.");
            out.push('\n');
            self.wrapped(out, 2, "", &text, None);
        }
    }

    /// Writes a label and a text behind it, on as many lines as it takes, each beginning where the text began. Only the label is colored, or
    /// the text where there is no label.
    fn wrapped(&self, out: &mut String, indent: usize, label: &str, text: &str, hue: Option<&str>) {
        let start = indent + label.chars().count();
        let hang = if (INDENT - 2..=INDENT).contains(&indent) { HANG } else { 0 };
        let rows = rows(&shown(text), self.width.saturating_sub(start + hang).max(20));
        for (number, row) in rows.iter().enumerate() {
            let lead =
                if number == 0 { label.to_owned() } else { " ".repeat(start - indent + hang) };
            let (lead, row) = match hue {
                Some(hue) if label.is_empty() => (lead, self.colored(row, hue)),
                Some(hue) if number == 0 => (self.colored(&lead, hue), row.clone()),
                _ => (lead, row.clone()),
            };
            let _ = writeln!(out, "{}{lead}{row}", " ".repeat(indent));
        }
    }

    fn colored(&self, text: &str, hue: &str) -> String {
        match self.style {
            Style::Colored => format!("\u{1b}[{hue}m{text}\u{1b}[0m"),
            Style::Plain => text.to_owned(),
        }
    }
}

/// A text as a terminal may show it: in one line, what acts without being seen written out, cut where it is long.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars().take(LONGEST) {
        match character {
            '\n' | '\r' | '\t' => shown.push(' '),
            hidden if is_hidden(hidden) => shown.extend(hidden.escape_unicode()),
            other => shown.push(other),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Breaks a text into rows between words; a word that is longer than a row is broken.
fn rows(text: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for piece in text.split_inclusive(' ') {
        let word: Vec<char> = piece.trim_end_matches(' ').chars().collect();
        if used + word.len() > width && used > 0 {
            rows.push(String::new());
            used = 0;
        }
        for chunk in word.chunks(width) {
            if used + chunk.len() > width {
                rows.push(String::new());
                used = 0;
            }
            if let Some(row) = rows.last_mut() {
                row.extend(chunk);
            }
            used += chunk.len();
        }
        if let Some(row) = rows.last_mut().filter(|_| piece.ends_with(' ')) {
            row.push(' ');
            used += 1;
        }
    }
    rows.iter().map(|row| row.trim_end().replace(HOLD, " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Point;
    use crate::compare::item::TextStep;
    use proptest::prelude::*;

    #[test]
    fn long_words_are_broken_and_short_ones_are_not() {
        assert_eq!(rows("ab cd efghijkl m", 5), ["ab cd", "efghi", "jkl m"]);
        assert_eq!(rows("", 5), [""]);
        assert_eq!(rows("a  b", 9), ["a  b"]);
    }

    #[test]
    fn colors_are_for_those_who_see_them_and_never_the_only_sign() {
        let day = "2026-11-21".parse().expect("a date");
        let point = Point { name: None, commit: None, committed: None, day, faults: Vec::new() };
        let item = Item {
            version: Some("2.1".to_owned()),
            text: Some(TextStep::Unstepped),
            ..Item::new("policy", "POL-1", "Access", Fate::Changed)
        };
        let changes = Changes { documents: vec![item], ..Changes::default() };
        let title = "Handbook".to_owned();
        let comparison = Comparison { title, before: point.clone(), after: point, changes };
        let colored = render(&comparison, Style::Colored, None);
        assert!(
            colored.contains("\u{1b}[33m  changed    \u{1b}[0m\u{1b}[1mPOL-1  Access\u{1b}[0m\n"),
            "{colored}"
        );
        let plain = render(&comparison, Style::Plain, None);
        let stripped =
            ["1", "33", MARKED].iter().fold(colored.replace("\u{1b}[0m", ""), |text, hue| {
                text.replace(&format!("\u{1b}[{hue}m"), "")
            });
        assert_eq!(stripped, plain);
    }

    proptest! {
        #[test]
        fn no_row_is_too_long_and_no_letter_is_lost(text in "\\PC{0,60}", width in 5_usize..30) {
            let rows = rows(&text, width);
            prop_assert!(rows.iter().all(|row| row.chars().count() <= width));
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&rows.concat()), letters(&text));
        }
    }
}
