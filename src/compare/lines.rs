//! What is said about an item, line by line, for people: the same words at a terminal and in a comment.

use crate::base::text::list_of;
use crate::compare::item::{
    Changed, Difference, Event, EventKind, Fate, Item, Section, Step, TextStep,
};
use crate::compare::{Comparison, Point, statement};

/// Whether a line needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Usual.
    Plain,
    /// What a reader must not miss: a text that changed under its version, an approval that was taken out.
    Marked,
}

/// A line. What authors wrote is in it as they wrote it, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A sentence.
    Said(Weight, String),
    /// A value before and after.
    Step {
        /// What it is the value of.
        name: String,
        /// As it was.
        before: String,
        /// As it is.
        after: String,
    },
}

/// What is said about an item, the most important first.
pub fn lines(item: &Item) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(from) = &item.moved_from {
        let to = item.path.as_deref().unwrap_or("");
        lines.push(said(format!("moved from {from} to {to}")));
    }
    if item.fate == Fate::Gone && item.path.is_some() && item.kind != "file" {
        let path = item.path.as_deref().unwrap_or("");
        lines.push(said(format!("the file is gone: {path}")));
    }
    lines.extend(about_text(item));
    let (made, looks): (Vec<_>, Vec<_>) =
        item.events.iter().partition(|event| event.kind == EventKind::Revision);
    lines.extend(made.into_iter().map(about_event));
    // The version and the text have a line of their own.
    let fields = item.fields.iter().filter(|changed| changed.field != "version");
    lines.extend(fields.flat_map(|changed| about_field(item, changed)));
    lines.extend(looks.into_iter().map(about_event));
    lines
}

fn said(text: impl Into<String>) -> Line {
    Line::Said(Weight::Plain, text.into())
}

/// The version step, what became of the text, and where.
fn about_text(item: &Item) -> Vec<Line> {
    let version = item.fields.iter().find(|changed| changed.field == "version");
    let mut lines = Vec::new();
    if let Some(changed) = version {
        lines.extend(about_field(item, changed));
    }
    let what = if item.is_body_changed { "text" } else { "approved attributes" };
    let what = if item.kind == statement::KIND { "decisions" } else { what };
    match item.text {
        Some(TextStep::Unstepped) => {
            let version = match &item.version {
                Some(version) => format!("version {version} stayed"),
                None => "and it has no version".to_owned(),
            };
            lines.push(Line::Said(Weight::Marked, format!("{what} changed, {version}")));
        }
        Some(TextStep::Same) if version.is_some() => {
            lines.push(said("the text is the same"));
        }
        _ => {}
    }
    if !item.sections.is_empty() {
        lines.push(said(about_sections(&item.sections)));
    }
    lines
}

fn about_sections(sections: &[Section]) -> String {
    let of = |fate: Fate, verb: &str| {
        let of_fate = sections.iter().filter(|section| section.fate == fate);
        let names: Vec<String> = of_fate
            .map(|section| match &section.heading {
                Some(heading) => format!("“{heading}”"),
                None => "the introduction".to_owned(),
            })
            .collect();
        (!names.is_empty()).then(|| format!("{verb} {}", list_of(&names)))
    };
    let parts = [
        of(Fate::Changed, "text changed in"),
        of(Fate::New, "new section"),
        of(Fate::Gone, "gone"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn about_field(item: &Item, changed: &Changed) -> Vec<Line> {
    let name = name(changed);
    match &changed.difference {
        // Of what is new there is nothing to compare.
        Difference::Value { before: None, after: Some(after) } if item.fate == Fate::New => {
            vec![said(format!("{name}: {after}"))]
        }
        Difference::Value { before, after } => {
            let shown = |value: &Option<String>| match value.as_deref() {
                None | Some("") => "none".to_owned(),
                Some(value) => value.to_owned(),
            };
            vec![Line::Step { name, before: shown(before), after: shown(after) }]
        }
        Difference::List { removed, added } if item.fate == Fate::New && removed.is_empty() => {
            vec![said(format!("{name}: {}", added.join(", ")))]
        }
        Difference::List { removed, added } => {
            let part = |verb: &str, values: &[String]| {
                let joined = values.join(", ");
                (!values.is_empty()).then(|| said(format!("{name}, {verb}: {joined}")))
            };
            [part("removed", removed), part("added", added)].into_iter().flatten().collect()
        }
    }
}

/// `next review`; of one of several things `action R-002-1` and `action R-002-1, due`.
fn name(changed: &Changed) -> String {
    match (&changed.of, changed.field.split_once('-')) {
        (None, _) => changed.field.replace('-', " "),
        (Some(of), None) => format!("{} {of}", changed.field),
        (Some(of), Some((thing, part))) => format!("{thing} {of}, {part}"),
    }
}

fn about_event(event: &Event) -> Line {
    let Event { kind, step, edited, date, by, version, outcome, text } = event;
    let what = match kind {
        EventKind::Revision => "version",
        EventKind::Approval => "approved",
        EventKind::Review => "reviewed",
        EventKind::Acceptance => "accepted",
    };
    let mut sentence = what.to_owned();
    let mut add = |word: &str| {
        sentence.push(' ');
        sentence.push_str(word);
    };
    if let (EventKind::Revision, Some(version)) = (kind, version) {
        add(version);
    }
    if let Some(date) = date {
        let of = if *kind == EventKind::Revision { "of " } else { "" };
        add(&format!("{of}{date}"));
    }
    if let Some(by) = by {
        add(&format!("by {by}"));
    }
    if let (EventKind::Approval, Some(version)) = (kind, version) {
        add(&format!("(version {version})"));
    }
    if let (EventKind::Revision, Some(material)) = (kind, outcome) {
        add(&format!("({material})"));
    }
    let outcome = outcome.map(|outcome| outcome.replace('-', " "));
    let details: Vec<String> = match kind {
        // Where the proof lies is for the one who looks for it: it is in the JSON.
        EventKind::Approval => Vec::new(),
        EventKind::Revision => text.iter().cloned().collect(),
        EventKind::Review | EventKind::Acceptance => {
            outcome.into_iter().chain(text.clone()).collect()
        }
    };
    if !details.is_empty() {
        sentence = format!("{sentence}: {}", details.join(". "));
    }
    match step {
        Step::Added => said(sentence),
        Step::Edited => {
            Line::Said(Weight::Marked, format!("entry edited ({}): {sentence}", edited.join(", ")))
        }
        Step::Removed => Line::Said(Weight::Marked, format!("entry taken out: {sentence}")),
    }
}

/// What a side is called: what was typed, with the commit and its day.
pub fn origin(point: &Point) -> String {
    let Some(commit) = &point.commit else {
        return format!("the files on disk, {}", point.day);
    };
    let short = commit.get(..10).unwrap_or(commit);
    let name = point.name.as_deref().filter(|name| !commit.starts_with(*name));
    match (name, point.committed) {
        (_, Some(committed)) => {
            format!("{} (newest commit up to then: {short} of {committed})", point.day)
        }
        (Some(name), None) => format!("{name}, {} (commit {short})", point.day),
        (None, None) => format!("commit {short}, {}", point.day),
    }
}

/// What was not compared because it cannot be read.
pub fn faults(comparison: &Comparison) -> Vec<String> {
    let sides = [("earlier", &comparison.before), ("later", &comparison.after)];
    let mut said = Vec::new();
    for (side, point) in sides {
        let shown = point.faults.iter().take(3);
        said.extend(shown.map(|fault| {
            format!("not read on the {side} side: {}: {}", fault.path, fault.message)
        }));
        if point.faults.len() > 3 {
            let more = point.faults.len() - 3;
            said.push(format!("not read on the {side} side: {more} more, see `annexa check`"));
        }
    }
    said
}
