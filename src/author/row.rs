//! Adds a row to a register: the next free id, what is known of it, places to be filled in.

use toml::Table;

use crate::author::edit::{Value, Wish, edit};
use crate::author::new::only_role;
use crate::author::snapshot::{Snapshot, filled_in};
use crate::author::{Proposal, Proposed, Reasons, name, sheet, template};
use crate::base::change::Change;
use crate::model::register::Kind;

/// A new row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its register.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Its id; the next free one when `None`.
    pub id: Option<String>,
}

/// What stands for an owner whom nobody named yet.
const NOBODY: &str = "[TBD: a key of people.toml]";

/// Writes the row at the end of its register, which is made if it is not there.
pub fn row(snapshot: &Snapshot<'_>, request: &Row) -> Proposed {
    let kind = request.kind;
    let mut reasons = Reasons::default();
    let title = reasons.take(filled_in("TITLE", &request.title));
    let owner = match &request.owner {
        Some(key) => reasons.take(snapshot.party("--owner", key)),
        None => only_role(snapshot),
    };
    let id = match &request.id {
        Some(id) => reasons.take(name::chosen_id(snapshot, id)),
        None => Some(name::next_row_id(snapshot, kind)),
    };
    let path = &snapshot.handbook.register(kind).path;
    let before = snapshot.sources.text(path);
    if before.is_none() && snapshot.sources.get(path).is_some() {
        reasons.add(format!("`{path}` is not a text"));
    }
    let (Some(title), Some(id), []) = (title, id, reasons.0.as_slice()) else {
        return Err(reasons.refused());
    };
    // What cannot be read, or holds its rows in another form, is left to its author.
    let owner_or_place = owner.as_deref().unwrap_or(NOBODY);
    let after = if path.extension() == "csv" {
        let known = [("id", id.as_str()), ("title", title.as_str()), ("owner", owner_or_place)];
        sheet::below(before.unwrap_or(""), &known)
    } else {
        let toml = written(snapshot, kind, &id, &title, owner_or_place);
        let after = toml.map(|toml| below(before.unwrap_or(""), &toml));
        after.filter(|after| holds(after, kind, &id, &title))
    };
    let Some(after) = after else {
        reasons.add(format!(
            "`{path}` cannot be edited for sure; `annexa check` says what is wrong with it"
        ));
        return Err(reasons.refused());
    };
    let mut remarks = Vec::new();
    if owner.is_none() {
        remarks.push("nobody owns it yet: `--owner KEY` names who answers for it".to_owned());
    }
    Ok(Proposal {
        summary: format!("`{id}` stands at the end of `{path}`"),
        change: Change { path: path.clone(), before: before.map(str::to_owned), after },
        remarks,
        next: "fill in what is known, and leave out what does not apply; `annexa check` lists what is open".to_owned(),
        leads_to: &[
            "competence-without-proof",
            "exception-incomplete",
            "missing-owner",
            "objective-without-measure",
            "placeholder",
            "risk-incomplete",
            "reduced-without-control",
        ],
    })
}

/// The row as TOML.
fn written(
    snapshot: &Snapshot<'_>,
    kind: Kind,
    id: &str,
    title: &str,
    owner: &str,
) -> Option<String> {
    let set = |key, value: &str| Wish::Set { key, value: Value::text(value), after: &[] };
    let keys = edit("", &[set("title", title), set("owner", owner)], "\n").ok()?;
    // A dot in a name that has no quotes would begin another table.
    let name = if id.contains('.') { format!("\"{id}\"") } else { id.to_owned() };
    let rest = template::row(kind).replace("{today}", &snapshot.today().to_string());
    Some(format!("[{}.{name}]\n{keys}{rest}", kind.row()))
}

/// The text with the row below it, and lines that end as its own do.
fn below(before: &str, row: &str) -> String {
    let mut after = before.trim_end().to_owned();
    if !after.is_empty() {
        after.push_str("\n\n");
    }
    after.push_str(row);
    if before.contains("\r\n") {
        after = after.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    after
}

/// True when a reader of the text finds the row.
fn holds(text: &str, kind: Kind, id: &str, title: &str) -> bool {
    let Ok(table) = toml::from_str::<Table>(text) else { return false };
    let found = table.get(kind.row()).and_then(|rows| rows.get(id)?.get("title")?.as_str());
    found == Some(title)
}
