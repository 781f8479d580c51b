//! Makes a document from a template: the next free id, dates from the review rule, places to be filled in.

use std::collections::BTreeSet;

use crate::author::edit::{Value, Wish, edit};
use crate::author::snapshot::{Snapshot, filled_in};
use crate::author::{Proposal, Proposed, Reasons, name, template};
use crate::base::change::Change;
use crate::base::date::Interval;
use crate::base::path::RelPath;
use crate::base::text::{list_of, printable};
use crate::model::document::{Document, is_record};
use crate::model::people::PartyKind;
use crate::model::review::DEFAULT_EVERY;
use crate::parse::document::{DocumentType, Status};
use crate::parse::word::Word;

/// A new document.
#[derive(Debug, Clone)]
pub struct New {
    /// What it is.
    pub kind: DocumentType,
    /// Its title.
    pub title: String,
    /// Who keeps it.
    pub owner: Option<String>,
    /// Who approves it; whoever approves all documents of its type when `None`.
    pub approver: Option<String>,
    /// Its id; the next free one when `None`.
    pub id: Option<String>,
    /// Its folder; that of its type when `None`.
    pub folder: Option<String>,
}

/// The version of a text that nobody approved yet.
const FIRST: &str = "0.1";

/// How many folders are named.
const FOLDERS: usize = 5;

/// Writes the document. A file that is there is never replaced.
pub fn new(snapshot: &Snapshot<'_>, request: &New) -> Proposed {
    let kind = request.kind;
    let mut reasons = Reasons::default();
    let title = reasons.take(filled_in("TITLE", &request.title));
    let owner = match &request.owner {
        Some(key) => reasons.take(snapshot.party("--owner", key)),
        None => only_role(snapshot),
    };
    let approver = match &request.approver {
        Some(key) => reasons.take(snapshot.party("--approver", key)),
        None => shared(snapshot, kind, |document| {
            document.parsed.front.approver.as_ref().map(|key| key.value.as_str())
        }),
    };
    let id = match &request.id {
        Some(id) => reasons.take(name::chosen_id(snapshot, id)),
        None => Some(name::next_id(snapshot, kind)),
    };
    let known_folder = name::folder(snapshot, kind);
    let folder = match &request.folder {
        Some(folder) => reasons.take(name::chosen_folder(snapshot, folder)),
        None => Some(known_folder.clone().unwrap_or_else(|| name::top(kind).to_owned())),
    };
    let (Some(title), Some(id), Some(folder), []) = (title, id, folder, reasons.0.as_slice())
    else {
        return Err(reasons.refused());
    };
    let path = format!("{folder}/{}", name::file_name(snapshot, kind, &id, &title));
    let Some(path) = RelPath::new(&path).filter(|path| !is_taken(snapshot, path)) else {
        reasons
            .add(format!("`{}` is there already; choose a folder with `--in`", printable(&path)));
        return Err(reasons.refused());
    };
    let audit = (kind == DocumentType::Finding).then(|| recent_audit(snapshot)).flatten();
    let front = Front { id: &id, title: &title, owner: owner.as_deref(), approver, audit };
    let mut remarks = remarks(snapshot, &front);
    if request.folder.is_none() && known_folder.is_none() {
        remarks.extend(other_folders(snapshot, kind));
    }
    let Some(text) = text(snapshot, kind, &front) else {
        reasons.add(format!("cannot write `{}` as TOML", printable(&title)));
        return Err(reasons.refused());
    };
    let next = match kind {
        DocumentType::External => "fill in what is open, then remove `status`".to_owned(),
        DocumentType::InternalAudit => format!(
            "fill in the plan; what the audit finds is written with `annexa new finding TITLE`, and its report is approved with `annexa bump {id} --material --change \"Report.\"` and `annexa approve {id} --by KEY --ref URL`"
        ),
        _ if template::is_in_force_at_once(kind) => {
            "fill in what is known, and leave out what does not apply; `annexa check` lists what is open".to_owned()
        }
        _ => format!(
            "write the text, then `annexa bump {id} --material --change \"First edition.\"` and `annexa approve {id} --by KEY --ref URL`"
        ),
    };
    Ok(Proposal {
        summary: if template::is_in_force_at_once(kind) {
            format!("`{id}` is `{path}`")
        } else {
            format!("`{id}` is `{path}`, a draft")
        },
        change: Change { path, before: None, after: text },
        remarks,
        next,
        leads_to: &["placeholder", "missing-owner"],
    })
}

/// What the front matter says besides what follows from the type.
struct Front<'a> {
    id: &'a str,
    title: &'a str,
    owner: Option<&'a str>,
    approver: Option<String>,
    /// The audit that raised it, of a finding.
    audit: Option<&'a str>,
}

/// How long ago an audit may have ended that raises findings now.
const RECENT: Interval = Interval::Days(90);

/// The audit that a finding of today most likely comes from: the only one that ended not long ago.
fn recent_audit<'s>(snapshot: &'s Snapshot<'_>) -> Option<&'s str> {
    let today = snapshot.today();
    let mut recent = snapshot
        .handbook
        .audits()
        .filter(|(_, _, audit)| audit.ended(today).is_some_and(|day| day.plus(RECENT) >= today));
    let (_, document, _) = recent.next().filter(|_| recent.next().is_none())?;
    Some(document.id())
}

/// File systems on some machines tell no upper case from lower case.
fn is_taken(snapshot: &Snapshot<'_>, path: &RelPath) -> bool {
    let mut files = snapshot.sources.iter();
    files.any(|(other, _)| other.as_str().eq_ignore_ascii_case(path.as_str()))
}

/// The key of the only role that there is.
pub(super) fn only_role(snapshot: &Snapshot<'_>) -> Option<String> {
    let mut roles = snapshot.keys().filter(|party| party.kind == PartyKind::Role);
    let only = roles.next().filter(|_| roles.next().is_none())?;
    Some(only.key.clone())
}

/// What all documents of a type say alike: at least two of them, and none another thing.
fn shared(
    snapshot: &Snapshot<'_>,
    kind: DocumentType,
    value: impl Fn(&Document) -> Option<&str>,
) -> Option<String> {
    let documents = snapshot.handbook.documents.iter().filter(|document| document.kind == kind);
    let values: Vec<Option<&str>> = documents.map(value).collect();
    let distinct: BTreeSet<Option<&str>> = values.iter().copied().collect();
    match distinct.first() {
        Some(Some(only)) if distinct.len() == 1 && values.len() > 1 => Some((*only).to_owned()),
        _ => None,
    }
}

fn text(snapshot: &Snapshot<'_>, kind: DocumentType, front: &Front<'_>) -> Option<String> {
    let set = |key, value: &str| Wish::Set { key, value: Value::text(value), after: &[] };
    let classification = shared(snapshot, kind, |document| {
        document.parsed.front.classification.as_ref().map(|key| key.value.as_str())
    });
    let mut wishes = vec![set("id", front.id), set("title", front.title), set("type", kind.word())];
    let is_draft = !template::is_in_force_at_once(kind);
    if is_draft {
        wishes.push(set("status", Status::Draft.word()));
    }
    wishes.extend(classification.iter().map(|key| set("classification", key)));
    if kind == DocumentType::External {
        wishes.push(set("version", "[TBD: the edition that its publisher counts]"));
    } else if is_draft {
        wishes.push(set("version", FIRST));
    }
    wishes.push(set("owner", front.owner.unwrap_or("[TBD: a key of people.toml]")));
    wishes.extend(front.approver.iter().filter(|_| is_draft).map(|key| set("approver", key)));
    wishes.push(set("summary", "[TBD: in one sentence, what it says and for whom]"));
    if !is_record(kind) {
        let every = snapshot.handbook.settings.review_every.unwrap_or(DEFAULT_EVERY);
        let value = Value::Date(snapshot.today().plus(every));
        wishes.push(Wish::Set { key: "review_date", value, after: &[] });
    }
    let toml = edit("", &wishes, "\n").ok()? + &record_keys(snapshot, kind, front);
    Some(format!("+++\n{toml}+++\n\n# {}\n\n{}", heading(front.title), template::body(kind)))
}

/// The keys that a record of this type has besides. Ids hold nothing that TOML would read otherwise.
fn record_keys(snapshot: &Snapshot<'_>, kind: DocumentType, front: &Front<'_>) -> String {
    let audit = front
        .audit
        .unwrap_or("[TBD: the id of its audit; or write source = and where it comes from]");
    template::keys(kind)
        .replace("{id}", front.id)
        .replace("{today}", &snapshot.today().to_string())
        .replace("{audit}", audit)
}

/// A title as Markdown shows it: one line, and nothing in it means anything else.
fn heading(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut heading = String::new();
    for character in words.join(" ").chars() {
        if matches!(
            character,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '&'
                | '#'
                | '~'
                | '|'
                | '{'
                | '}'
                | '^'
                | '$'
        ) {
            heading.push('\\');
        }
        heading.push(character);
    }
    heading
}

fn remarks(snapshot: &Snapshot<'_>, front: &Front<'_>) -> Vec<String> {
    let mut remarks = Vec::new();
    if front.owner.is_none() {
        remarks.push("nobody owns it yet: `--owner KEY` names who keeps it".to_owned());
    }
    if let Some(audit) = front.audit {
        remarks.push(format!(
            "`audit` names `{audit}`, the audit that ended last; if the finding comes from elsewhere, write `source` instead"
        ));
    }
    let title = front.title.trim().to_lowercase();
    let mut documents = snapshot.handbook.documents.iter();
    if let Some(other) = documents.find(|document| document.title.trim().to_lowercase() == title) {
        remarks.push(format!(
            "`{}` in `{}` has the same title",
            printable(other.id()),
            other.parsed.path
        ));
    }
    remarks
}

/// Where else a document could lie that lies at the top because nothing says where.
fn other_folders(snapshot: &Snapshot<'_>, kind: DocumentType) -> Option<String> {
    let top = name::top(kind);
    let folders = name::folders_below(snapshot, top);
    let named: Vec<String> =
        folders.iter().take(FOLDERS).map(|folder| format!("`{}`", printable(folder))).collect();
    let more = folders.len().saturating_sub(FOLDERS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = if more.is_empty() { list_of(&named) } else { named.join(", ") };
    (!folders.is_empty()).then(|| {
        format!(
            "its type has no folder of its own, so it goes into `{top}`; `--in FOLDER` chooses another: {named}{more}"
        )
    })
}
