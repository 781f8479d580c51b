//! A comparison as Markdown, for a comment on a merge request. Reads well on GitHub and on GitLab.
//!
//! What authors wrote is text here, by the rules of [`crate::diag::markdown`]: it makes no markup, ends no cell and calls nobody.

use std::fmt::Write as _;

use crate::base::text::plural;
use crate::compare::Comparison;
use crate::compare::headline::headline;
use crate::compare::item::Item;
use crate::compare::lines::{Line, Weight, faults, lines, origin};
use crate::diag::markdown::{LONGEST, code, escaped};
use crate::parse::word::Word;

/// The longest value in a cell, in characters.
const LONGEST_VALUE: usize = 240;

/// How many lines a cell has at most.
const LINES: usize = 12;

/// What is kept free for what is said about the items that did not fit.
const RESERVE: usize = 200;

/// What stands between a heading and its first row.
const HEAD: &str = "\n\n| Id | Title | Change | Details |\n| --- | --- | --- | --- |\n";

/// Writes a headline and a table for each kind of thing, and at the end how much did not fit.
pub fn render(comparison: &Comparison) -> String {
    let changes = &comparison.changes;
    let mut out = format!("### {}: what changed\n\n", text(&comparison.title));
    let _ = write!(
        out,
        "From {} to {}.\n\n**{}**\n",
        text(&origin(&comparison.before)),
        text(&origin(&comparison.after)),
        escaped(&capital(&headline(changes)))
    );
    for fault in faults(comparison) {
        let _ = write!(out, "\n⚠ {}\n", text(&fault));
    }
    let rows = changes
        .groups()
        .into_iter()
        .flat_map(|group| group.items.iter().map(move |item| (group.heading, row(item))));
    let overdue = changes.overdue.iter().map(|passed| {
        let owner = passed.owner.as_deref().unwrap_or("nobody");
        let what = text(&format!("{}, due {}, {owner}", passed.kind, passed.due));
        let row = format!(
            "| {} | {} | overdue | {what} |\n",
            code(&clipped(&passed.id)),
            text(&passed.title)
        );
        ("Became overdue", row)
    });
    let rows: Vec<(&str, String)> = rows.chain(overdue).collect();
    let (mut listed, mut heading) = (0, "");
    for (group, row) in &rows {
        let head = if *group == heading { String::new() } else { format!("\n#### {group}{HEAD}") };
        if out.len() + head.len() + row.len() > LONGEST - RESERVE {
            break;
        }
        out.push_str(&head);
        out.push_str(row);
        heading = group;
        listed += 1;
    }
    let hidden = rows.len() - listed;
    if hidden > 0 {
        let more = plural(hidden, "change more is", "changes more are");
        let _ = write!(out, "\n{more} not listed; `annexa diff` shows all.\n");
    }
    if changes.still_overdue > 0 {
        let more = plural(changes.still_overdue, "thing was", "things were");
        let _ = write!(out, "\n{more} overdue before already; `annexa due` lists them.\n");
    }
    out
}

fn row(item: &Item) -> String {
    let said = lines(item);
    let mut cell: Vec<String> = said.iter().take(LINES).map(line).collect();
    if said.len() > LINES {
        cell.push(format!("… and {} more", said.len() - LINES));
    }
    format!(
        "| {} | {} | {} | {} |\n",
        code(&clipped(&item.id)),
        text(&item.title),
        item.fate.word(),
        cell.join("<br>")
    )
}

fn line(line: &Line) -> String {
    match line {
        Line::Said(Weight::Plain, said) => text(said),
        Line::Said(Weight::Marked, said) => format!("⚠ **{}**", text(said)),
        Line::Step { name, before, after } => {
            format!("{}: {} → {}", text(name), text(before), text(after))
        }
    }
}

/// What an author wrote, short enough for a cell, as nothing but text.
fn text(said: &str) -> String {
    escaped(&clipped(said))
}

fn clipped(said: &str) -> String {
    let mut kept: String = said.chars().take(LONGEST_VALUE).collect();
    if said.chars().nth(LONGEST_VALUE).is_some() {
        kept.push('…');
    }
    kept
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
