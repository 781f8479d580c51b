//! How much changed, in a line: `3 documents changed, 1 new, 1 withdrawn · 2 decisions · 1 risk`.

use crate::base::text::plural;
use crate::compare::Changes;
use crate::compare::item::{Fate, Item};
use crate::compare::{rows, statement};
use crate::parse::word::Word;

/// What is said of two sides that do not differ.
pub const NOTHING: &str = "nothing changed";

/// Counts what differs, what was reviewed and what became overdue.
pub fn headline(changes: &Changes) -> String {
    counts(changes).join(BETWEEN)
}

/// What stands between two counts.
pub const BETWEEN: &str = " · ";

/// The counts, in the order in which the lists are shown.
pub fn counts(changes: &Changes) -> Vec<String> {
    let mut parts = vec![
        by_fate(&changes.documents, "document", "documents"),
        by_fate(&changes.records, "record", "records"),
    ];
    let of_statement =
        |kind: &str| changes.statement.iter().filter(|item| item.kind == kind).count();
    if of_statement(statement::KIND) > 0 && of_statement("decision") == 0 {
        parts.push(Some("the Statement of Applicability".to_owned()));
    }
    let count = |count: usize, one: &str, many: &str| (count > 0).then(|| plural(count, one, many));
    let of_kind = |items: &[Item], kinds: &[&str]| {
        items.iter().filter(|item| kinds.contains(&item.kind)).count()
    };
    let of_rows = changes.registers.iter().filter(|item| item.kind != rows::REGISTER).count();
    parts.extend([
        count(of_statement("decision"), "decision", "decisions"),
        risks(of_kind(&changes.risks, &["risk"]), changes.risks.len()),
        count(changes.evidence.len(), "piece of evidence", "pieces of evidence"),
        count(changes.obligations.len(), "obligation", "obligations"),
        count(of_rows, "row of another register", "rows of other registers"),
        count(changes.registers.len() - of_rows, "register", "registers"),
        count(of_kind(&changes.people, &["role"]), "role", "roles"),
        count(of_kind(&changes.people, &["person"]), "person", "people"),
        (of_kind(&changes.settings, &["settings"]) > 0).then(|| "settings".to_owned()),
        count(of_kind(&changes.settings, &["waiver"]), "waiver", "waivers"),
        count(changes.files.len(), "other file", "other files"),
    ]);
    if changes.is_empty() {
        parts.push(Some(NOTHING.to_owned()));
    }
    parts.push(count(changes.reviews().count(), "review held", "reviews held"));
    let overdue = changes.overdue.len();
    parts.push((overdue > 0).then(|| format!("{overdue} became overdue")));
    parts.into_iter().flatten().collect()
}

/// The risks that differ, and the register itself if it does.
fn risks(risks: usize, all: usize) -> Option<String> {
    let register = (all > risks).then(|| "the risk register".to_owned());
    let risks = (risks > 0).then(|| plural(risks, "risk", "risks"));
    let parts: Vec<String> = [risks, register].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The first count has the noun, the others follow it: `3 documents changed, 1 new`.
fn by_fate(items: &[Item], one: &str, many: &str) -> Option<String> {
    let fates =
        [Fate::Changed, Fate::New, Fate::Reviewed, Fate::Collected, Fate::Withdrawn, Fate::Gone];
    let counts = fates.map(|fate| (fate, items.iter().filter(|item| item.fate == fate).count()));
    let mut parts: Vec<String> = Vec::new();
    for (fate, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let counted = if parts.is_empty() { plural(count, one, many) } else { count.to_string() };
        parts.push(format!("{counted} {}", fate.word()));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
