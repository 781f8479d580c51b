//! What a new document is called: its id, its file, its folder, each as those beside it.

use std::collections::{BTreeMap, BTreeSet};

use crate::author::snapshot::Snapshot;
use crate::author::template;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::slug::file_slug;
use crate::base::text::{did_you_mean, printable};
use crate::model::document::{Document, is_record};
use crate::model::register::Kind;
use crate::parse::document::DocumentType;
use crate::parse::id;

/// The longest name of a file made from a title, in characters without its id.
const LONGEST: usize = 60;

/// How many digits an id has where the handbook shows none.
const DIGITS: usize = 3;

/// The next id of a type: the prefix that most documents of the type have, and the number after the highest that any document has or had.
pub(super) fn next_id(snapshot: &Snapshot<'_>, kind: DocumentType) -> String {
    let documents = &snapshot.handbook.documents;
    let of_kind = documents.iter().filter(|document| document.kind == kind).map(Document::id);
    let mut used: Vec<&str> = documents.iter().map(Document::id).collect();
    // What was replaced may have left the folder, and its number stays its own.
    let replaced = documents.iter().flat_map(|document| &document.parsed.front.supersedes);
    used.extend(replaced.filter_map(|replaced| replaced.value.split('@').next()));
    let alike = of_kind
        .map(|id| if is_record(kind) { of_this_year(id, snapshot.today()) } else { id.to_owned() });
    next(snapshot, &alike.collect::<Vec<_>>(), &used, template::prefix(kind))
}

/// The next id of a row, by the same rule.
pub(super) fn next_row_id(snapshot: &Snapshot<'_>, kind: Kind) -> String {
    let entries = snapshot.handbook.entries.iter();
    let rows = entries.filter(|(entry, _)| entry.register() == Some(kind));
    let used: Vec<&str> = rows.map(|(_, label)| label.id.as_str()).collect();
    let alike = used.iter().map(|id| of_this_year(id, snapshot.today()));
    next(snapshot, &alike.collect::<Vec<_>>(), &used, template::row_prefix(kind))
}

/// The next id after those that are `used`, with the prefix that most of `alike` have.
fn next(snapshot: &Snapshot<'_>, alike: &[String], used: &[&str], otherwise: &str) -> String {
    let alike: Vec<(&str, &str)> = alike.iter().filter_map(|id| numbered(id)).collect();
    let prefix = most_frequent(alike.iter().map(|(prefix, _)| *prefix)).unwrap_or(otherwise);
    // What nobody counts up to, such as the number of a ticket system, is no place to count on from.
    let counted = |number: &str| number.parse::<u32>().ok();
    let usual = alike.iter().filter(|(_, number)| counted(number).is_some());
    let usual_digits = most_frequent(usual.map(|(_, number)| number.len())).unwrap_or(DIGITS);
    let mut digits = 0;
    let mut highest: u64 = 0;
    for (other, number) in used.iter().filter_map(|id| numbered(id)) {
        let Some(counted) = counted(number) else { continue };
        if other.eq_ignore_ascii_case(prefix) {
            digits = digits.max(number.len());
            highest = highest.max(counted.into());
        }
    }
    let digits = if digits > 0 { digits } else { usual_digits };
    let free = (highest.saturating_add(1)..).map(|number| format!("{prefix}{number:0digits$}"));
    free.into_iter()
        .find(|id| snapshot.handbook.entries.find(id).is_none())
        .unwrap_or_else(|| prefix.to_owned())
}

/// The id as one of this year has it: `FND-2026-08` of what was `FND-2025-08`. One without an earlier year stays.
fn of_this_year(id: &str, today: Date) -> String {
    let today = today.to_string();
    let year = today.get(..4).unwrap_or("");
    let is_earlier = |part: &str| {
        let is_year = part.len() == 4
            && part.starts_with("20")
            && part.bytes().all(|byte| byte.is_ascii_digit());
        is_year && part < year
    };
    let Some((prefix, number)) = numbered(id) else { return id.to_owned() };
    let parts: Vec<&str> =
        prefix.split('-').map(|part| if is_earlier(part) { year } else { part }).collect();
    parts.join("-") + number
}

/// An id that its author chose, if nobody has it.
pub(super) fn chosen_id(snapshot: &Snapshot<'_>, id: &str) -> Result<String, String> {
    let shown = printable(id);
    if let Some(why) = id::fault(id) {
        return Err(format!("`--id {shown}` cannot be an id: {why}"));
    }
    match snapshot.handbook.entries.find(id) {
        Some(taken) => {
            let title = printable(&snapshot.handbook.label(taken).title);
            Err(format!("`--id {shown}` is taken: `{title}`"))
        }
        None => Ok(id.to_owned()),
    }
}

/// Cuts `POL-013` into `POL-` and `013`.
fn numbered(id: &str) -> Option<(&str, &str)> {
    let prefix = id.trim_end_matches(|part: char| part.is_ascii_digit());
    // A number alone is no prefix that anybody recognizes.
    let number = id.get(prefix.len()..).filter(|number| !number.is_empty())?;
    prefix.starts_with(|first: char| first.is_ascii_alphabetic()).then_some((prefix, number))
}

/// The value that is there most often; of equally frequent ones the first in order.
fn most_frequent<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.values().max().copied()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

/// How a file is named after its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// `pol-013-secure-development`.
    IdAndTitle,
    /// `POL-013-secure-development`.
    IdAsTypedAndTitle,
    /// `secure-development`.
    Title,
    /// `pol-013`.
    Id,
    /// `POL-013`.
    IdAsTyped,
}

fn form(document: &Document) -> Option<Form> {
    // An id that was made from the file's name says nothing about how files are named.
    let id = document.parsed.front.id.as_ref()?.value.as_str();
    let stem = document.parsed.path.stem();
    let rest = stem.get(id.len()..).unwrap_or("");
    let head = stem.get(..id.len()).unwrap_or("");
    let is_typed = head == id && id.to_lowercase() != id;
    Some(match (head.eq_ignore_ascii_case(id), rest.is_empty(), is_typed) {
        (true, false, false) => Form::IdAndTitle,
        (true, false, true) => Form::IdAsTypedAndTitle,
        (true, true, false) => Form::Id,
        (true, true, true) => Form::IdAsTyped,
        (false, ..) => Form::Title,
    })
}

/// The name of the file of a new document, as documents of its type are named, else as all are.
pub(super) fn file_name(
    snapshot: &Snapshot<'_>,
    kind: DocumentType,
    id: &str,
    title: &str,
) -> String {
    let documents = || snapshot.handbook.documents.iter();
    let of_kind = documents().filter(|document| document.kind == kind).filter_map(form);
    let form = most_frequent(of_kind).or_else(|| most_frequent(documents().filter_map(form)));
    let (lower, title) = (id.to_ascii_lowercase(), shortened(&file_slug(title)));
    let stem = match form.unwrap_or(Form::IdAndTitle) {
        Form::Title if !title.is_empty() => title,
        Form::IdAndTitle if !title.is_empty() => format!("{lower}-{title}"),
        Form::IdAsTypedAndTitle if !title.is_empty() => format!("{id}-{title}"),
        Form::IdAsTyped | Form::IdAsTypedAndTitle => id.to_owned(),
        Form::Id | Form::IdAndTitle | Form::Title => lower,
    };
    format!("{stem}.md")
}

/// As many whole words as fit.
fn shortened(slug: &str) -> String {
    if slug.len() <= LONGEST {
        return slug.to_owned();
    }
    let cut = slug.get(..LONGEST).unwrap_or(slug);
    cut.rsplit_once('-').map_or(cut, |(words, _)| words).to_owned()
}

/// The folder of a new document, where it follows from the handbook: all documents of its type lie there.
pub(super) fn folder(snapshot: &Snapshot<'_>, kind: DocumentType) -> Option<String> {
    let documents = snapshot.handbook.documents.iter().filter(|document| document.kind == kind);
    let folders: BTreeSet<&str> = documents.map(|document| document.parsed.path.folder()).collect();
    folders.first().filter(|_| folders.len() == 1).map(|only| (*only).to_owned())
}

/// The folder above all others in which documents of a type may lie.
pub(super) fn top(kind: DocumentType) -> &'static str {
    if is_record(kind) { "records" } else { "documents" }
}

/// The folders that hold something below one at the root, in their order.
pub(super) fn folders_below<'s>(snapshot: &'s Snapshot<'_>, top: &str) -> BTreeSet<&'s str> {
    let below = snapshot.sources.iter().map(|(path, _)| path).filter(|path| path.is_below(top));
    below.map(RelPath::folder).filter(|folder| *folder != top).collect()
}

/// A folder that its author chose.
pub(super) fn chosen_folder(snapshot: &Snapshot<'_>, typed: &str) -> Result<String, String> {
    let shown = printable(typed);
    let path = RelPath::new(typed.trim_start_matches("./").trim_end_matches('/'));
    let inside = path.as_ref().filter(|path| {
        matches!(path.as_str(), "documents" | "records")
            || path.is_below("documents")
            || path.is_below("records")
    });
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in snapshot.sources.iter() {
        if path.is_below("documents") || path.is_below("records") {
            known.insert(path.folder());
        }
    }
    let Some(path) = inside else {
        let below = known.iter().find(|folder| folder.rsplit('/').next() == Some(typed));
        let near = below.copied().or_else(|| did_you_mean(typed, known.iter().copied()));
        let near = near.map(|near| format!("; did you mean `{near}`?"));
        return Err(format!(
            "`--in {shown}` must be a folder below `documents` or `records`{}",
            near.unwrap_or_default()
        ));
    };
    let is_hidden = path.as_str().split('/').any(|name| name.starts_with('.'));
    if is_hidden {
        return Err(format!("`--in {shown}`: hidden folders are not read"));
    }
    let folder = path.as_str();
    let is_known = matches!(folder, "documents" | "records") || known.contains(folder);
    match did_you_mean(folder, known.iter().copied()).filter(|_| !is_known) {
        Some(near) => Err(format!("there is no folder `{shown}`; did you mean `{near}`?")),
        None => Ok(folder.to_owned()),
    }
}
