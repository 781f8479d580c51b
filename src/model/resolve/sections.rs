//! The tree of folders that hold documents, each with its title and its order.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::path::{OutPath, RelPath};
use crate::base::slug::file_slug;
use crate::base::text::natural_order;
use crate::diag::Findings;
use crate::diag::span::Span;
use crate::model::codes::PATH_COLLISION;
use crate::model::resolve::names::Draft;
use crate::model::section::Section;
use crate::parse::section::Section as Parsed;

/// Makes the sections, tells each draft which one is its own, and returns the ones at the top in reading order.
pub(super) fn sections(
    parsed: Vec<Parsed>,
    drafts: &mut [Draft],
    found: &mut Findings,
) -> (Vec<Section>, Vec<usize>) {
    let mut described: BTreeMap<String, Parsed> =
        parsed.into_iter().map(|section| (section.path.folder().to_owned(), section)).collect();
    let mut folders: BTreeSet<String> = described.keys().cloned().collect();
    for draft in drafts.iter() {
        let mut folder = draft.parsed.path.folder();
        // Folders above a document are sections too, so that the tree has no holes.
        while !folder.is_empty() && folders.insert(folder.to_owned()) {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    // The root folder `documents` is a section only while documents lie in it directly.
    if !described.contains_key("documents")
        && !drafts.iter().any(|draft| draft.parsed.path.folder() == "documents")
    {
        folders.remove("documents");
    }
    let mut taken: BTreeMap<OutPath, String> = BTreeMap::new();
    let mut sections: Vec<Section> = Vec::new();
    for folder in folders {
        let parsed = described.remove(&folder);
        let title = parsed
            .as_ref()
            .and_then(|parsed| parsed.title.clone())
            .unwrap_or_else(|| title_from(&folder));
        let url = address(&folder, sections.len(), &mut taken, found);
        sections.push(Section {
            folder,
            parsed,
            title,
            url,
            parent: None,
            children: Vec::new(),
            documents: Vec::new(),
            by_title: Vec::new(),
            links: Vec::new(),
        });
    }
    let index: BTreeMap<String, usize> = sections
        .iter()
        .enumerate()
        .map(|(number, section)| (section.folder.clone(), number))
        .collect();
    for number in 0..sections.len() {
        let above = sections[number].folder.rsplit_once('/').map(|(above, _)| above);
        // `documents` is the shelf, not a section that others belong to.
        let parent =
            above.filter(|above| *above != "documents").and_then(|above| index.get(above).copied());
        sections[number].parent = parent;
        if let Some(parent) = parent {
            sections[parent].children.push(number);
        }
    }
    for (number, draft) in drafts.iter_mut().enumerate() {
        if let Some(section) = index.get(draft.parsed.path.folder()) {
            draft.section = *section;
            sections[*section].documents.push(number);
        }
    }
    let order: Vec<(u32, String)> = sections
        .iter()
        .map(|section| {
            (
                section.parsed.as_ref().and_then(|parsed| parsed.order).unwrap_or(u32::MAX),
                section.title.clone(),
            )
        })
        .collect();
    let sort = |list: &mut Vec<usize>| {
        list.sort_by(|left, right| {
            order[*left]
                .0
                .cmp(&order[*right].0)
                .then_with(|| natural_order(&order[*left].1, &order[*right].1))
        });
    };
    let mut top: Vec<usize> =
        (0..sections.len()).filter(|number| sections[*number].parent.is_none()).collect();
    sort(&mut top);
    for section in &mut sections {
        sort(&mut section.children);
        let title = |draft: usize| drafts[draft].title.as_str();
        section.by_title = section.documents.clone();
        section.by_title.sort_by(|left, right| natural_order(title(*left), title(*right)));
    }
    (sections, top)
}

fn title_from(folder: &str) -> String {
    let name = folder.rsplit('/').next().unwrap_or(folder).replace(['-', '_'], " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn address(
    folder: &str,
    number: usize,
    taken: &mut BTreeMap<OutPath, String>,
    found: &mut Findings,
) -> OutPath {
    let below = folder.strip_prefix("documents/").unwrap_or(folder);
    let slug = file_slug(below);
    let fallback = || OutPath::fixed(&format!("sections/section-{number}.html"));
    let url = OutPath::new(&format!("sections/{slug}.html")).unwrap_or_else(fallback);
    let Some(other) = taken.get(&url) else {
        taken.insert(url.clone(), folder.to_owned());
        return url;
    };
    // `records` has the only name that it can have.
    let renamed = if folder.starts_with("documents/") { folder } else { other };
    if let Some(path) = RelPath::new(&format!("{renamed}/_index.md")) {
        found.report_with_help(
            &PATH_COLLISION,
            Span::file(&path),
            format!("the folders `{folder}` and `{other}` would both be published as `{url}`"),
            format!("rename the folder `{renamed}`"),
        );
    }
    fallback()
}
