//! Deadlines as one JSON object. The shape is a contract: see `docs/due.md`.

use serde::Serialize;

use crate::base::date::Date;
use crate::export::due::rows::Row;
use crate::model::deadline::Urgency;
use crate::parse::word::Word;

#[derive(Serialize)]
struct Object<'r> {
    schema: u32,
    today: String,
    due: Vec<Entry<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Entry<'r> {
    state: &'static str,
    kind: &'static str,
    id: &'r str,
    title: &'r str,
    owner: Option<&'r str>,
    owner_title: Option<&'r str>,
    due: String,
    days: i32,
    path: &'r str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Summary {
    overdue: usize,
    due_soon: usize,
    later: usize,
}

fn entry(row: &Row) -> Entry<'_> {
    let Row { state, kind, id, title, owner, owner_title, due, days, path, position, .. } = row;
    Entry {
        state: state.word(),
        kind: kind.word(),
        id,
        title,
        owner: owner.as_deref(),
        owner_title: owner_title.as_deref(),
        due: due.to_string(),
        days: *days,
        path: path.as_str(),
        line: position.line,
        column: position.column,
    }
}

/// Writes the deadlines as one line of JSON, with a line feed at its end.
pub fn render(rows: &[Row], today: Date) -> String {
    let count = |state: Urgency| rows.iter().filter(|row| row.state == state).count();
    let summary = Summary {
        overdue: count(Urgency::Overdue),
        due_soon: count(Urgency::Soon),
        later: count(Urgency::Later),
    };
    let due = rows.iter().map(entry).collect();
    let object = Object { schema: 1, today: today.to_string(), due, summary };
    let mut text = serde_json::to_string(&object).expect("strings and numbers always serialize");
    text.push('\n');
    text
}
