//! What applies to whom: for each group of readers the documents to read, in order, and how long that takes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::path::OutPath;
use crate::base::slug::file_slug;
use crate::base::text::{natural_order, plural};
use crate::model::document::Document;
use crate::model::entry::Entry;
use crate::model::handbook::Handbook;
use crate::parse::document::DocumentType;
use crate::parse::word::Word;
use crate::view::document::{group_label, minutes};
use crate::view::parts::{Link, link_to};

/// The group to which everybody belongs.
const EVERYBODY: &str = "all-staff";

/// The most letters of a name that its address holds: paths have an end on some systems.
const LONGEST: usize = 60;

/// A group of readers and what is theirs to read.
#[derive(Debug)]
pub struct Group {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: OutPath,
    /// What its members read because they belong to it, in reading order, as numbers of documents.
    pub own: Vec<usize>,
    /// What they read because everybody does; nothing for everybody itself.
    pub shared: Vec<usize>,
}

/// The groups that documents in force name in `audience`: everybody first, then by their titles. Records are no reading.
pub fn groups(handbook: &Handbook) -> Vec<Group> {
    let mut titles: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for number in in_reading_order(handbook) {
        for group in &handbook.documents[number].parsed.front.audience {
            let own =
                titles.entry(key(group)).or_insert_with(|| (group_label(group.trim()), Vec::new()));
            if own.1.last() != Some(&number) {
                own.1.push(number);
            }
        }
    }
    titles.remove("");
    let shared = titles.get(EVERYBODY).map(|(_, own)| own.clone()).unwrap_or_default();
    let is_shared: BTreeSet<usize> = shared.iter().copied().collect();
    let mut all: Vec<(String, (String, Vec<usize>))> = titles.into_iter().collect();
    all.sort_by(|(left_key, (left, _)), (right_key, (right, _))| {
        (left_key != EVERYBODY)
            .cmp(&(right_key != EVERYBODY))
            .then_with(|| natural_order(left, right))
    });
    let mut taken = Vec::new();
    let group = |(key, (title, mut own)): (String, (String, Vec<usize>))| {
        let url = address(&key, &taken)?;
        taken.push(url.clone());
        let shared = if key == EVERYBODY { Vec::new() } else { shared.clone() };
        own.retain(|number| key == EVERYBODY || !is_shared.contains(number));
        Some(Group { title, url, own, shared })
    };
    all.into_iter().filter_map(group).collect()
}

/// The same for groups that differ in blanks, hyphens and capitals only.
fn key(group: &str) -> String {
    let lower = group.to_lowercase();
    let words = lower.split(|letter: char| letter == '-' || letter.is_whitespace());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// An address that no other group has: two names may differ only in what the name of a file cannot hold.
fn address(key: &str, taken: &[OutPath]) -> Option<OutPath> {
    let mut slug = file_slug(key);
    slug.truncate(LONGEST);
    let slug = if slug.is_empty() { "group" } else { &slug };
    (0..=taken.len() + 1)
        .map(|attempt| {
            if attempt == 0 {
                format!("reading/{slug}.html")
            } else {
                format!("reading/{slug}-{attempt}.html")
            }
        })
        .filter_map(|path| OutPath::new(&path))
        .find(|path| !taken.contains(path))
}

/// The documents in force that are no records, as the sections stand in the navigation; in each section policies first.
fn in_reading_order(handbook: &Handbook) -> Vec<usize> {
    let mut sections: Vec<usize> = handbook.top_sections.iter().rev().copied().collect();
    let mut documents = Vec::new();
    while let Some(section) = sections.pop() {
        let section = &handbook.sections[section];
        let mut here = section.documents.clone();
        here.sort_by_key(|number| rank(handbook.documents[*number].kind));
        documents.extend(here);
        sections.extend(section.children.iter().rev());
    }
    let is_reading = |document: &Document| document.is_in_force() && !document.is_record();
    documents.retain(|number| is_reading(&handbook.documents[*number]));
    documents
}

/// Rules come before how they are carried out: the place of a type among all types.
fn rank(kind: DocumentType) -> Option<usize> {
    DocumentType::WORDS.iter().position(|(_, known)| *known == kind)
}

/// A group in a list of groups.
#[derive(Debug, Serialize)]
pub struct GroupLink {
    /// What it is called.
    pub title: String,
    /// Its page, relative to the root of the site.
    pub url: String,
    /// How much there is to read, in words.
    pub amount: String,
    /// How long all of it takes, in words.
    pub time: String,
}

/// The groups as links.
pub fn group_links(handbook: &Handbook) -> Vec<GroupLink> {
    let link = |group: Group| GroupLink {
        amount: amount(&group),
        time: time_of(handbook, group.shared.iter().chain(&group.own)),
        title: group.title,
        url: group.url.to_string(),
    };
    groups(handbook).into_iter().map(link).collect()
}

/// What a group reads besides what everybody does; for everybody itself all of it.
fn amount(group: &Group) -> String {
    match (group.own.len(), group.shared.is_empty()) {
        (own, true) => plural(own, "document", "documents"),
        (0, false) => "no more documents".to_owned(),
        (own, false) => plural(own, "more document", "more documents"),
    }
}

fn time_of<'n>(handbook: &Handbook, documents: impl IntoIterator<Item = &'n usize>) -> String {
    in_words(documents.into_iter().map(|number| minutes(&handbook.documents[*number])).sum())
}

/// A time in words: `45 minutes`, `1 hour 5 minutes`, `2 hours`.
fn in_words(minutes: usize) -> String {
    let rest = plural(minutes % 60, "minute", "minutes");
    match (minutes / 60, minutes % 60) {
        (0, _) => rest,
        (hours, 0) => plural(hours, "hour", "hours"),
        (hours, _) => format!("{} {rest}", plural(hours, "hour", "hours")),
    }
}

/// The list of groups.
#[derive(Debug, Serialize)]
pub struct GroupsView {
    /// The groups, everybody first.
    pub groups: Vec<GroupLink>,
}

impl GroupsView {
    /// The groups of the handbook.
    pub fn new(handbook: &Handbook) -> Self {
        Self { groups: group_links(handbook) }
    }
}

/// A document to read.
#[derive(Debug, Serialize)]
pub struct ReadingRow {
    /// The document.
    pub link: Link,
    /// What it says.
    pub summary: Option<String>,
    /// How long it takes to read, in words.
    pub time: String,
}

/// Documents with a title above them.
#[derive(Debug, Serialize)]
pub struct ReadingPart {
    /// The title.
    pub title: String,
    /// The anchor.
    pub anchor: &'static str,
    /// How long all of them take, in words.
    pub time: String,
    /// The number of the first one.
    pub first: usize,
    /// The documents in order.
    pub rows: Vec<ReadingRow>,
}

/// What a group reads.
#[derive(Debug, Serialize)]
pub struct ReadingView {
    /// What the group is called.
    pub title: String,
    /// How many documents there are to read, in words.
    pub documents: String,
    /// How long all of it takes, in words.
    pub time: String,
    /// What is for everybody, then what is for the group; what is empty is left out.
    pub parts: Vec<ReadingPart>,
}

impl ReadingView {
    /// The reading of a group.
    pub fn new(handbook: &Handbook, group: &Group) -> Self {
        let part =
            |title: String, anchor: &'static str, first: usize, documents: &[usize]| ReadingPart {
                title,
                anchor,
                time: time_of(handbook, documents),
                first,
                rows: documents.iter().map(|number| reading_row(handbook, *number)).collect(),
            };
        let shared = group.shared.len();
        let mut parts = vec![
            part("For everybody".to_owned(), "everybody", 1, &group.shared),
            part(group.title.clone(), "group", shared + 1, &group.own),
        ];
        parts.retain(|part| !part.rows.is_empty());
        Self {
            title: group.title.clone(),
            documents: plural(shared + group.own.len(), "document", "documents"),
            time: time_of(handbook, group.shared.iter().chain(&group.own)),
            parts,
        }
    }
}

fn reading_row(handbook: &Handbook, number: usize) -> ReadingRow {
    let document = &handbook.documents[number];
    ReadingRow {
        link: link_to(handbook, Entry::Document(number)),
        summary: document.parsed.front.summary.clone(),
        time: in_words(minutes(document)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_differ_in_blanks_hyphens_and_capitals_are_one() {
        for name in ["all-staff", "All staff", " ALL \u{a0} Staff", "all - staff"] {
            assert_eq!(key(name), EVERYBODY, "{name}");
        }
        assert_eq!(key(" - "), "");
        assert_ne!(key("IT!"), key("it"));
    }

    #[test]
    fn groups_whose_names_make_no_file_name_have_pages_of_their_own() {
        let mut taken = Vec::new();
        for name in ["it", "IT!", "日本", "лица", "con", "a".repeat(300).as_str()] {
            let url = address(&key(name), &taken).unwrap_or_else(|| panic!("{name}"));
            assert!(!taken.contains(&url), "{name}: {url}");
            taken.push(url);
        }
    }

    #[test]
    fn times_are_said_in_hours_and_minutes() {
        assert_eq!(in_words(1), "1 minute");
        assert_eq!(in_words(45), "45 minutes");
        assert_eq!(in_words(60), "1 hour");
        assert_eq!(in_words(125), "2 hours 5 minutes");
    }
}
